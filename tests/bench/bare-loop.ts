import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { Webhook } from 'standardwebhooks'
import { Pool } from 'undici'
import { newId } from '../../src/main/workspace/ids.ts'
import { webhookSecret } from '../support/delivery-desk.ts'

interface Due {
  id: string
  content: string
}

/** What sending takes with nothing around it: eight at a time, and for each a durable write, a signed request, another write. */
export interface BareLoop {
  deliver(): Promise<void>
  close(): Promise<void>
}

/** @param sqlite a workspace in which deliveries are planned: the writes are the outbox's own, to the same tables */
export function bareLoop(sqlite: Database, url: string): BareLoop {
  const { begin, end } = durableWrites(sqlite)
  const due = sqlite.prepare<[], Due>(
    `SELECT delivery.id, revision.content FROM delivery JOIN revision ON revision.id = delivery.revision_id
    WHERE delivery.state = 'planned'`
  )
  const pool = new Pool(new URL(url).origin, { connections: 8 })
  const { pathname: path } = new URL(url)
  const webhook = new Webhook(webhookSecret)

  async function send({ id, content }: Due): Promise<void> {
    begin(id)
    const at = new Date()
    const release = JSON.parse(content) as unknown
    const body = JSON.stringify({ type: 'release.published', timestamp: at, data: { release, delivery: { id } } })
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': webhook.sign(id, at, body)
    }
    const response = await pool.request({ path, method: 'POST', body, headers })
    await response.body.dump()
    end(id, response.statusCode)
  }

  return {
    async deliver() {
      const queue = due.all()
      const worker = async (): Promise<void> => {
        for (let next = queue.pop(); next; next = queue.pop()) await send(next)
      }
      await Promise.all(Array.from({ length: 8 }, worker))
    },
    close: () => pool.destroy()
  }
}

/** Before a request, that it begins; after it, how it ended, with a line in the journal. */
function durableWrites(sqlite: Database) {
  const lease = sqlite.prepare(
    `UPDATE delivery SET state = 'leased', lease_until = ?, tries = tries + 1, updated_at = ?, rev = rev + 1
    WHERE id = ? AND state = 'planned'`
  )
  const confirm = sqlite.prepare(
    `UPDATE delivery SET state = 'confirmed', lease_until = NULL, updated_at = ?, rev = rev + 1
    WHERE id = ? AND state = 'leased'`
  )
  const started = sqlite.prepare(
    "INSERT INTO attempt (delivery_id, number, phase, at, detail) VALUES (?, 1, 'started', ?, ?)"
  )
  const ended = sqlite.prepare(
    "INSERT INTO attempt (delivery_id, number, phase, at, outcome, detail) VALUES (?, 1, 'ended', ?, 'confirmed', ?)"
  )
  const last = sqlite.prepare<[], { hash: string }>('SELECT hash FROM audit ORDER BY seq DESC LIMIT 1')
  const journal = sqlite.prepare(
    `INSERT INTO audit (id, at, person_id, verb, subject_id, detail, previous_hash, hash)
    VALUES (?, ?, NULL, 'delivery.confirmed', ?, ?, ?, ?)`
  )
  return {
    begin: sqlite.transaction((id: string) => {
      const at = new Date().toISOString()
      lease.run(at, at, id)
      started.run(id, at, JSON.stringify({ method: 'POST', headers: { 'webhook-id': id } }))
    }),
    end: sqlite.transaction((id: string, status: number) => {
      const at = new Date().toISOString()
      confirm.run(at, id)
      const detail = JSON.stringify({ reason: null, received: { status } })
      ended.run(id, at, detail)
      const previous = last.get()?.hash ?? ''
      const hash = createHash('sha256')
        .update(previous + id + at + detail)
        .digest('hex')
      journal.run(newId(), at, id, detail, previous, hash)
    })
  }
}
