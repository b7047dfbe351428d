import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Connector } from '../../../src/main/workspace/delivery/connectors/connector.ts'
import { settingsObject, postLanguage } from '../../../src/main/workspace/delivery/connectors/settings.ts'
import { findRelease } from '../../../src/main/workspace/releases/release.repository.ts'
import { saveRelease } from '../../../src/main/workspace/releases/save.service.ts'
import type { Account } from '../../../src/preload/contract/delivery.ts'
import { deliveryDesk, type DeliveryDesk } from '../../support/delivery-desk.ts'
import { letterbox } from '../../support/letterbox.ts'
import { submittedRelease } from '../../support/approved.ts'

const { connector } = letterbox()
const network: Connector = {
  ...connector,
  kind: 'network',
  network: 'x',
  settings: settingsObject({ language: postLanguage }),
  can: { ...connector.can, update: false },
  price: post => ({ amount: post.text.length > 0 ? 0.01 : 0, currency: 'USD' })
}
const kit = {
  link: 'https://armelin.example/usine',
  campaign: '',
  messages: [],
  other: { title: 'A new plant', subtitle: '', messages: [] },
  copies: [
    { id: 'fr', network: 'x' as const, lang: 'fr' as const, text: 'Une usine ouvre.' },
    { id: 'en', network: 'x' as const, lang: 'en' as const, text: 'A plant opens.' }
  ],
  media: [],
  destinations: [] as string[]
}

let desk: DeliveryDesk
let account: Account
beforeEach(async () => {
  desk = await deliveryDesk({ connectors: [connector, network] })
  account = await desk.handlers['accounts.add']({ connector: 'network', name: 'X', settings: { language: 'en' } })
})
afterEach(() => desk.close())

const preview = async (release: string, ...accounts: Account[]) =>
  desk.handlers['outbox.preview']({ release, accounts: accounts.map(({ id }) => id) })

describe('a preview', () => {
  test('shows the very post that goes out, in the account’s language, with its price', async () => {
    const [planned] = await desk.plan([account], { kit })
    const [shown] = await preview(planned!.releaseId, account)
    expect(shown).toMatchObject({
      accountId: account.id,
      action: 'publish',
      post: { network: 'x', lang: 'en', copy: 'en', text: expect.stringContaining('A plant opens.') },
      price: { amount: 0.01, currency: 'USD' },
      hold: null
    })
    expect(shown!.problems.filter(({ stops }) => stops)).toEqual([])
  })

  test('shows none where the destination takes the release itself', async () => {
    const box = await desk.handlers['accounts.add']({ connector: 'letterbox', name: 'Boîte', settings: {} })
    const [planned] = await desk.plan([box], { kit })
    expect(await preview(planned!.releaseId, box, account)).toMatchObject([
      { accountId: box.id, post: null, problems: [], price: null },
      { accountId: account.id, post: { copy: 'en' } }
    ])
  })

  test('names what would be refused', async () => {
    const copies = kit.copies.map(copy => ({ ...copy, text: '€'.repeat(600) }))
    // Nobody could submit this: it is what is written now.
    const { release } = await submittedRelease(desk.workspace, { kit })
    desk.workspace.context.sqlite
      .prepare('UPDATE release SET kit = ? WHERE id = ?')
      .run(JSON.stringify({ ...kit, copies }), release)
    const [shown] = await preview(release, account)
    expect(shown!.problems).toContainEqual(expect.objectContaining({ code: 'too-long', stops: true }))
    expect(shown!.hold).toBe('not-approved')
  })

  test('says what would hold it: another destination signed for, a destination paused, everything held', async () => {
    const other = await desk.handlers['accounts.add']({ connector: 'network', name: 'Autre', settings: {} })
    const [planned] = await desk.plan([account], { kit: { ...kit, destinations: [account.id] } })
    const holds = async () => (await preview(planned!.releaseId, account, other)).map(({ hold }) => hold)
    expect(await holds()).toEqual([null, 'destination-not-signed'])
    const { sqlite } = desk.workspace.context
    sqlite.exec("UPDATE account SET paused_at = '2026-11-26T07:30:00.000Z', paused_reason = 'timed-out'")
    expect(await holds()).toEqual(['paused', 'destination-not-signed'])
    await desk.handlers['outbox.hold']({ held: true })
    expect(await holds()).toEqual(['all-held', 'all-held'])
  })

  test('says that a correction cannot be made there', async () => {
    const [planned] = await desk.plan([account], { kit })
    await desk.deliver()
    const { context } = desk.workspace
    const { rev } = await findRelease(context.read, planned!.releaseId)
    await saveRelease(context, { id: planned!.releaseId, rev, change: { title: 'Corrigé' } })
    // What would go now is what is written now, in place of what is there.
    expect(await preview(planned!.releaseId, account)).toMatchObject([{ action: 'update', hold: 'cannot-update' }])
  })
})
