import extractUrlsWithIndices from 'twitter-text/dist/extractUrlsWithIndices.js'

interface Shown {
  text: string
  entities?:
    | { urls?: { url: string; expanded_url?: string | undefined; media_key?: string | undefined }[] | undefined }
    | undefined
}

/**
 * A post's words as its author wrote them: X puts short links in place of the real ones, adds one for pictures, and escapes
 * three signs.
 */
export function writtenText({ text, entities }: Shown): string {
  let written = text
  for (const { url, expanded_url, media_key } of entities?.urls ?? [])
    written = written.replaceAll(url, media_key === undefined ? (expanded_url ?? url) : '')
  return written.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

/** Whether two texts say the same: X writes addresses its own way, and takes space away at the ends. */
export const sameWords = (a: string, b: string): boolean => plain(a) === plain(b)

const plain = (text: string): string => withPlainLinks(text.normalize('NFC')).replace(/\s+/g, ' ').trim()

function withPlainLinks(text: string): string {
  let plain = ''
  let from = 0
  for (const { url, indices } of extractUrlsWithIndices(text)) {
    plain += text.slice(from, indices[0]) + plainLink(url)
    from = indices[1]
  }
  return plain + text.slice(from)
}

/** X turns `armelin.example` into `http://armelin.example`. */
function plainLink(url: string): string {
  const whole = /^https?:/i.test(url) ? url : `http://${url}`
  return URL.canParse(whole) ? new URL(whole).href.replace(/\/$/, '') : url
}

/**
 * Whether a text costs what one with a link does. The library knows the top-level domains of its own day, so that an address
 * with its scheme counts too; nor is it quick: no post is longer than what is looked at.
 */
export const hasLink = (text: string): boolean =>
  /https?:\/\/\S/i.test(text) || extractUrlsWithIndices(text.slice(0, 4_000)).length > 0
