import type { MediaUse, Rights } from './kit.ts'
import type { CopyLang } from './networks.ts'

type Known = Omit<MediaUse, 'alt'> & Rights & { alt: Record<CopyLang, string> }

/** A picture of the library as a release in a language uses it: what is known of it now, to be frozen with the text. */
export const toUse = (media: Known, lang: CopyLang): MediaUse => ({
  hash: media.hash,
  name: media.name,
  type: media.type,
  width: media.width,
  height: media.height,
  alt: media.alt[lang],
  credit: media.credit,
  licence: media.licence,
  expires: media.expires,
  consent: media.consent
})
