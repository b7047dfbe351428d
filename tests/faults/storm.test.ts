import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deliveryDesk, webhookSecret, type DeliveryDesk } from '../support/delivery-desk.ts'
import { patience, sized } from './size.ts'

const texts = sized(100, 8)
const accountsEach = sized(10, 1)
const start = Date.parse('2026-11-26T07:30:00.000Z')
const [second, hour, day] = [1_000, 3_600_000, 86_400_000]

/** How a destination answers while the storm lasts. */
interface Weather {
  status: number
  retryAfter?: () => string
  /** How long it asks to be left alone, as far as that is heeded; null where what it asks makes no sense. */
  asks?: number | null
}

let desk: DeliveryDesk
const weathers: Record<string, Weather> = {
  seconds: { status: 429, retryAfter: () => '30', asks: 30 * second },
  date: {
    status: 429,
    retryAfter: () => new Date(desk.workspace.context.now() + 40 * second).toUTCString(),
    asks: 39 * second
  },
  negative: { status: 429, retryAfter: () => '-1', asks: null },
  huge: { status: 429, retryAfter: () => '1e99', asks: null },
  soon: { status: 429, retryAfter: () => 'soon', asks: null },
  years: { status: 429, retryAfter: () => String(10 * 365 * 86_400), asks: day },
  bad: { status: 502 },
  overloaded: { status: 503, retryAfter: () => '60' },
  late: { status: 504 },
  gone: { status: 410 }
}
const kinds = Object.keys(weathers)

interface Hit {
  kind: string
  id: string
  at: number
}
let hits: Hit[]
let taken: string[]
let stormy: boolean
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    const kind = new URL(request.url ?? '/', 'http://storm.example').pathname.slice(1)
    const id = String(request.headers['webhook-id'])
    const now = desk.workspace.context.now()
    hits.push({ kind, id, at: now })
    response.sendDate = false
    response.setHeader('date', new Date(now).toUTCString())
    const { status, retryAfter } = weathers[kind] ?? { status: 500 }
    if (!stormy) {
      taken.push(id)
      return response.writeHead(200).end()
    }
    response.writeHead(status, { ...(retryAfter && { 'retry-after': retryAfter() }) }).end()
  })
})

beforeEach(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  ;[hits, taken, stormy] = [[], [], true]
  desk = await deliveryDesk()
  desk.workspace.setClock(new Date(start).toISOString())
})
afterEach(async () => {
  await desk.close()
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
})

test(
  `${kinds.length * accountsEach * texts} deliveries into a storm of 429, 502, 503, 504 and 410`,
  async () => {
    const { handlers, workspace } = desk
    const { sqlite } = workspace.context
    const accounts = new Map<string, string>()
    for (const kind of kinds)
      for (let index = 0; index < accountsEach; index++) {
        const settings = {
          url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${kind}`,
          allowHost: 'true'
        }
        const fields = { connector: 'webhook', name: `${kind} ${index}`, settings, secret: webhookSecret }
        accounts.set((await handlers['accounts.add'](fields)).id, kind)
      }
    const all: string[] = []
    for (let number = 0; number < texts; number++) {
      const to = [...accounts.keys()].map(id => ({ id }))
      all.push(...(await desk.plan(to as never, { title: `Texte ${number}` })).map(({ id }) => id))
    }
    await desk.deliver()

    // One that was told to wait stands for all that wait with it.
    const askedOnce = hits.length
    expect(askedOnce).toBeLessThanOrEqual(kinds.length * accountsEach * 8)
    const rows = sqlite
      .prepare<[], { account: string; state: string; reason: string | null; due: string }>(
        'SELECT account_id AS account, state, reason, due_at AS due FROM delivery'
      )
      .all()
    for (const { account, state, reason, due } of rows) {
      const { status, asks } = weathers[accounts.get(account) ?? ''] ?? { status: 0 }
      const wait = Date.parse(due) - start
      if (status === 410 || (status > 500 && state === 'held')) {
        expect(state === 'failed-final' ? reason : `${state} ${reason}`).toMatch(/^(?:held paused|gone)$/)
      } else if (typeof asks === 'number') {
        expect(['planned', 'failed-retryable']).toContain(state)
        expect(wait).toBeGreaterThanOrEqual(asks)
        // The server's date has whole seconds.
        expect(wait).toBeLessThanOrEqual((asks + second) * 1.1)
      } else if (asks === null) {
        expect(wait).toBeGreaterThan(0)
        expect(wait).toBeLessThanOrEqual(hour / 4)
      }
    }

    // The storm passes; everything arrives, once, and the destinations that were given up on are let go on.
    stormy = false
    for (let round = 0; round < 2_000; round++) {
      for (const { id, paused } of await handlers['accounts.list']({}))
        if (paused) await handlers['accounts.resume']({ id })
      const { deliveries } = await handlers['outbox.list']({ state: 'held', order: 'soonest', limit: 200 })
      for (const { id, reason } of deliveries) if (reason === 'slot-missed') await handlers['outbox.retry']({ id })
      const { deliveries: failed } = await handlers['outbox.list']({
        state: 'failed-final',
        order: 'soonest',
        limit: 200
      })
      for (const { id } of failed) await handlers['outbox.retry']({ id })
      const next = sqlite
        .prepare<[], { due: string | null }>(
          "SELECT min(due_at) AS due FROM delivery WHERE state IN ('planned', 'held', 'failed-retryable')"
        )
        .get()?.due
      if (!next) break
      workspace.setClock(new Date(Math.max(Date.parse(next), workspace.context.now()) + 60 * second).toISOString())
      await desk.deliver()
    }
    expect(taken.toSorted()).toEqual(all.toSorted())
    expect(hits.length).toBeLessThanOrEqual(1.2 * (all.length + askedOnce))
    console.log(`${hits.length} requests for ${all.length} deliveries; ${askedOnce} met the storm`)
  },
  patience
)
