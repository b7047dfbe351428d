/**
 * Characters that no text here may hold: controls (SQLite and printers stop at NUL), and the two private ones that mark
 * search hits, so that no text can forge a mark.
 */
const unwanted = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uE000\uE001]/g

/**
 * Text as it may be stored: line ends are LF, unwanted characters gone. Half a surrogate pair becomes U+FFFD here, as it
 * would in the file: otherwise the text read back would not have the hash it was stored with.
 */
export const cleanText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(unwanted, '')
    .replace(/\p{Surrogate}/gu, '\uFFFD')

/** The same for a field of one line. */
export const cleanLine = (text: string): string => cleanText(text).replace(/[\n\t\u2028\u2029]+/g, ' ')
