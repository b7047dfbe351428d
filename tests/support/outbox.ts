import { newId } from '../../src/main/workspace/ids.ts'
import type { TestWorkspace } from './workspace.ts'

interface Arrived {
  release: string
  account: string
  plannedAt: string
  /** When its attempt ended. */
  at: string
  state?: 'confirmed' | 'failed-final' | 'planned'
}

/** Writes deliveries as they are once an outbox has worked through them, each of a revision of its own. */
export function writeDeliveries({ context: { sqlite } }: TestWorkspace, deliveries: readonly Arrived[]): void {
  const add = (table: string, row: Record<string, unknown>): void => {
    const names = Object.keys(row)
    sqlite
      .prepare(`INSERT OR IGNORE INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
      .run(...Object.values(row))
  }
  for (const [index, { release, account, plannedAt, at, state = 'confirmed' }] of deliveries.entries()) {
    const [id, revision] = [newId(), newId()]
    const created = { created_at: plannedAt }
    add('account', { id: `account ${account}`, connector: 'feed', name: account, settings: '{}', ...created })
    add('revision', {
      id: revision,
      release_id: release,
      number: 100 + index,
      content: '{}',
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
      action: 'publish',
      state,
      ...plan,
      ...created,
      updated_at: at
    })
    if (state === 'confirmed')
      add('attempt', { delivery_id: id, number: 1, phase: 'ended', at, outcome: 'confirmed', detail: '{}' })
  }
}
