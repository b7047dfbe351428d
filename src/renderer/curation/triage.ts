import type { FeedItem, TriageVerdict } from '../../preload/contract/curation.ts'
import { engine } from '../app/engine.ts'
import { t } from '../app/locale.svelte.ts'
import { navigation } from '../app/navigation.svelte.ts'
import { attempt, toasts } from '../app/toasts.svelte.ts'

const said = { keep: 'curation.kept', dismiss: 'curation.dismissed', draft: 'curation.drafted' } as const

let lastDecided: string | null = null

/** Gives an item its verdict, and offers to take it back. A draft is opened at once. */
export async function triage(item: FeedItem, verdict: TriageVerdict): Promise<void> {
  const decided = await attempt(() => engine.call('inbox.triage', { id: item.id, verdict }))
  if (!decided) return
  lastDecided = item.id
  toasts.say(t(said[verdict], { title: item.title }), { undo: () => void undo(item.id) })
  if (verdict === 'draft' && decided.releaseId) navigation.go('releases', decided.releaseId)
}

/** Takes back the last verdict that was given at this desk, if there is one. */
export const undoLast = (): void => {
  if (lastDecided) void undo(lastDecided)
  lastDecided = null
}

async function undo(id: string): Promise<void> {
  const item = await attempt(() => engine.call('inbox.undo', { id }))
  if (item) navigation.go('inbox', item.id)
}
