import { spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { request, type RequestOptions } from '../../../src/main/workspace/network/http.ts'
import { failureOf } from './failures.ts'
import { closeServers, serve, serveRaw } from './server.ts'

const limits = { bytes: 1_000_000, milliseconds: 5_000 }
const ask = (url: string, options: Partial<RequestOptions> = {}) =>
  request(url, { method: 'POST', body: 'x', limits, allowPrivate: true, reuse: true, ...options })

afterEach(closeServers)

const greeter = () =>
  serve((incoming, response) => {
    incoming.resume().on('end', () => response.end('hello'))
  })

const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello'

/** Treats the requests of all connections in the order in which they come; says how many came. */
async function scripted(...steps: ((socket: Socket) => void)[]) {
  let heard = 0
  const server = await serveRaw(socket => socket.on('data', () => steps[heard++]?.(socket)))
  return { ...server, heard: () => heard }
}
const answers = (socket: Socket): void => void socket.write(answer)
const breaks = (socket: Socket): void => void socket.resetAndDestroy()

describe('a request that may be repeated', () => {
  test('goes out on the connection of the one before', async () => {
    const server = await greeter()
    for (let time = 0; time < 3; time++) expect((await ask(server.url)).body.toString()).toBe('hello')
    expect(server.connections()).toBe(1)
    await ask(server.url, { reuse: false })
    expect(server.connections()).toBe(2)
  })

  test('has a connection to itself: eight at once are eight, which the next eight use', async () => {
    const server = await greeter()
    for (let round = 0; round < 3; round++) await Promise.all(Array.from({ length: 8 }, () => ask(server.url)))
    expect(server.connections()).toBe(8)
  })

  test('is repeated on a fresh connection where a kept one breaks before it answers', async () => {
    const server = await scripted(answers, breaks, answers)
    await ask(server.url)
    expect((await ask(server.url)).body.toString()).toBe('hello')
    expect([server.connections(), server.heard()]).toEqual([2, 3])
  })

  test('is repeated once, and no more', async () => {
    const server = await scripted(answers, breaks, breaks, answers)
    await ask(server.url)
    expect(await failureOf(ask(server.url))).toMatchObject({ kind: 'reset', mayHaveArrived: true })
    expect([server.connections(), server.heard()]).toEqual([2, 3])
  })

  test('may have arrived by the kept connection, although there is no fresh one', async () => {
    const server = await scripted(answers, socket => {
      // Closed first, so that nobody can connect any more when the connection breaks.
      void closeServers()
      socket.resetAndDestroy()
    })
    await ask(server.url)
    expect(await failureOf(ask(server.url))).toMatchObject({ kind: 'unreachable', mayHaveArrived: true })
  })

  test('is not repeated once an answer has begun, nor on a connection of its own', async () => {
    const half = await scripted(answers, socket => socket.end(answer.slice(0, -2)), answers)
    await ask(half.url)
    expect(await failureOf(ask(half.url))).toMatchObject({ kind: 'reset', mayHaveArrived: true })
    expect(half.heard()).toBe(2)
    const fresh = await scripted(breaks, answers)
    expect((await failureOf(ask(fresh.url))).kind).toBe('reset')
    expect(fresh.heard()).toBe(1)
  })

  test('is not repeated when its time is up', async () => {
    const server = await scripted(answers, () => undefined, answers)
    await ask(server.url)
    const failure = await failureOf(ask(server.url, { limits: { ...limits, milliseconds: 200 } }))
    expect(failure).toMatchObject({ kind: 'timed-out', mayHaveArrived: true })
    expect(server.heard()).toBe(2)
  })
})

describe('a kept connection', () => {
  test('does not lend the allowance under which it was made', async () => {
    const server = await greeter()
    await ask(server.url)
    expect((await failureOf(ask(server.url, { allowPrivate: false }))).kind).toBe('refused-address')
    expect(server.requests).toHaveLength(1)
  })

  test('is for its own origin', async () => {
    const server = await greeter()
    await ask(server.url)
    await ask(server.url.replace('127.0.0.1', 'localhost'))
    expect(server.connections()).toBe(2)
  })

  test('outlives the signal of the request that it was made for', async () => {
    const server = await greeter()
    const first = new AbortController()
    await ask(server.url, { signal: first.signal })
    first.abort()
    await ask(server.url)
    expect(server.connections()).toBe(1)
  })

  test('is not kept where the server closes it', async () => {
    const server = await serve((incoming, response) => {
      incoming.resume().on('end', () => response.writeHead(200, { connection: 'close' }).end('hello'))
    })
    for (let time = 0; time < 2; time++) expect((await ask(server.url)).status).toBe(200)
    expect(server.connections()).toBe(2)
  })

  test('gives nobody an answer that was sent unasked', async () => {
    const forged = 'HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged'
    const server = await scripted(socket => socket.write(answer + forged), answers, answers)
    const bodies = []
    for (let time = 0; time < 2; time++) bodies.push(await ask(server.url).then(({ body }) => body.toString()))
    expect(bodies).toEqual(['hello', 'hello'])
  })

  test('does not keep the program from ending', async () => {
    const server = await greeter()
    const http = new URL('../../../src/main/workspace/network/http.ts', import.meta.url).href
    const program = `
      const { request } = await import('${http}')
      const options = { limits: ${JSON.stringify(limits)}, allowPrivate: true, reuse: true }
      await request('${server.url}', options)
      const at = performance.now()
      process.on('exit', () => console.log(performance.now() - at))`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program])
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    await new Promise(resolve => child.on('close', resolve))
    // Either side would let go of it after three seconds or more.
    expect(Number(said)).toBeLessThan(2_000)
    expect(said).not.toBe('')
  })
})
