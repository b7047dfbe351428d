import * as v from 'valibot'
import { limits } from '../../../../../domain/share/limits.ts'
import type { Step } from '../beforehand.ts'
import { ask, type Session } from './api.ts'

const { most, linkWeight, pictures } = limits.mastodon

const number = (usual: number) => v.fallback(v.pipe(v.number(), v.minValue(1)), usual)

/** What a server takes, as it says itself; where it is silent, as servers usually do. Servers differ. */
const instance = v.looseObject({
  configuration: v.looseObject({
    statuses: v.looseObject({
      max_characters: number(most ?? 500),
      characters_reserved_per_url: number(linkWeight ?? 23),
      max_media_attachments: number(pictures.most ?? 4)
    }),
    media_attachments: v.fallback(v.looseObject({ image_size_limit: number(pictures.bytes) }), {
      image_size_limit: pictures.bytes
    })
  })
})

export interface Limits {
  characters: number
  perLink: number
  pictures: number
  picture: { width: number; height: number; bytes: number }
}

/** https://docs.joinmastodon.org/methods/instance/#v2 */
export async function limitsOf(session: Session): Promise<Step<Limits>> {
  const step = await ask(session, '/api/v2/instance', instance)
  if ('stopped' in step) return step
  const { statuses, media_attachments: media } = step.told.configuration
  return {
    told: {
      characters: statuses.max_characters,
      perLink: statuses.characters_reserved_per_url,
      pictures: statuses.max_media_attachments,
      picture: {
        width: pictures.width,
        height: pictures.height,
        bytes: Math.min(pictures.bytes, media.image_size_limit)
      }
    }
  }
}
