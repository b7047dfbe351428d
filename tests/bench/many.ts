import { newId } from '../../src/main/workspace/ids.ts'
import { approvedRelease } from '../support/approved.ts'
import { deliveryDesk, webhookSecret, type DeliveryDesk } from '../support/delivery-desk.ts'

interface Row {
  state: string
  reason: string | null
  plannedAt: Date
}

const releases = 1_000
const accounts = 100
export const many = releases * accounts

const nobody = { settings: { url: 'http://127.0.0.1:9/hook', allowHost: '127.0.0.1' }, secret: webhookSecret }

/** A workspace with a hundred thousand deliveries, written straight into its file. @param row what the n-th is like */
export async function manyDeliveries(
  row: (index: number) => Row,
  options: Parameters<typeof deliveryDesk>[0] = {}
): Promise<DeliveryDesk & { account: string; release: string }> {
  const desk = await deliveryDesk(options)
  const { sqlite } = desk.workspace.context
  const release = await approvedRelease(desk.workspace)
  const { id: account } = await desk.handlers['accounts.add']({ connector: 'webhook', name: 'Presse 0', ...nobody })
  const copy = (table: string, change: Record<string, unknown>, where: string): void => {
    const columns = sqlite.pragma(`table_info(${table})`) as { name: string }[]
    const values = columns.map(({ name }) => (name in change ? '?' : name))
    sqlite
      .prepare(`INSERT INTO ${table} SELECT ${values.join(', ')} FROM ${table} WHERE ${where} LIMIT 1`)
      .run(...columns.flatMap(({ name }) => (name in change ? [change[name]] : [])))
  }
  const revision = sqlite.prepare<[], { id: string }>('SELECT id FROM revision').get()?.id ?? ''
  sqlite.transaction(() => {
    for (let index = 1; index < accounts; index++)
      copy('account', { id: `account ${index}`, name: `Presse ${index}` }, `id = '${account}'`)
    for (let index = 1; index < releases; index++) {
      const [id, seq] = [`release ${index}`, index + 1_000]
      copy('release', { seq, id, title: `Texte ${index}` }, `id = '${release}'`)
      copy('revision', { id: `revision ${index}`, release_id: id }, `id = '${revision}'`)
    }
    const insert = sqlite.prepare(
      `INSERT INTO delivery (id, release_id, revision_id, account_id, action, state, reason, planned_at, planned_zone, due_at,
      created_at, updated_at) VALUES (?, ?, ?, ?, 'publish', ?, ?, ?, 'Europe/Paris', ?, ?, ?)`
    )
    for (let index = 0; index < many; index++) {
      const [text, to] = [index % releases, Math.floor(index / releases)]
      const { state, reason, plannedAt } = row(index)
      const at = plannedAt.toISOString()
      const about = text === 0 ? [release, revision] : [`release ${text}`, `revision ${text}`]
      insert.run(newId(), ...about, to === 0 ? account : `account ${to}`, state, reason, at, at, at, at)
    }
  })()
  return { ...desk, account, release }
}
