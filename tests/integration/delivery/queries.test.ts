import { expect, test } from 'vitest'
import { countWaitingDeliveries, listDue, nextDue } from '../../../src/main/workspace/delivery/due.repository.ts'
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
    await desk.handlers['outbox.list']({ order: 'newest', limit: 50, state: 'confirmed' })
    await desk.handlers['outbox.list']({ order: 'newest', limit: 50, release: planned!.releaseId })
    for (const order of ['newest', 'soonest'] as const) {
      const days = { from: '2026-11-26', to: '2026-11-27' }
      await desk.handlers['outbox.list']({ order, limit: 50, after: '2026-11-26T07:30:00.000Z 1' })
      await desk.handlers['outbox.list']({ order, limit: 50, account: webhook.id })
      await desk.handlers['outbox.list']({ order, limit: 50, state: 'held', ...days })
      await desk.handlers['outbox.list']({ order, limit: 50, account: webhook.id, state: 'held', ...days })
    }
    await desk.handlers['outbox.retryAll']({})
    await desk.handlers['outbox.retryAll']({ account: webhook.id })
    await desk.handlers['outbox.places']({ release: planned!.releaseId })
    await desk.handlers['outbox.preview']({ release: planned!.releaseId, accounts: [webhook.id] })
    await desk.handlers['outbox.withdraw']({ release: planned!.releaseId })
    await desk.handlers['outbox.status']({})
    const outbox = [...texts].filter(text => /\b"?(?:delivery|attempt)"?\b/.test(text) && !/^\s*insert/i.test(text))
    expect(outbox.length).toBeGreaterThan(12)
    const scans = outbox.flatMap(text => {
      const plan = prepare(`EXPLAIN QUERY PLAN ${text}`).all(...[...text.matchAll(/\?/g)].map(() => null)) as {
        detail: string
      }[]
      return plan
        .filter(({ detail }) => /^SCAN (?!workspace|lane$|CONSTANT ROW)/.test(detail) && !detail.includes('INDEX'))
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
    const [due] = await plansOf(context, read => listDue(read, '2026-11-26T07:30:00.000Z', ['a'], 8))
    // From account to account, and of each no more than its first few.
    expect(due!.match(/delivery_due_account \(.*?\)/g)).toEqual([
      'delivery_due_account (account_id>?)',
      'delivery_due_account (account_id>?)',
      'delivery_due_account (account_id=? AND due_at<?)'
    ])
    expect(due!.match(/SCAN (?!lane|CONSTANT ROW)/g)).toBeNull()
    // In order without sorting: what is sorted is only what was chosen from all of them.
    expect(due!.match(/USE TEMP B-TREE/g)).toHaveLength(1)
    expect(due!.endsWith('USE TEMP B-TREE FOR ORDER BY')).toBe(true)
    const rest = [...(await plansOf(context, nextDue)), ...(await plansOf(context, countWaitingDeliveries))]
    expect(rest).toEqual(Array(2).fill(expect.stringMatching(/^SCAN delivery USING (COVERING )?INDEX delivery_due$/)))
  } finally {
    await close()
  }
})
