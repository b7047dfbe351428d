/** The kinds of picture that are taken: what every network takes, and nothing that can hold a script. */
export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] as const
export type PictureType = (typeof pictureTypes)[number]

/** What a file is that is not taken; its words are in the messages, under `share.media.kinds`. */
export type OtherKind =
  | 'svg'
  | 'html'
  | 'pdf'
  | 'script'
  | 'archive'
  | 'program'
  | 'heic'
  | 'avif'
  | 'tiff'
  | 'bmp'
  | 'icon'
  | 'photoshop'
  | 'film'
  | 'text'
  | 'empty'
  | 'unknown'

export const pictureFormats = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
  'image/gif': 'GIF'
} satisfies Record<PictureType, string>

/** Endings of file names that say which type a picture has; the first is the one that we write. */
export const pictureEndings: Record<PictureType, readonly string[]> = {
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/gif': ['gif']
}

/** How far into a file other programs look for what it is: PDF readers take a header within the first kilobyte. */
const opening = 1_024
/** The end of a ZIP archive, with the longest comment that may follow it (APPNOTE 4.3.16). */
const archiveEnd = 22 + 65_535

/**
 * What a file is, by its bytes and never by its name. A picture that other programs would read as something else as well is
 * that other thing.
 */
export function kindOf(bytes: Uint8Array): PictureType | OtherKind {
  const head = latin1(bytes.subarray(0, opening))
  const type = pictureTypes.find(each => signatures[each].test(head))
  if (!type) return others.find(([, pattern]) => pattern.test(head))?.[0] ?? textKind(bytes)
  if (head.includes('%PDF-')) return 'pdf'
  if (endsArchive(bytes)) return 'archive'
  return scripted(type, head, bytes) ? 'script' : type
}

export const isPictureType = (kind: string): kind is PictureType => (pictureTypes as readonly string[]).includes(kind)

const signatures: Record<PictureType, RegExp> = {
  'image/jpeg': /^\xff\xd8\xff/,
  'image/png': /^\x89PNG\r\n\x1a\n/,
  'image/webp': /^RIFF[^]{4}WEBP/,
  'image/gif': /^GIF8[79]a/
}

const others: [OtherKind, RegExp][] = [
  ['empty', /^$/],
  ['pdf', /%PDF-/],
  ['archive', /^(?:PK[\x03\x05\x07]|\x1f\x8b|7z\xbc\xaf|Rar!|BZh|\xfd7zXZ)/],
  ['program', /^(?:MZ|\x7fELF|\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe|#!)/],
  ['avif', /^[^]{4}ftypavi[fs]/],
  ['heic', /^[^]{4}ftyp(?:hei[cxms]|hev[cx]|mif1|msf1)/],
  ['film', /^(?:[^]{4}ftyp|\x1aE\xdf\xa3|RIFF[^]{4}AVI |OggS)/],
  ['tiff', /^(?:II[*+]\x00|MM\x00[*+])/],
  ['bmp', /^BM[^]{4}\x00{4}/],
  ['icon', /^\x00\x00[\x01\x02]\x00/],
  ['photoshop', /^8BPS/]
]

/** Text is told from the rest by having no control characters; what kind of text, by how it begins. */
function textKind(bytes: Uint8Array): OtherKind {
  const text = decoded(bytes.subarray(0, 4 * opening))
  if (/[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(text)) return 'unknown'
  const start = text
    .toLowerCase()
    .replace(/<!--[^]*?-->/g, '')
    .trimStart()
  if (/^(?:<[?!][^>]*>|\s)*<(?:\w+:)?svg[\s>/]/.test(start)) return 'svg'
  if (/^<(?:!doctype html|html|head|body|script|iframe|img|meta|title)/.test(start)) return 'html'
  return start.includes('<svg') ? 'svg' : 'text'
}

function decoded(bytes: Uint8Array): string {
  const mark = latin1(bytes.subarray(0, 2))
  if (mark === '\xff\xfe') return new TextDecoder('utf-16le').decode(bytes)
  if (mark === '\xfe\xff') return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder().decode(bytes)
}

function endsArchive(bytes: Uint8Array): boolean {
  const end = latin1(bytes.subarray(Math.max(0, bytes.length - archiveEnd)))
  for (let at = end.lastIndexOf('PK\x05\x06'); at >= 0; at = at > 0 ? end.lastIndexOf('PK\x05\x06', at - 1) : -1) {
    const comment = end.charCodeAt(at + 20) | (end.charCodeAt(at + 21) << 8)
    if (at + 22 + comment === end.length) return true
  }
  return false
}

/**
 * A JPEG whose first segment, or a GIF whose width, is the two characters that open a comment runs as JavaScript where no
 * type is said; markup and PHP run wherever in the file they stand.
 */
function scripted(type: PictureType, head: string, bytes: Uint8Array): boolean {
  if (type === 'image/jpeg' && head.startsWith('/*', 4)) return true
  if (type === 'image/gif' && /^GIF8[79]a(?:\/\*|=)/.test(head)) return true
  for (let at = bytes.indexOf(lessThan); at >= 0; at = bytes.indexOf(lessThan, at + 1))
    if (tags.some(tag => tag.every((letter, index) => ((bytes[at + 1 + index] ?? 0) | lowerCase) === letter)))
      return true
  return false
}

const lessThan = 0x3c
/** The bit by which small letters of ASCII differ from capitals; it leaves a question mark as it is. */
const lowerCase = 0x20
/** Letter by letter, since a hostile file may have millions of places to look at. */
const tags = ['script', '?php'].map(tag => [...tag].map(letter => letter.charCodeAt(0)))

const latin1 = (bytes: Uint8Array): string => {
  let text = ''
  // In parts, because a function takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return text
}
