export interface DecodedText {
  text: string
  /** Set where neither mark, server nor document said truly how the text is encoded: what it was taken for. */
  guessed: string | null
}

/** Names that feeds use and the WHATWG encoding standard does not know. */
const aliases: Record<string, string> = {
  'mac-cyrillic': 'x-mac-cyrillic',
  'x-sjis': 'shift_jis',
  cp949: 'euc-kr',
  cp932: 'shift_jis',
  cp936: 'gbk'
}

/**
 * Turns a feed's bytes into text. In this order: a byte order mark, the pattern of zeros that UTF-16 and UTF-32 have, what
 * the server says, what the document says, UTF-8. A claim that the bytes contradict is passed over.
 */
export function decodeFeed(bytes: Uint8Array, contentType = ''): DecodedText {
  const { text, guessed } = decode(bytes, contentType)
  // Curly quotes pasted from Word into a page that was then called ISO-8859-1 arrive as control characters.
  return {
    text: text.replace(/[\u0080-\u009F]+/g, controls =>
      new TextDecoder('windows-1252').decode(Buffer.from(controls, 'latin1'))
    ),
    guessed
  }
}

function decode(bytes: Uint8Array, contentType: string): DecodedText {
  const wide = wideEncoding(bytes)
  if (wide) return { text: decodeWide(bytes, wide), guessed: null }
  // Bytes without that pattern are not UTF-16 or UTF-32, whatever the declaration says: programs that write to a string say so.
  const claims = [charset.exec(contentType)?.[1], declaration(bytes)].flatMap(name =>
    name && !/^utf-?(?:16|32)/i.test(name) ? name : []
  )
  const utf8 = tryDecode(bytes, 'utf-8')
  // Text in an 8-bit encoding is hardly ever valid UTF-8 by chance, and "iso-8859-1" is often a server's default, not the truth.
  if (utf8 !== null && claims.every(claim => singleByte.test(claim) || isUtf8(claim)))
    return { text: utf8, guessed: null }
  for (const claim of claims) {
    const text = tryDecode(bytes, aliases[claim.toLowerCase()] ?? claim)
    if (text !== null) return { text, guessed: null }
  }
  return utf8 === null ? guess(bytes) : { text: utf8, guessed: claims.length > 0 ? 'utf-8' : null }
}

const charset = /charset\s*=\s*["']?\s*([\w.:-]+)/i
const singleByte = /^(?:us-)?ascii$|^iso-?8859-?1$|^latin-?1$|^windows-1252$|^cp1252$/i
const isUtf8 = (name: string): boolean => /^utf-?8$/i.test(name)

/** The encoding that an XML declaration names; readable as ASCII in all that are not wide. */
const declaration = (bytes: Uint8Array): string | undefined =>
  /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)/i.exec(new TextDecoder('latin1').decode(bytes.subarray(0, 1_000)))?.[1]

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** A few broken bytes in good UTF-8 are replaced one by one; where they outnumber the good ones it was no UTF-8 at all. */
function guess(bytes: Uint8Array): DecodedText {
  const text = new TextDecoder().decode(bytes)
  const broken = text.match(/\uFFFD/g)?.length ?? 0
  const sound = text.match(/[^\p{ASCII}\uFFFD]/gu)?.length ?? 0
  return broken <= sound
    ? { text, guessed: 'utf-8' }
    : { text: new TextDecoder('windows-1252').decode(bytes), guessed: 'windows-1252' }
}

type Wide = 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be'

// UTF-32 first: its little-endian mark begins with that of UTF-16. A document begins with "<" or "{", whose high bytes are zero.
const signs: readonly (readonly [Wide, RegExp])[] = [
  ['utf-32le', /^(?:\xFF\xFE\0\0|[<{]\0\0\0)/],
  ['utf-32be', /^(?:\0\0\xFE\xFF|\0\0\0[<{])/],
  ['utf-16le', /^(?:\xFF\xFE|[<{]\0[^\0]\0)/],
  ['utf-16be', /^(?:\xFE\xFF|\0[<{]\0[^\0])/]
]

function wideEncoding(bytes: Uint8Array): Wide | null {
  const head = String.fromCharCode(...bytes.subarray(0, 4))
  return signs.find(([, sign]) => sign.test(head))?.[0] ?? null
}

function decodeWide(bytes: Uint8Array, encoding: Wide): string {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return new TextDecoder(encoding).decode(bytes)
  // The encoding standard left UTF-32 out, so no TextDecoder reads it.
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: string[] = []
  for (let at = 0; at + 4 <= bytes.byteLength; at += 4) {
    const point = view.getUint32(at, encoding === 'utf-32le')
    parts.push(point > 0x10ffff ? '\uFFFD' : String.fromCodePoint(point))
  }
  return parts.join('').replace(/^\uFEFF/, '')
}
