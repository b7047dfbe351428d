import { newId } from '../../src/main/workspace/ids.ts'
import type { TestWorkspace } from './workspace.ts'

interface Arrived {
  release: string
  account: string
  plannedAt: string
  /** When its attempt ended. */
  at: string
  state?: 'confirmed' | 'failed-final' | 'planned'
  action?: 'publish' | 'update' | 'withdraw'
  /** Of the text that was sent; without one, the title that the release has now. */
  title?: string
  /** Of the text that was sent: the instant it was under embargo until. */
  embargo?: string
  /** Where it is to be seen. */
  url?: string
}

/** Writes deliveries as they are once an outbox has worked through them, each of a revision of its own. */
export function writeDeliveries({ context: { sqlite } }: TestWorkspace, deliveries: readonly Arrived[]): void {
  const add = (table: string, row: Record<string, unknown>): void => {
    const names = Object.keys(row)
    sqlite
      .prepare(`INSERT OR IGNORE INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
      .run(...Object.values(row))
  }
  const titles = sqlite.prepare<[string], { title: string }>('SELECT title FROM release WHERE id = ?')
  const count = sqlite.prepare<[], { count: number }>('SELECT count(*) AS count FROM revision')
  for (const { release, account, plannedAt, at, ...more } of deliveries) {
    const { state = 'confirmed', action = 'publish', title = titles.get(release)?.title, embargo, url = null } = more
    const [id, revision] = [newId(), newId()]
    const created = { created_at: plannedAt }
    add('account', { id: `account ${account}`, connector: 'feed', name: account, settings: '{}', ...created })
    add('revision', {
      id: revision,
      release_id: release,
      number: 100 + (count.get()?.count ?? 0),
      content: JSON.stringify({ title, embargo: embargo ? { at: embargo, zone: 'Europe/Paris', wall: '' } : null }),
      content_hash: '',
      authors: '[]',
      ...created
    })
    const plan = { planned_at: plannedAt, planned_zone: 'Europe/Paris', due_at: plannedAt }
    add('delivery', {
      id,
      release_id: release,
      revision_id: revision,
      account_id: `account ${account}`,
      action,
      state,
      remote_url: url,
      ...plan,
      ...created,
      updated_at: at
    })
    if (state !== 'planned')
      add('attempt', { delivery_id: id, number: 1, phase: 'ended', at, outcome: state, detail: '{}' })
  }
}
