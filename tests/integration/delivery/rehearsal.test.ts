import { existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { embargoFromWall } from '../../../src/domain/delivery/embargo.ts'
import { deliveryDesk, type DeliveryDesk } from '../../support/delivery-desk.ts'

let desk: DeliveryDesk
beforeEach(async () => {
  desk = await deliveryDesk()
  desk.workspace.setClock('2027-03-27T20:00:00.000Z')
})
afterEach(() => desk.close())

const rehearse = (lang: 'fr' | 'en' = 'en') =>
  desk.handlers['outbox.rehearse']({ zones: ['America/New_York', 'Asia/Tokyo'], lang })
const traces = () => readdirSync(tmpdir()).filter(name => name.startsWith('relais-rehearsal-'))

test('the sheet says what goes when, in every zone, and nothing leaves', async () => {
  const embargo = embargoFromWall('2027-03-28T07:30', 'Europe/Paris')
  const before = traces()
  const [first] = await desk.plan([await desk.addWebhook()], { embargo, title: 'Usine | Landelles' })
  await desk.plan([await desk.addFeed()], { title: 'Résultats' }, '2027-03-29T05:30:00.000Z')
  const { sheet, deliveries, held } = await rehearse()
  expect({ deliveries, held }).toEqual({ deliveries: 2, held: 0 })
  // The night in between, clocks in Paris go forward.
  expect(sheet).toContain('Usine \\| Landelles')
  for (const time of ['07:30', '01:30', '14:30']) expect(sheet).toContain(time)
  expect(sheet.indexOf('Landelles')).toBeLessThan(sheet.indexOf('Résultats'))
  expect(desk.receiver.requests).toEqual([])
  expect((await desk.get(first!.id)).delivery).toMatchObject({ state: 'planned', tries: 0 })
  expect(traces()).toEqual(before)
})

test('the same plan gives the same sheet, byte for byte, whenever it is played', async () => {
  await desk.plan([await desk.addWebhook(), await desk.addFeed()], {}, '2027-03-29T05:30:00.000Z')
  const first = (await rehearse('fr')).sheet
  desk.workspace.setClock('2027-03-28T11:11:11.111Z')
  expect((await rehearse('fr')).sheet).toBe(first)
})

test('what would be held is said to be, and why', async () => {
  await desk.plan([await desk.addWebhook()], {}, '2027-03-29T05:30:00.000Z')
  await desk.handlers['outbox.hold']({ held: true })
  const { sheet, held } = await rehearse()
  expect(held).toBe(1)
  expect(sheet).toContain('All deliveries are held.')
  expect(existsSync(desk.workspace.file)).toBe(true)
})
