/** The size of the text in charts, in pixels. */
export const textSize = 12

/** About how wide a letter of Source Sans 3 is, in parts of the size; a little generous. */
function advanceOf(letter: string): number {
  if (/[ijlIftr.,:;'’|!()\s]/u.test(letter)) return 0.3
  if (/[mwMW—@%]/u.test(letter)) return 0.84
  return /\p{Lu}/u.test(letter) ? 0.6 : 0.51
}

/** About how wide a line of text is. Estimated, not measured: the same wherever it is drawn. */
export const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + advanceOf(letter), 0) * textSize

/** The text, cut between words with an ellipsis where it is wider than there is room. */
export function fitText(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  const words = text.split(' ')
  while (words.length > 1 && widthOf(`${words.join(' ')}…`) > width) words.pop()
  let cut = words.join(' ')
  while (cut.length > 1 && widthOf(`${cut}…`) > width) cut = cut.slice(0, -1)
  return `${cut.replace(/[\s,;:.’'«“-]+$/u, '')}…`
}
