import { MessageChannel } from 'node:worker_threads'
import { join } from 'node:path'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEngine, type Engine } from '../../../src/main/workspace/engine.ts'
import { contract, type Call, type Change } from '../../../src/preload/contract/index.ts'
import type { Door } from '../../../src/preload/contract/method.ts'
import { connectEngine, serveEngine } from '../../../src/preload/transport.ts'

let folder: string
let engine: Engine
const open: (() => void)[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'relais transport '))
  engine = openEngine(join(folder, 'workspace.relais'), 'create')
})

afterEach(async () => {
  for (const close of open.splice(0)) close()
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

function connect(door: Door) {
  const { port1, port2 } = new MessageChannel()
  serveEngine(engine, door, port1)
  const client = connectEngine(port2)
  open.push(client.close)
  return { client, port: port2, far: port1 }
}

const init = (call: Call) =>
  call('workspace.init', {
    name: 'Armelin',
    zone: 'Europe/Paris',
    lang: 'fr',
    person: { name: 'Ada Brun', email: 'ada@armelin.example', passphrase: 'une phrase' }
  })

test('carries calls, answers and news of what changed', async () => {
  const { client: page } = connect('page')
  const { client: shell } = connect('shell')
  const changes: Change[] = []
  page.onChange(change => changes.push(change))
  await init(shell.call)
  await expect(page.call('workspace.info', {})).resolves.toMatchObject({ name: 'Armelin', actor: { name: 'Ada Brun' } })
  const release = await page.call('releases.create', { title: 'Le quai', lang: 'fr' })
  await expect(page.call('releases.get', { id: release.id })).resolves.toMatchObject({ title: 'Le quai' })
  expect(changes).toContainEqual({ topic: 'releases', ids: [release.id] })
})

test('an error arrives with its code and its values', async () => {
  const { client } = connect('page')
  const id = '01900000-0000-7000-8000-000000000000'
  await expect(client.call('releases.get', { id })).rejects.toMatchObject({
    name: 'RelaisError',
    code: 'release-missing',
    params: { id }
  })
})

test('a page reaches no call of the shell, and nothing that is not in the contract', async () => {
  const { client } = connect('page')
  const loose = client.call as unknown as (name: string, input: unknown) => Promise<unknown>
  const ofShell = Object.entries(contract)
    .filter(([, { door }]) => door === 'shell')
    .map(([name]) => name)
  expect(ofShell).toEqual(
    expect.arrayContaining(['people.unlock', 'review.decide', 'accounts.add', 'releases.importPaths'])
  )
  for (const name of [...ofShell, 'constructor', '__proto__', 'toString', 'hasOwnProperty', '$call', 'then', '']) {
    await expect(loose(name, {}), name).rejects.toMatchObject({ code: 'no-such-call' })
  }
})

test.each([
  undefined,
  null,
  0,
  'q',
  [],
  {},
  { t: 'q' },
  { t: 'q', i: '1', m: 'constructor', a: [] },
  { t: 'q', i: '1', m: '__proto__', a: [] },
  { t: 'q', i: '1', m: 'call', a: 'workspace.info' },
  { t: 'q', i: '1', m: 'call', a: [{}] },
  { t: 'q', i: 1, m: 'call', a: ['workspace.info', {}] },
  { t: 's', i: '1', r: {} },
  new Map([['t', 'q']])
])('drops the message %j and goes on', async message => {
  const { client, port } = connect('page')
  port.postMessage(message)
  await expect(client.call('workspace.counts', {})).resolves.toBeDefined()
})

test('a call that waits when the port closes is told so, and later ones at once', async () => {
  const { client, far } = connect('page')
  const waiting = client.call('workspace.info', {})
  far.close()
  await expect(waiting).rejects.toMatchObject({ code: 'engine-stopped' })
  await expect(client.call('workspace.info', {})).rejects.toMatchObject({ code: 'engine-stopped' })
})
