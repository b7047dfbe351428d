import dns from 'node:dns'
import { isIP } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { environmentProxy } from '../../../src/main/workspace/network/environment-proxy.ts'
import { request, type RequestOptions } from '../../../src/main/workspace/network/http.ts'
import { findProxiesBy } from '../../../src/main/workspace/network/proxy.ts'
import { failureOf } from './failures.ts'
import { openForwardProxy, type ForwardProxy } from './forward-proxy.ts'
import { authority, closeServers, serve, serveRaw, type TestServer } from './server.ts'

const limits = { bytes: 1_000_000, milliseconds: 5_000 }
const ask = (url: string, options: Partial<RequestOptions> = {}) => request(url, { limits, ...options })

const before = getCACertificates('default')
beforeAll(() => setDefaultCACertificates([...before, authority]))
afterAll(() => setDefaultCACertificates(before))

const proxies: ForwardProxy[] = []

/** Opens a proxy, and makes it the system's. */
async function useProxy(...options: Parameters<typeof openForwardProxy>): Promise<ForwardProxy> {
  const proxy = await openForwardProxy(...options)
  proxies.push(proxy)
  findProxiesBy(() => `${options[0]?.secure ? 'HTTPS' : 'PROXY'} ${proxy.host}`)
  return proxy
}

/** Stands for the name servers of the world, to which all other names are unknown, as behind many a proxy. */
function resolver(known: Record<string, string[]> = {}) {
  const answer = ((name: string, _options: unknown, done: (error: Error | null, found?: unknown) => void) => {
    const found = (isIP(name) ? [name] : known[name])?.map(address => ({
      address,
      family: address.includes(':') ? 6 : 4
    }))
    if (found) done(null, found)
    else done(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }))
  }) as unknown as typeof dns.lookup
  return vi.spyOn(dns, 'lookup').mockImplementation(answer)
}

beforeEach(() => void resolver())
afterEach(async () => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  findProxiesBy(environmentProxy)
  await Promise.all(proxies.splice(0).map(proxy => proxy.close()))
  await closeServers()
})

const greeter = (...rest: [] | [Parameters<typeof serve>[1]]): Promise<TestServer> =>
  serve((incoming, response) => {
    incoming.resume().on('end', () => response.end('hello'))
  }, rest[0] ?? 'trusted')

describe('by a proxy', () => {
  test('https goes through a tunnel, and the proxy sees the name of the host and no more', async () => {
    const server = await greeter()
    const proxy = await useProxy()
    const answer = await ask(`https://news.example:${server.port}/hook?key=k`, { method: 'POST', body: 'text' })
    expect(answer.body.toString()).toBe('hello')
    expect(proxy.asked).toEqual([`CONNECT news.example:${server.port}`])
    expect(server.requests).toMatchObject([{ method: 'POST', url: '/hook?key=k' }])
    expect(server.requests[0]?.headers.host).toBe(`news.example:${server.port}`)
  })

  test('http is asked for by its whole address', async () => {
    const server = await greeter()
    const proxy = await useProxy()
    const url = `http://news.example:${server.port}/feed?a=b`
    expect(await ask(url)).toMatchObject({ status: 200, url })
    expect(proxy.asked).toEqual([`GET ${url}`])
    expect(server.requests).toMatchObject([{ url: '/feed?a=b', headers: { host: `news.example:${server.port}` } }])
  })

  test('a proxy may itself be spoken to through TLS', async () => {
    const server = await greeter()
    const proxy = await useProxy({ secure: true })
    expect(await ask(`https://news.example:${server.port}/`)).toMatchObject({ status: 200 })
    expect(await ask(`http://news.example:${server.port}/`)).toMatchObject({ status: 200 })
    expect(proxy.asked).toHaveLength(2)
  })

  test('a tunnel is kept for requests that may reuse it', async () => {
    const server = await greeter()
    const proxy = await useProxy()
    for (let time = 0; time < 3; time++) await ask(`https://news.example:${server.port}/`, { reuse: true })
    expect(proxy.asked).toHaveLength(1)
    // The proxy looks the name up anew for each of these, so it is checked anew too.
    for (let time = 0; time < 2; time++) await ask(`http://news.example:${server.port}/`, { reuse: true })
    expect(proxy.connections()).toBe(3)
  })

  test('the next of several is tried where one cannot be reached, and the last may be none', async () => {
    const server = await greeter()
    const gone = await openForwardProxy()
    await gone.close()
    const proxy = await useProxy()
    findProxiesBy(() => `PROXY ${gone.host}; SOCKS5 127.0.0.1:9; PROXY ${proxy.host}; DIRECT`)
    expect(await ask(`https://news.example:${server.port}/`)).toMatchObject({ status: 200 })
    expect(proxy.asked).toHaveLength(1)
    findProxiesBy(() => `PROXY ${gone.host}; DIRECT`)
    expect(await ask(`http://127.0.0.1:${server.port}/`, { allowPrivate: true })).toMatchObject({ status: 200 })
    expect(server.requests).toHaveLength(2)
  })
})

describe('before a proxy hears of it', () => {
  test.each(['127.0.0.1', '[::1]', '10.1.2.3', '169.254.169.254', 'localhost', 'any.localhost', '2130706433'])(
    '%s is refused',
    async host => {
      const proxy = await useProxy()
      for (const scheme of ['http', 'https'])
        expect(await failureOf(ask(`${scheme}://${host}/`))).toMatchObject({
          kind: 'refused-address',
          mayHaveArrived: false
        })
      expect(proxy.connections()).toBe(0)
    }
  )

  test('a name that resolves here to a private address is refused, if only to one among others', async () => {
    const proxy = await useProxy()
    resolver({ 'intranet.example': ['10.0.0.8'], 'mixed.example': ['93.184.216.34', '192.168.0.1'] })
    for (const url of ['http://intranet.example/', 'https://intranet.example/', 'https://mixed.example/'])
      expect((await failureOf(ask(url))).kind).toBe('refused-address')
    expect(proxy.connections()).toBe(0)
  })

  test('a host that the account allows passes, but never one that is link-local', async () => {
    const server = await greeter()
    const proxy = await useProxy()
    resolver({ 'intranet.example': ['10.0.0.8'], 'metadata.example': ['169.254.169.254'] })
    const url = `http://intranet.example:${server.port}/`
    expect(await ask(url, { allowPrivate: true })).toMatchObject({ status: 200 })
    expect((await failureOf(ask('http://metadata.example/', { allowPrivate: true }))).kind).toBe('refused-address')
    expect(proxy.asked).toHaveLength(1)
  })

  test('a redirect to a private host is refused', async () => {
    const server = await serve((_, response) => response.writeHead(302, { location: 'http://10.0.0.8/' }).end())
    const proxy = await useProxy()
    const failure = await failureOf(ask(`http://news.example:${server.port}/`, { allowPrivate: true }))
    expect(failure.kind).toBe('refused-address')
    expect(proxy.asked).toHaveLength(1)
  })

  test('a resolver that never answers is not waited for', async () => {
    const proxy = await useProxy()
    vi.spyOn(dns, 'lookup').mockImplementation(() => {})
    const short = { ...limits, milliseconds: 200 }
    for (const scheme of ['http', 'https'])
      expect(await failureOf(ask(`${scheme}://news.example/`, { limits: short }))).toMatchObject({
        kind: 'timed-out',
        mayHaveArrived: false
      })
    expect(proxy.connections()).toBe(0)
  })
})

describe('a proxy that stands in the way is named', () => {
  test('one that asks who we are', async () => {
    const server = await greeter()
    const proxy = await useProxy({ credentials: 'aïda:p@ss:word' })
    for (const scheme of ['http', 'https'])
      expect(await failureOf(ask(`${scheme}://news.example:${server.port}/`))).toMatchObject({
        kind: 'proxy-sign-in',
        mayHaveArrived: false
      })
    vi.stubEnv('https_proxy', `http://a%C3%AFda:wrong@${proxy.host}`)
    expect((await failureOf(ask(`https://news.example:${server.port}/`))).kind).toBe('proxy-sign-in')
    expect(server.connections()).toBe(0)
    vi.stubEnv('https_proxy', `http://a%C3%AFda:p%40ss%3Aword@${proxy.host}`)
    for (const scheme of ['http', 'https'])
      expect(await ask(`${scheme}://news.example:${server.port}/`)).toMatchObject({ status: 200 })
    for (const { headers } of server.requests) expect(headers).not.toHaveProperty('proxy-authorization')
  })

  test.each([403, 502, 503])('one that opens no tunnel, but answers %i', async status => {
    const server = await greeter()
    await useProxy({ tunnel: status })
    const failure = await failureOf(ask(`https://news.example:${server.port}/`, { method: 'POST', body: 'x' }))
    expect(failure).toMatchObject({ kind: 'proxy-refused', mayHaveArrived: false })
    expect(server.connections()).toBe(0)
  })

  test('one that is not there, or is no proxy', async () => {
    const proxy = await useProxy()
    await proxy.close()
    for (const scheme of ['http', 'https'])
      expect(await failureOf(ask(`${scheme}://news.example/`))).toMatchObject({
        kind: 'proxy-unreachable',
        mayHaveArrived: false
      })
    const mail = await serveRaw(socket => socket.once('data', () => socket.end('220 mail.example ESMTP\r\n')))
    findProxiesBy(() => `PROXY ${mail.host}`)
    expect((await failureOf(ask('https://news.example/'))).kind).toBe('proxy-unreachable')
  })

  test.each(['SOCKS 127.0.0.1:9', 'SOCKS5 127.0.0.1:9', 'QUIC a:1', 'PROXY', 'PROXY ['])('%s', async answer => {
    findProxiesBy(() => answer)
    const server = await greeter()
    expect(await failureOf(ask(server.url, { allowPrivate: true }))).toMatchObject({
      kind: 'proxy-unsupported',
      mayHaveArrived: false
    })
    expect(server.connections()).toBe(0)
  })

  test('one that never answers, and a system that never says which', async () => {
    const short = { ...limits, milliseconds: 200 }
    const proxy = await useProxy({ tunnel: 'silent' })
    expect(await failureOf(ask('https://news.example/', { limits: short }))).toMatchObject({
      kind: 'timed-out',
      mayHaveArrived: false
    })
    expect(proxy.asked).toHaveLength(1)
    findProxiesBy(() => new Promise(() => undefined))
    expect(await failureOf(ask('https://news.example/', { limits: short }))).toMatchObject({
      kind: 'timed-out',
      mayHaveArrived: false
    })
    const gone = AbortSignal.abort()
    expect((await failureOf(ask('https://news.example/', { signal: gone }))).kind).toBe('cancelled')
  })

  test('but a certificate is checked behind it as anywhere', async () => {
    const server = await greeter('expired')
    await useProxy()
    const failure = await failureOf(
      ask(`https://news.example:${server.port}/`, { method: 'POST', body: 'x', headers: { authorization: 'Bearer a' } })
    )
    expect(failure).toMatchObject({ kind: 'tls', mayHaveArrived: false })
    expect(server.overheard()).toBe('')
  })
})

test('a script that failed is no proxy', async () => {
  const server = await greeter()
  findProxiesBy(() => '')
  expect(await ask(server.url, { allowPrivate: true })).toMatchObject({ status: 200 })
})
