/** The size of the text in charts, in pixels. */
export const textSize = 12

/** Mean advance of a letter in Source Sans 3, in parts of the size; generous, so that an estimate never runs over. */
const meanAdvance = 0.53

/** About how wide a line of text is. Estimated, not measured: the same wherever it is drawn. */
export const widthOf = (text: string): number => text.length * meanAdvance * textSize

/** The text, cut between words with an ellipsis where it is wider than there is room. */
export function fitText(text: string, width: number): string {
  const room = Math.floor(width / (meanAdvance * textSize))
  if (text.length <= room) return text
  const cut = text.slice(0, Math.max(1, room - 1))
  const space = cut.lastIndexOf(' ')
  return `${(space > room / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:.’'«“-]+$/u, '')}…`
}
