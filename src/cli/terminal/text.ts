/** Ends of lines and other controls: a title from a feed could otherwise move the cursor or retitle the terminal. */
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g
/** Invisible marks that turn the reading order around, and so could make a line show something it does not say. */
const turners = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
/** Scripts and pictures that take two columns of a terminal (Unicode East Asian Width, in broad strokes). */
const wide =
  /\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\uff01-\uff60]/u

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** A stored text as one line that is safe to show on a terminal. */
export const oneLine = (text: string): string => text.replace(controls, ' ').replace(turners, '').trim()

/** A stored text of several lines, safe to show on a terminal: only line feeds and tabs are left of the controls. */
export const manyLines = (text: string): string =>
  text
    .split('\n')
    .map(line =>
      line
        .split('\t')
        .map(part => part.replace(controls, '').replace(turners, ''))
        .join('\t')
    )
    .join('\n')

/** How many columns a line takes. */
export function widthOf(line: string): number {
  let width = 0
  for (const { segment } of graphemes.segment(line)) width += wide.test(segment) ? 2 : 1
  return width
}

/** A line cut to at most `columns`, with an ellipsis where something was cut. */
export function fit(line: string, columns: number): string {
  if (widthOf(line) <= columns) return line
  let kept = ''
  let width = 1
  for (const { segment } of graphemes.segment(line)) {
    width += wide.test(segment) ? 2 : 1
    if (width > columns) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}
