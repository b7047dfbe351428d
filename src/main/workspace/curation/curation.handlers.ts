import type { curation } from '../../../preload/contract/curation.ts'
import type { Handlers } from '../../../preload/contract/index.ts'
import { requireRole, type Context } from '../context.ts'
import { listFeedItems } from './feed-item.repository.ts'
import { pullSources } from './pull.service.ts'
import { listSources } from './source.repository.ts'
import { addPickedFile, addSource, addSourceOrPath, previewFeed, removeSource } from './source.service.ts'
import { triage, undoTriage } from './triage.service.ts'

export function curationHandlers(context: Context): Handlers<keyof typeof curation> {
  const officer = () => requireRole(context.session, 'officer')
  return {
    'sources.list': () => listSources(context.read),
    'sources.add': ({ address }) => addSource(context, officer(), address),
    'sources.addFile': ({ file }) => addPickedFile(context, officer(), file),
    'sources.addPath': ({ address }) => addSourceOrPath(context, officer(), address),
    'sources.pull': ({ id }) => pullSources(context, id),
    'sources.remove': async ({ id }) => {
      await removeSource(context, officer(), id)
      return null
    },
    'sources.preview': ({ address }) => previewFeed(address),
    'inbox.list': ({ verdict = 'none', source, limit, after }) =>
      listFeedItems(context.read, { verdict, source }, limit, after),
    'inbox.triage': ({ id, verdict }) => triage(context, officer(), id, verdict),
    'inbox.undo': ({ id }) => undoTriage(context, officer(), id)
  }
}
