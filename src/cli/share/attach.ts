import { existsSync } from 'node:fs'
import type { CopyLang } from '../../domain/share/networks.ts'
import type { Consent } from '../../domain/share/kit.ts'
import { RelaisError } from '../../domain/errors.ts'
import type { Media } from '../../preload/contract/share.ts'
import type { Desk } from '../desk.ts'
import { mediaHash } from '../ids.ts'
import { given } from '../options.ts'

export interface AttachOptions {
  alt?: string
  credit?: string
  licence?: string
  /** `never` for a right without an end. */
  expires?: string
  consent?: Consent
  as?: string
}

/** A picture of the library, or a file that is added to it. @throws RelaisError `media-missing` and why a file is not taken */
export async function pictureAt({ call }: Desk, which: string): Promise<Media> {
  if (!existsSync(which)) return call('media.get', { hash: await mediaHash(call, which) })
  const { added, present, failed } = await call('media.addPaths', { paths: [which] })
  if (failed[0]) throw new RelaisError(failed[0].code, failed[0].params)
  const [media] = [...added, ...present]
  if (!media) throw new RelaisError('media-missing', { hash: which })
  return media
}

/** Tells the library what is known of a picture now: a description only where it has none in that language. */
export async function described({ call }: Desk, media: Media, options: AttachOptions, lang: CopyLang): Promise<Media> {
  const { alt, expires } = options
  const words = alt !== undefined && media.alt[lang] === '' ? { alt: { ...media.alt, [lang]: alt } } : {}
  const change = {
    ...given(options, 'credit', 'licence', 'consent'),
    ...(expires !== undefined && { expires: expires === 'never' ? null : expires }),
    ...words
  }
  if (Object.keys(change).length === 0) return media
  return call('media.describe', { hash: media.hash, rev: media.rev, change })
}
