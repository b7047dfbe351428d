import type { Cleared } from '../../src/main/workspace/delivery/clearance.ts'
import type { Call, Parcel, ParcelMedia } from '../../src/main/workspace/delivery/connectors/connector.ts'
import type { Post } from '../../src/domain/share/post.ts'
import { newId } from '../../src/main/workspace/ids.ts'
import { sampleContent } from './approved.ts'

const nothing: Post = {
  network: 'linkedin',
  lang: 'fr',
  copy: null,
  text: 'Armelin ouvre une usine à Landelles',
  link: null,
  title: 'Armelin ouvre une usine à Landelles',
  summary: 'Quarante emplois sur place'
}

type Overrides = Partial<Omit<Parcel, 'delivery' | 'post' | 'access'>> & {
  delivery?: Partial<Parcel['delivery']>
  post?: Partial<Post> | null
  access?: Partial<Parcel['access']>
}

/** A parcel made by hand, for tests of one connector alone; the engine's own have passed the gate. */
export function parcel({ delivery, post, access, ...rest }: Overrides = {}): Cleared {
  const made: Parcel = {
    delivery: {
      id: newId(),
      releaseId: newId(),
      action: 'publish',
      plannedAt: new Date().toISOString(),
      startedAt: new Date().toISOString(),
      ...delivery
    },
    revision: { number: 1, contentHash: '0'.repeat(64) },
    content: sampleContent,
    post: post === null ? null : { ...nothing, ...post },
    posts: [],
    media: [],
    target: null,
    account: { id: newId(), name: 'Armelin' },
    organisation: 'Armelin',
    approvals: async () => [],
    access: { settings: {}, secret: null, tokens: null, ...access },
    live: [],
    earlier: async () => [],
    ...rest
  }
  return made as Cleared
}

/** What every call is given, by this machine's clock and never ended early. */
export const call: Call = { signal: new AbortController().signal, now: Date.now }

/** A picture that is as small as can be: a JPEG in name only, which no stand-in looks into. */
export function picture(alt: string, bytes: Uint8Array = Buffer.from(`jpeg of ${alt}`)): ParcelMedia {
  return {
    hash: '0'.repeat(64),
    name: 'usine.jpg',
    type: 'image/jpeg',
    width: 1200,
    height: 800,
    alt,
    credit: 'Armelin',
    licence: 'libre de droits presse',
    expires: null,
    consent: 'not-needed',
    fit: async () => ({ bytes, type: 'image/jpeg', width: 1200, height: 800 })
  }
}
