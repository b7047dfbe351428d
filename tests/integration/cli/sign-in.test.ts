import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { newDesk, type Desk } from './desks.ts'
import { objectIn, start, type Failed } from './relais.ts'

let desk: Desk
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

beforeEach(async () => {
  desk = await newDesk()
  const settings = ['clientId=armelin-app', 'author=me', `port=${String(await freePort())}`]
  expect((await desk.run('account', 'add', 'linkedin', '--name', 'LinkedIn', '--set', ...settings)).code).toBe(0)
})
afterEach(() => desk.close())

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Begins to sign in; answers with the address that the terminal says. */
async function connecting(env = { ...desk.env, RELAIS_SECRET_LINKEDIN: 'app-key' }) {
  const { child, done } = start(['account', 'connect', 'LinkedIn', '--workspace', desk.file, '--json'], { env })
  for await (const line of createInterface({ input: child.stderr! }))
    if (line.startsWith('https://')) return { child, done, url: new URL(line) }
  throw new Error((await done).stdout)
}

test('signing in prints the address for the browser, and what came of it there ends the command', async () => {
  const { done, url } = await connecting()
  expect(url.hostname).toBe('www.linkedin.com')
  expect(url.searchParams.get('client_id')).toBe('armelin-app')
  const back = new URL(url.searchParams.get('redirect_uri') ?? '')
  expect(['localhost', '127.0.0.1']).toContain(back.hostname)
  back.searchParams.set('error', 'access_denied')
  back.searchParams.set('state', url.searchParams.get('state') ?? '')
  expect((await fetch(back)).ok).toBe(true)
  const ran = await done
  expect(ran.code).toBe(1)
  expect((objectIn(ran) as unknown as Failed).error).toMatchObject({ code: 'not-granted', name: 'LinkedIn' })
})

test('Ctrl+C ends the wait, and nothing is changed', async () => {
  const { child, done } = await connecting()
  child.kill('SIGINT')
  const ran = await done
  expect(ran.code).toBe(1)
  expect((objectIn(ran) as unknown as Failed).error.code).toBe('cancelled')
  expect((await desk.run('account', 'list')).answer).toMatchObject({
    accounts: [{ connection: null, health: 'connect' }]
  })
})

test('what would be granted has to be sealed, so a passphrase is needed', async () => {
  const { done } = start(['account', 'connect', 'LinkedIn', '--workspace', desk.file, '--json'])
  expect((objectIn(await done) as unknown as Failed).error.code).toBe('passphrase-needed')
})

test('an app that has to prove itself is asked for its key before anybody signs in', async () => {
  const refused = await desk.run<Failed>('account', 'connect', 'LinkedIn')
  expect(refused).toMatchObject({ code: 1, answer: { error: { code: 'app-key-needed', name: 'LinkedIn' } } })
})
