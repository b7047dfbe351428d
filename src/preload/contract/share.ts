import * as v from 'valibot'
import type { ErrorShape } from '../../domain/errors.ts'
import { consents, type Rights } from '../../domain/share/kit.ts'
import { copyLangs, networks, type CopyLang } from '../../domain/share/networks.ts'
import type { ShareRules } from '../../domain/share/rules.ts'
import { answers } from './method.ts'
import { day, id, label, limit, line, nothing } from './parts.ts'

const copyText = v.pipe(v.string(), v.maxLength(20_000))
const words = v.strictObject({ title: line, subtitle: line, messages: v.pipe(v.array(line), v.maxLength(20)) })
const rights = {
  credit: line,
  licence: line,
  expires: v.nullable(day),
  consent: v.picklist(consents)
}
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
/** Names of pictures are shortened and cleaned, not refused: people do not choose those that cameras and sites give. */
const pictureFile = v.strictObject({ name: v.pipe(v.string(), v.maxLength(10_000)), bytes: v.instance(Uint8Array) })
const pixels = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000))

/** A share kit as the page may save it. */
export const kit = v.strictObject({
  link: line,
  campaign: line,
  /** As it was read: Relais writes the house's own in when a kit is saved. */
  medium: v.exactOptional(line),
  messages: v.pipe(v.array(line), v.maxLength(20)),
  other: v.nullable(words),
  copies: v.pipe(
    v.array(v.strictObject({ id: label, network: v.picklist(networks), lang: v.picklist(copyLangs), text: copyText })),
    v.maxLength(200),
    v.check(copies => new Set(copies.map(copy => copy.id)).size === copies.length, 'two copies have one id')
  ),
  media: v.pipe(
    v.array(v.strictObject({ hash, name: line, type: label, width: pixels, height: pixels, alt: line, ...rights })),
    v.maxLength(20)
  ),
  destinations: v.pipe(v.array(id), v.maxLength(100))
})

/** A picture in the library. */
export interface Media extends Rights {
  hash: string
  name: string
  type: string
  width: number
  height: number
  bytes: number
  /** Whether it moves; where that is not taken, its first frame goes out. */
  animated: boolean
  alt: Record<CopyLang, string>
  createdAt: string
  rev: number
  /** How many releases use it. */
  uses: number
}

/** What came of adding pictures. `present` were here already; what failed was not kept. */
export interface MediaAdded {
  added: Media[]
  present: Media[]
  failed: (ErrorShape & { path: string })[]
}

export const share = {
  'share.rules': answers<ShareRules>()(nothing),
  'share.setRules': answers<ShareRules>()(
    v.strictObject({
      disclosure: v.strictObject({ fr: line, en: line }),
      blocked: v.pipe(v.array(label), v.maxLength(500)),
      hashtags: v.pipe(v.array(label), v.maxLength(30)),
      medium: line
    })
  ),
  'media.list': answers<{ total: number; media: Media[]; next: string | null }>()(
    v.strictObject({ query: v.optional(line, ''), limit, after: v.optional(line) })
  ),
  'media.get': answers<Media>()(v.strictObject({ hash })),
  'media.add': answers<MediaAdded>()(v.strictObject({ files: v.pipe(v.array(pictureFile), v.maxLength(100)) })),
  'media.addPaths': answers<MediaAdded>()(v.strictObject({ paths: v.array(v.string()) }), 'shell'),
  /** Changes what is known of a picture; `rev` is the counter last seen, and an older one is refused as `stale`. */
  'media.describe': answers<Media>()(
    v.strictObject({
      hash,
      rev: v.pipe(v.number(), v.integer(), v.minValue(1)),
      change: v.strictObject({
        alt: v.optional(v.strictObject({ fr: line, en: line })),
        credit: v.optional(line),
        licence: v.optional(line),
        expires: v.optional(v.nullable(day)),
        consent: v.optional(v.picklist(consents))
      })
    })
  ),
  /** Refused as `media-in-use` while a release uses it, and for ever where a text that was submitted did. */
  'media.remove': answers<null>()(v.strictObject({ hash })),
  /** The picture for showing it, at least this wide unless it is smaller itself. */
  'media.picture': answers<{ type: string; bytes: Uint8Array }>()(
    v.strictObject({ hash, width: v.pipe(v.number(), v.integer(), v.minValue(16), v.maxValue(2_400)) })
  )
}
