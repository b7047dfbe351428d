import { expect, test } from 'vitest'
import { deliveryDesk } from '../../support/delivery-desk.ts'

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
