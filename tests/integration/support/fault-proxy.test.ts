import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { request, type RequestOptions } from '../../../src/main/workspace/network/http.ts'
import { openFaultProxy, type FaultProxy } from '../../support/fault-proxy.ts'

const limits = { bytes: 1_000_000, milliseconds: 2_000 }
const bytes = Uint8Array.from({ length: 256 }, (_, at) => at)

let target: Server
let acted: string[]
let proxy: FaultProxy

const ask = (path: string, options: Partial<RequestOptions> = {}) =>
  request(proxy.url + path, { method: 'POST', body: 'x', limits, allowPrivate: true, ...options })

beforeEach(async () => {
  acted = []
  target = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        acted.push(`${incoming.method} ${incoming.url}`)
        response.sendDate = incoming.url !== '/base/timeless'
        if (incoming.url === '/base/none') return response.writeHead(204).end()
        if (incoming.url === '/base/away')
          return response.writeHead(303, { location: `http://${incoming.headers.host}/base/there` }).end()
        if (incoming.url === '/base/broken') return response.destroy()
        const headers = {
          'content-type': 'application/x-echo',
          'x-host': incoming.headers.host,
          'set-cookie': ['a', 'b']
        }
        response.writeHead(201, headers).end(Buffer.concat(chunks))
      })
  })
  await new Promise<void>(resolve => target.listen(0, '127.0.0.1', resolve))
  proxy = await openFaultProxy(`http://127.0.0.1:${(target.address() as AddressInfo).port}/base/`)
})

afterEach(async () => {
  await proxy.close()
  target.closeAllConnections()
  await new Promise(resolve => target.close(resolve))
})

describe('what passes', () => {
  test('comes to the target, and back, as it is', async () => {
    const answer = await ask('/echo?a=b%20c', { method: 'PUT', body: bytes, headers: { 'x-key': 'k' } })
    expect(answer).toMatchObject({
      status: 201,
      headers: {
        'content-type': 'application/x-echo',
        'set-cookie': 'a, b',
        'x-host': `127.0.0.1:${(target.address() as AddressInfo).port}`
      }
    })
    expect([...answer.body]).toEqual([...bytes])
    expect(acted).toEqual(['PUT /base/echo?a=b%20c'])
    expect(proxy.requests).toMatchObject([
      { method: 'PUT', path: '/base/echo?a=b%20c', headers: { 'x-key': 'k' }, body: Buffer.from(bytes) }
    ])
  })

  test('may be empty, or a look at the headers', async () => {
    expect(await ask('/none')).toMatchObject({ status: 204 })
    expect(await ask('/echo', { method: 'HEAD', body: '' })).toMatchObject({ status: 201 })
    expect(await ask('/echo', { method: 'DELETE', body: '' })).toMatchObject({ status: 201, body: Buffer.alloc(0) })
  })

  test('has the clock of the target, or none', async () => {
    expect((await ask('/echo')).date).not.toBeNull()
    expect((await ask('/timeless')).date).toBeNull()
  })

  test('is sent on to the proxy, and not round it', async () => {
    expect((await ask('/away')).headers['location']).toBe(`${proxy.url}/there`)
  })

  test('breaks where the target breaks off', async () => {
    await expect(ask('/broken')).rejects.toMatchObject({ kind: 'reset', mayHaveArrived: true })
  })
})

describe('what goes wrong', () => {
  test.each([
    ['lose before', 'reset', 0],
    ['lose after', 'reset', 1],
    ['half a body', 'reset', 1],
    ['never take in', 'timed-out', 0],
    ['never answer', 'timed-out', 1]
  ] as const)('%s: there is no answer', async (fault, kind, effects) => {
    proxy.next(fault)
    const short = { ...limits, milliseconds: 300 }
    const [before, after] = [ask('/echo', { limits: short }), () => ask('/echo')]
    await expect(before).rejects.toMatchObject({ kind, mayHaveArrived: true })
    await proxy.arrived(1)
    expect(acted).toHaveLength(effects)
    expect(await after()).toMatchObject({ status: 201 })
  })

  test('half a body, of an answer that has none', async () => {
    proxy.next('half a body')
    await expect(ask('/none')).rejects.toMatchObject({ kind: 'reset' })
    expect(acted).toHaveLength(1)
  })

  test('wrong content type: the target acts, and something else answers', async () => {
    proxy.next('wrong content type')
    const answer = await ask('/echo')
    expect(answer).toMatchObject({ status: 201, headers: { 'content-type': 'text/html' } })
    expect(answer.body.toString()).toContain('Wi-Fi')
    expect(acted).toHaveLength(1)
  })

  test('an answer of its own, instead of the target’s or after it', async () => {
    proxy.next({ status: 429, headers: { 'retry-after': '30' }, body: 'slow down' }, { after: 500 })
    const refused = await ask('/echo')
    expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '30' } })
    expect(refused.body.toString()).toBe('slow down')
    expect(acted).toHaveLength(0)
    expect(await ask('/echo')).toMatchObject({ status: 500 })
    expect(acted).toHaveLength(1)
  })

  test('only to requests that fit, whatever comes between them', async () => {
    proxy.when(({ method }) => method === 'POST', { status: 401 }, 'pass', { status: 403 })
    proxy.next({ status: 503 })
    const statuses = []
    for (const method of ['POST', 'GET', 'POST', 'GET', 'POST', 'POST'] as const)
      statuses.push((await ask('/echo', { method, body: method === 'GET' ? '' : 'x' })).status)
    expect(statuses).toEqual([401, 503, 201, 201, 403, 201])
  })
})

test('whoever waits for requests hears of them once the target has acted', async () => {
  proxy.next('never answer', 'lose after')
  const gone = new AbortController()
  const all = [ask('/echo', { signal: gone.signal }), ask('/echo')].map(asked => asked.catch(() => null))
  await proxy.arrived(2)
  expect(acted).toHaveLength(2)
  gone.abort()
  expect(await Promise.all(all)).toEqual([null, null])
})

test('a target that is not there breaks the connection', async () => {
  target.closeAllConnections()
  await new Promise(resolve => target.close(resolve))
  await expect(ask('/echo')).rejects.toMatchObject({ kind: 'reset', mayHaveArrived: true })
})
