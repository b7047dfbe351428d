import type { Handlers } from '../../../preload/contract/index.ts'
import type { share } from '../../../preload/contract/share.ts'
import { requireRole, type Context } from '../context.ts'
import { sweepMedia } from './media-file.ts'
import { mediaAt, pickedMedia, type MediaSource } from './media-source.ts'
import { thumbnailFor } from './media-thumbnail.ts'
import { findMedia, listMedia, wantedMedia } from './media.repository.ts'
import { addMedia, describeMedia, removeMedia } from './media.service.ts'

type MediaCall = Extract<keyof typeof share, `media.${string}`>

export function mediaHandlers(context: Context): Handlers<MediaCall> {
  const { read, sqlite } = context
  let turn: Promise<unknown> = Promise.resolve()
  let swept = false
  /** A file that is being added must not be taken away by whoever removed the same picture a moment ago. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work)
    turn = done.catch(() => undefined)
    return done
  }
  const add = (sources: readonly MediaSource[]) =>
    inTurn(async () => {
      const by = requireRole(context.session, 'officer', 'administrator')
      if (!swept) await sweepMedia(sqlite.name, hashes => wantedMedia(read, hashes))
      swept = true
      return addMedia(context, by, sources)
    })
  return {
    'media.list': page => listMedia(read, page),
    'media.get': ({ hash }) => findMedia(read, hash),
    'media.add': ({ files }) => add(pickedMedia(files)),
    'media.addPaths': async ({ paths }) => {
      requireRole(context.session, 'officer', 'administrator')
      const { sources, failed } = await mediaAt(paths)
      const result = await add(sources)
      return { ...result, failed: [...failed, ...result.failed] }
    },
    'media.describe': change => describeMedia(context, change),
    'media.remove': async ({ hash }) => {
      await inTurn(() => removeMedia(context, hash))
      return null
    },
    'media.picture': async ({ hash, width }) => {
      await findMedia(read, hash)
      return { type: 'image/webp', bytes: await thumbnailFor(sqlite.name, hash, width) }
    }
  }
}
