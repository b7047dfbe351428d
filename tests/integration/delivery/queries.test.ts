import { expect, test } from 'vitest'
import { countWaitingDeliveries, listDue, nextDue } from '../../../src/main/workspace/delivery/sendable.repository.ts'
import { deliveryDesk } from '../../support/delivery-desk.ts'
import { plansOf } from '../../support/plans.ts'
import { testWorkspace } from '../../support/workspace.ts'

test('no query of the outbox reads through a whole table', async () => {
  const desk = await deliveryDesk()
  try {
    const { sqlite } = desk.workspace.context
    const texts = new Set<string>()
    const prepare = sqlite.prepare.bind(sqlite)
    Object.assign(sqlite, {
      prepare(text: string) {
        texts.add(text)
        return prepare(text)
      }
    })
    const [webhook, feed] = [await desk.addWebhook(), await desk.addFeed()]
    desk.receiver.next({ status: 429, headers: { 'retry-after': '30' } })
    const [planned] = await desk.plan([webhook, feed])
    await desk.deliver()
    await desk.passUntilDue(planned!.id)
    await desk.deliver()
    await desk.handlers['outbox.list']({ limit: 50, state: 'confirmed' })
    await desk.handlers['outbox.list']({ limit: 50, release: planned!.releaseId })
    await desk.handlers['outbox.withdraw']({ release: planned!.releaseId })
    await desk.handlers['outbox.status']({})
    const outbox = [...texts].filter(text => /\b"?(?:delivery|attempt)"?\b/.test(text) && !/^\s*insert/i.test(text))
    expect(outbox.length).toBeGreaterThan(12)
    const scans = outbox.flatMap(text => {
      const plan = prepare(`EXPLAIN QUERY PLAN ${text}`).all(...[...text.matchAll(/\?/g)].map(() => null)) as {
        detail: string
      }[]
      return plan
        .filter(({ detail }) => /^SCAN (?!workspace)/.test(detail) && !detail.includes('INDEX'))
        .map(({ detail }) => `${detail}: ${text}`)
    })
    expect(scans).toEqual([])
  } finally {
    await desk.close()
  }
})

test('what is due is read from its own index, in order', async () => {
  const { context, close } = await testWorkspace()
  try {
    const busy = { deliveries: ['a'], accounts: ['b'] }
    const [due] = await plansOf(context, read => listDue(read, '2026-11-26T07:30:00.000Z', busy, 8))
    expect(due).toBe('SEARCH delivery USING INDEX delivery_due (due_at<?)')
    const rest = [...(await plansOf(context, nextDue)), ...(await plansOf(context, countWaitingDeliveries))]
    expect(rest).toEqual(Array(2).fill(expect.stringMatching(/^SCAN delivery USING (COVERING )?INDEX delivery_due$/)))
  } finally {
    await close()
  }
})
