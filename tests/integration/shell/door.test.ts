import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { RelaisError } from '../../../src/domain/errors.ts'
import { answers, type Method } from '../../../src/preload/contract/method.ts'
import { shell } from '../../../src/preload/shell-contract.ts'
import { openDoor } from '../../../src/main/door.ts'
import { pages } from '../../../src/main/addresses.ts'

type Listener = (event: { senderFrame: { url: string; parent: unknown } | null }, input: unknown) => Promise<unknown>

/** Stands in for the part of Electron that carries messages; everything that judges them is ours and real. */
function carrier() {
  const listeners = new Map<string, Listener>()
  return {
    ipc: { handle: (channel: string, listener: Listener) => void listeners.set(channel, listener) },
    send: (
      channel: string,
      input?: unknown,
      senderFrame: Parameters<Listener>[0]['senderFrame'] = { url: pages.main, parent: null }
    ) => {
      const listener = listeners.get(channel)
      if (!listener) throw new Error(`Nobody listens on ${channel}`)
      return listener({ senderFrame }, input)
    },
    channels: () => [...listeners.keys()]
  }
}

const contract = { link: { open: answers<string>()(v.strictObject({ url: v.pipe(v.string(), v.maxLength(10)) })) } }

function door(open: (input: { url: string }) => unknown) {
  const line = carrier()
  openDoor(line as never, 'main', contract, { link: { open } })
  return line
}

test('answers the page that the window was opened for', async () => {
  await expect(door(({ url }) => url.toUpperCase()).send('link.open', { url: 'a' })).resolves.toEqual({ answer: 'A' })
})

test('refuses every other frame, with a code', async () => {
  let asked = 0
  const line = door(() => (asked += 1))
  for (const frame of [
    null,
    { url: pages.report, parent: null },
    { url: pages.main, parent: {} },
    { url: 'https://a.example/', parent: null }
  ]) {
    await expect(line.send('link.open', { url: 'a' }, frame)).resolves.toEqual({
      error: { code: 'no-such-call', params: {} }
    })
  }
  expect(asked).toBe(0)
})

test.each([
  undefined,
  null,
  1,
  'a',
  [],
  {},
  { url: 1 },
  { url: 'a', more: 1 },
  { url: 'x'.repeat(11) },
  Object.create(null)
])('refuses the malformed input %j', async input => {
  let asked = 0
  await expect(door(() => (asked += 1)).send('link.open', input)).resolves.toMatchObject({
    error: { code: 'bad-input' }
  })
  expect(asked).toBe(0)
})

test('a failure crosses with its code', async () => {
  const line = door(() => {
    throw new RelaisError('link-refused')
  })
  await expect(line.send('link.open', { url: 'a' })).resolves.toEqual({ error: { code: 'link-refused', params: {} } })
})

describe('the desk', () => {
  const methods: [string, Method][] = Object.entries(shell).flatMap(([area, calls]) =>
    Object.entries(calls).map(([name, method]): [string, Method] => [`${area}.${name}`, method])
  )

  test('listens for each call of its contract and no other', () => {
    const line = carrier()
    const nothing = Object.fromEntries(
      Object.entries(shell).map(([area, calls]) => [
        area,
        Object.fromEntries(Object.keys(calls).map(name => [name, () => null]))
      ])
    )
    openDoor(line as never, 'main', shell, nothing as never)
    expect(line.channels().sort()).toEqual(methods.map(([name]) => name).sort())
  })

  test.each(methods)('%s takes no unknown field, no prototype and no oversized text', (_name, { input }) => {
    for (const value of [{ path: '/etc/passwd' }, { file: '/etc/passwd' }, 'x', 7, { id: 'x'.repeat(50_000_000) }]) {
      expect(v.safeParse(input, value).success).toBe(false)
    }
  })
})
