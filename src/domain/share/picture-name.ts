import { cleanLine } from '../releases/clean.ts'
import { pictureEndings, pictureTypes, type PictureType } from './picture-type.ts'

/** Longer names help nobody, and some file systems refuse them. */
const longest = 120

/** A file's name as it may be shown: without what turns text around or is not seen, and not endless. */
export const shownName = (name: string): string => cut(cleanLine(name).replace(unseen, ''))

const unseen = /[\p{Cf}\p{Co}\p{Cn}\u0080-\u009f]/gu

/** Endings by which programs take a file for something else than a picture of ours. */
const foreign =
  /^(?:svgz?|x?html?|mht(?:ml)?|xml|pdf|ps|eps|m?js|css|php|exe|com|scr|msi|bat|cmd|sh|ps1|vbs|lnk|jar|zip|rar|7z|gz|tar|docx?|xlsx?|pptx?|hei[cf]|avif|tiff?|bmp|ico|psd|jxl|jp2|mp4|mov|webm|txt|md)$/

/** The type that a file's name claims: null where it claims none, and `other` where it claims to be no picture that is taken. */
export function claimedType(name: string): PictureType | 'other' | null {
  const ending = endingOf(lastPart(name))
  if (ending === null) return null
  const type = typeOf(ending)
  return type ?? (foreign.test(ending) ? 'other' : null)
}

/**
 * The name of a picture for people to read, and for programs to write files under: its last part only, without what turns
 * text around, is not seen, or means something to a file system. Twins that differ in case or in how accents are put
 * together stay two: names are not what pictures are known by.
 */
export function pictureName(given: string, type: PictureType): string {
  const last = lastPart(given)
  const ending = endingOf(last)
  const stem = cleanLine(ending !== null && typeOf(ending) ? last.slice(0, -ending.length - 1) : last)
    .replace(unseen, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  // Windows gives these names to devices, whatever their ending.
  const safe = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(stem) ? `_${stem}` : stem
  return `${cut(safe) || 'image'}.${pictureEndings[type][0]}`
}

const typeOf = (ending: string): PictureType | undefined =>
  pictureTypes.find(type => pictureEndings[type].includes(ending))

/** Systems drop dots and spaces at the end of a name, and then go by what is before them. */
const lastPart = (name: string): string => (name.split(/[/\\]/).at(-1) ?? '').replace(/[. ]+$/, '')

const endingOf = (name: string): string | null => /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? null

/** Cut between whole characters. */
function cut(text: string): string {
  if (text.length <= longest) return text
  let kept = ''
  for (const { segment } of new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(
    text.slice(0, 4 * longest)
  )) {
    if (kept.length + segment.length > longest) break
    kept += segment
  }
  return kept.trimEnd()
}
