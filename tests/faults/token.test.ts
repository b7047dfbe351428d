import { afterEach, expect, test } from 'vitest'
import { pillarDesk, type PillarDesk } from '../support/pillar-desk.ts'
import { patience, sized } from './size.ts'

const times = sized(20, 1)
const texts = 100

let desk: PillarDesk
afterEach(() => desk.close())

/** A hundred deliveries, eight at a time, to an account whose token ends when the 37th is about to be sent. */
async function untilTheToken(): Promise<string[]> {
  let sends = 0
  desk = await pillarDesk({
    tokens: true,
    secret: 'given',
    at: async point => {
      if (point === 'before send' && ++sends === 37) desk.box.expire()
    }
  })
  const ids: string[] = []
  for (let number = 1; number <= texts; number++)
    ids.push((await desk.plan([desk.account], { title: `Texte ${number}` }))[0]!.id)
  return ids
}

const states = async (ids: readonly string[]): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const id of ids) {
    const { state, reason } = (await desk.get(id)).delivery
    const key = reason === null ? state : `${state} ${reason}`
    counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}

test(
  `a token that ends in the middle is renewed once, and nothing is missing or twice there (${times} times)`,
  async () => {
    for (let time = 0; time < times; time++) {
      const ids = await untilTheToken()
      await desk.deliver()
      expect(await states(ids)).toEqual({ confirmed: texts })
      expect(new Set(desk.box.letters().map(({ id }) => id)).size).toBe(texts)
      expect(desk.box.letters()).toHaveLength(texts)
      expect(desk.box.renewals()).toBe(2)
      if (time < times - 1) await desk.close()
    }
  },
  patience
)

test.each(['refused', 'expired'] as const)(
  'where the renewal is %s, the rest waits for a sign-in, after three requests at most',
  async behaviour => {
    const ids = await untilTheToken()
    desk.box.nextRenewal(behaviour, behaviour, behaviour)
    await desk.deliver()
    for (let again = 0; again < 3; again++) {
      desk.pass(600)
      await desk.deliver()
    }
    const letters = desk.box.letters().length
    expect(await states(ids)).toEqual({ ...(letters > 0 && { confirmed: letters }), 'held sign-in': texts - letters })
    expect(desk.box.renewals()).toBeLessThanOrEqual(3)
    desk.box.expire()
    const { account, handlers } = desk
    desk.workspace.setClock('2026-11-26T07:40:00.000Z')
    await handlers['accounts.setSecret']({ id: account.id, secret: 'another word' })
    await desk.deliver()
    expect(new Set(desk.box.letters().map(({ id }) => id)).size).toBe(desk.box.letters().length)
  },
  patience
)
