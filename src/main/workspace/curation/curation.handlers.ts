import type { curation } from '../../../preload/contract/curation.ts'
import type { Handlers } from '../../../preload/contract/index.ts'
import { requireRole, type Context } from '../context.ts'
import { listFeedItems } from './feed-item.repository.ts'
import { listSources } from './source.repository.ts'
import { triage, undoTriage } from './triage.service.ts'

/** Readers of feeds and their HTML are large, and not needed before the first pull. */
const reading = async () => ({ ...(await import('./pull.service.ts')), ...(await import('./source.service.ts')) })

export function curationHandlers(context: Context): Handlers<keyof typeof curation> {
  const officer = () => requireRole(context.session, 'officer')
  return {
    'sources.list': () => listSources(context.read),
    'sources.add': async ({ address }) => (await reading()).addSource(context, officer(), address),
    'sources.addFile': async ({ file }) => (await reading()).addPickedFile(context, officer(), file),
    'sources.addPath': async ({ address }) => (await reading()).addSourceOrPath(context, officer(), address),
    'sources.pull': async ({ id }) => (await reading()).pullSources(context, id),
    'sources.remove': async ({ id }) => {
      const { removeSource } = await reading()
      await removeSource(context, officer(), id)
      return null
    },
    'sources.preview': async ({ address }) => (await reading()).previewFeed(address),
    'inbox.list': ({ verdict = 'none', source, limit, after }) =>
      listFeedItems(context.read, { verdict, source }, limit, after),
    'inbox.triage': ({ id, verdict }) => triage(context, officer(), id, verdict),
    'inbox.undo': ({ id }) => undoTriage(context, officer(), id)
  }
}
