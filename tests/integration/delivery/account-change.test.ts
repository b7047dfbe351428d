import { afterEach, beforeEach, expect, test } from 'vitest'
import { describeConnector } from '../../../src/main/workspace/delivery/connectors/describe.ts'
import { linkedin } from '../../../src/main/workspace/delivery/connectors/linkedin/linkedin.ts'
import { webhook } from '../../../src/main/workspace/delivery/connectors/webhook/webhook.ts'
import { x } from '../../../src/main/workspace/delivery/connectors/x/x.ts'
import { deliveryDesk, type DeliveryDesk } from '../../support/delivery-desk.ts'

let desk: DeliveryDesk
beforeEach(async () => void (desk = await deliveryDesk()))
afterEach(() => desk.close())

const server = 'https://social.armelin.example'
const addMastodon = async () =>
  desk.handlers['accounts.add']({ connector: 'mastodon', name: 'Ici', settings: { server }, secret: 'a token' })
const change = async (id: string, settings: Record<string, string>) =>
  desk.handlers['accounts.change']({ id, settings })

test('settings that lead nowhere else keep the secret', async () => {
  const { id } = await addMastodon()
  const changed = await change(id, { server, visibility: 'unlisted' })
  expect(changed).toMatchObject({ settings: { server, visibility: 'unlisted' }, hasSecret: true })
  expect(await desk.handlers['accounts.list']({})).toMatchObject([{ settings: { visibility: 'unlisted' } }])
})

test('a secret does not go along to another host', async () => {
  const { id } = await addMastodon()
  expect(await change(id, { server: 'https://elsewhere.example' })).toMatchObject({ hasSecret: false })
})

test('a folder stays the one that a person chose, and what cannot be used changes nothing', async () => {
  const { id, settings } = await desk.addFeed()
  expect(await change(id, { folder: '/tmp', title: 'Nouveau' })).toMatchObject({
    settings: { folder: settings['folder'], title: 'Nouveau' }
  })
  await expect(change(id, { link: 'presse' })).rejects.toMatchObject({ code: 'bad-settings', params: { key: 'link' } })
  expect(await desk.handlers['accounts.list']({})).toMatchObject([{ settings: { title: 'Nouveau' } }])
})

test('a journal entry names who changed it', async () => {
  const { id } = await desk.addFeed()
  await change(id, { title: 'Nouveau' })
  const { context, people } = desk.workspace
  const entry = await context.read
    .selectFrom('audit')
    .selectAll()
    .where('verb', '=', 'account.change')
    .executeTakeFirst()
  expect(entry).toMatchObject({ subject_id: id, person_id: people.officer.id })
})

test('each account is counted by what is still to come of it, removed ones too', async () => {
  const [here, there] = [await desk.addFeed('Ici'), await desk.addFeed('Là')]
  await desk.plan([here, there])
  const tallies = await desk.handlers['outbox.accounts']({})
  expect(tallies.map(({ name, states }) => [name, states])).toEqual([
    ['Ici', { planned: 1 }],
    ['Là', { planned: 1 }]
  ])
  await desk.deliver()
  await desk.handlers['accounts.remove']({ id: here.id })
  await desk.addFeed('Ici', { title: 'Un autre' })
  expect(
    (await desk.handlers['outbox.accounts']({})).map(({ name, removed, states }) => [name, removed, states])
  ).toEqual([
    ['Ici', false, {}],
    ['Là', false, {}],
    ['Ici', true, {}]
  ])
})

test('where the browser comes back to is known before anybody signs in', () => {
  expect(describeConnector(linkedin())).toMatchObject({ redirect: 'http://localhost:47803/granted', appKey: true })
  expect(describeConnector(x()).redirect).toBe('http://127.0.0.1:47803/granted')
  expect(describeConnector(x())).not.toHaveProperty('appKey')
  expect(describeConnector(webhook)).not.toHaveProperty('redirect')
})
