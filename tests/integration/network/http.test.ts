import { setDefaultCACertificates, getCACertificates } from 'node:tls'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { request, type RequestOptions } from '../../../src/main/workspace/network/http.ts'
import { failureOf } from './failures.ts'
import { certificate, closeServers, serve, serveRaw } from './server.ts'

const limits = { bytes: 1_000_000, milliseconds: 5_000 }
const ask = (url: string, options: Partial<RequestOptions> = {}) =>
  request(url, { limits, allowPrivate: true, ...options })

afterEach(closeServers)

function event(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {}
  const promise = new Promise<void>(done => (resolve = done))
  return { promise, resolve }
}

describe('answers', () => {
  test('come with status, headers, body, address and the clock of the server', async () => {
    const server = await serve((_, response) => {
      response.writeHead(404, { 'X-Two': ['a', 'b'], Date: 'Thu, 26 Nov 2026 07:30:00 GMT' }).end('nothing here')
    })
    const answer = await ask(`${server.url}/a?b=c#d`)
    expect(answer).toMatchObject({ status: 404, url: `${server.url}/a?b=c#d`, date: 'Thu, 26 Nov 2026 07:30:00 GMT' })
    expect(answer.headers['x-two']).toBe('a, b')
    expect(answer.body.toString()).toBe('nothing here')
    expect(server.requests).toMatchObject([{ method: 'GET', url: '/a?b=c' }])
  })

  test('a body is sent as it is given', async () => {
    let received = ''
    const server = await serve((incoming, response) => {
      incoming.on('data', (chunk: Buffer) => (received += chunk.toString())).on('end', () => response.end())
    })
    await ask(server.url, { method: 'POST', body: '{"é":1}', headers: { 'content-type': 'application/json' } })
    expect(received).toBe('{"é":1}')
    expect(server.requests[0]).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json' } })
  })
})

describe('redirects', () => {
  test('are followed five times and no more', async () => {
    const server = await serve((incoming, response) => {
      const left = Number(incoming.url?.slice(1))
      if (left === 0) response.end('there')
      else response.writeHead(302, { location: `/${left - 1}` }).end()
    })
    expect(await ask(`${server.url}/5`)).toMatchObject({ status: 200, url: `${server.url}/0` })
    expect((await failureOf(ask(`${server.url}/6`))).kind).toBe('redirect')
    expect(server.requests).toHaveLength(12)
  })

  test('of a POST are its answer: the first receiver may have acted on it', async () => {
    const server = await serve((_, response) => response.writeHead(307, { location: '/elsewhere' }).end())
    expect(await ask(server.url, { method: 'POST', body: 'x' })).toMatchObject({ status: 307 })
    expect(server.requests).toHaveLength(1)
  })

  test('to what is no web address are refused', async () => {
    const server = await serve((incoming, response) => {
      response
        .writeHead(302, {
          location:
            { '/file': 'file:///etc/passwd', '/user': 'http://name:word@127.0.0.1/' }[incoming.url ?? ''] ?? 'http://['
        })
        .end()
    })
    await expect(ask(`${server.url}/file`)).rejects.toMatchObject({ code: 'address-unusable' })
    await expect(ask(`${server.url}/user`)).rejects.toMatchObject({ code: 'address-unusable' })
    expect((await failureOf(ask(server.url))).kind).toBe('redirect')
  })
})

describe('between http and https', () => {
  const before = getCACertificates('default')
  beforeAll(() => setDefaultCACertificates([...before, certificate]))
  afterAll(() => setDefaultCACertificates(before))

  test('another origin gets no header that may hold a secret', async () => {
    const server = await serve((incoming, response) => {
      if (incoming.url === '/') response.writeHead(301, { location: '/same' }).end()
      else if (incoming.url === '/same') response.writeHead(301, { location: `https://${server.host}/other` }).end()
      else response.end()
    })
    const headers = {
      authorization: 'Bearer a',
      Cookie: 'b',
      'x-api-key': 'c',
      'proxy-authorization': 'd',
      'if-none-match': '"e"'
    }
    expect(await ask(server.url, { headers })).toMatchObject({ status: 200, url: `https://${server.host}/other` })
    const [first, same, other] = server.requests.map(({ headers }) => headers)
    for (const asked of [first, same])
      expect(asked).toMatchObject({ authorization: 'Bearer a', cookie: 'b', 'x-api-key': 'c' })
    expect(other).toMatchObject({ 'if-none-match': '"e"' })
    for (const name of ['authorization', 'cookie', 'x-api-key', 'proxy-authorization'])
      expect(other).not.toHaveProperty(name)
  })

  test('nothing leads back to http', async () => {
    const server = await serve((incoming, response) => {
      if (incoming.url === '/') response.writeHead(302, { location: `http://${server.host}/plain` }).end()
      else response.end()
    })
    expect((await failureOf(ask(`https://${server.host}/`))).kind).toBe('redirect')
    expect(server.requests).toHaveLength(1)
  })
})

describe('packed bodies', () => {
  const text = 'Communiqué. '.repeat(100)

  test.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
    ['identity', Buffer.from(text)],
    ['gzip', gzipSync(text).subarray(0, -8)]
  ])('in %s are unpacked', async (encoding, body) => {
    const server = await serve((_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(body))
    expect((await ask(server.url)).body.toString()).toBe(text)
  })

  const zeros = Buffer.alloc(limits.bytes + 1)

  test.each([
    ['identity', zeros],
    ['gzip', gzipSync(zeros)],
    ['deflate', deflateSync(zeros)],
    ['br', brotliCompressSync(zeros)],
    ['gzip, gzip', gzipSync(gzipSync(zeros))]
  ])('in %s are held to the limit, one byte over it', async (encoding, body) => {
    const server = await serve((_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(body))
    expect(await failureOf(ask(server.url))).toMatchObject({ kind: 'too-large', mayHaveArrived: true })
    expect(await ask(server.url, { limits: { ...limits, bytes: limits.bytes + 1 } })).toMatchObject({ status: 200 })
  })

  test.each([
    ['gzip', Buffer.from('no gzip')],
    ['zstd', Buffer.from('anything')],
    ['gzip, gzip, gzip', gzipSync(gzipSync(gzipSync(text)))]
  ])('in %s that cannot be unpacked are garbled', async (encoding, body) => {
    const server = await serve((_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(body))
    expect((await failureOf(ask(server.url))).kind).toBe('garbled')
  })

  test('a HEAD and an unchanged page have none', async () => {
    const server = await serve((incoming, response) => {
      response
        .writeHead(incoming.method === 'HEAD' ? 200 : 304, { 'content-encoding': 'gzip', 'content-length': '99000000' })
        .end()
    })
    expect((await ask(server.url, { method: 'HEAD' })).body).toHaveLength(0)
  })
})

describe('failures say what happened and whether the request may have arrived', () => {
  const slow = { ...limits, milliseconds: 200 }

  test('a server that never answers, or answers for ever', async () => {
    const left = event()
    const server = await serve((incoming, response) => {
      if (incoming.url === '/drip') response.write('a')
      incoming.socket.on('close', left.resolve)
    })
    expect(await failureOf(ask(`${server.url}/silent`, { limits: slow }))).toMatchObject({
      kind: 'timed-out',
      mayHaveArrived: true
    })
    expect(await failureOf(ask(`${server.url}/drip`, { limits: slow }))).toMatchObject({
      kind: 'timed-out',
      mayHaveArrived: true
    })
    await left.promise
  })

  test('one time limit covers all redirects', async () => {
    const server = await serve((incoming, response) => {
      if (incoming.url === '/') response.writeHead(302, { location: '/silent' }).end()
    })
    expect((await failureOf(ask(server.url, { limits: slow }))).kind).toBe('timed-out')
  })

  test('a caller who thinks better of it', async () => {
    const asked = event()
    const left = event()
    const server = await serve(incoming => {
      incoming.socket.on('close', left.resolve)
      asked.resolve()
    })
    const abort = new AbortController()
    const failure = failureOf(ask(server.url, { signal: abort.signal }))
    await asked.promise
    abort.abort()
    expect(await failure).toMatchObject({ kind: 'cancelled', mayHaveArrived: true })
    await left.promise
    expect(await failureOf(ask(server.url, { signal: abort.signal }))).toMatchObject({
      kind: 'cancelled',
      mayHaveArrived: false
    })
    expect(server.connections()).toBe(1)
  })

  test('nobody listens', async () => {
    const server = await serve((_, response) => response.end())
    await closeServers()
    expect(await failureOf(ask(server.url))).toMatchObject({ kind: 'unreachable', mayHaveArrived: false })
  })

  test('a connection that breaks', async () => {
    const before = await serveRaw(socket => socket.once('data', () => socket.resetAndDestroy()))
    expect(await failureOf(ask(before.url))).toMatchObject({ kind: 'reset', mayHaveArrived: true })
    const during = await serveRaw(socket =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf'))
    )
    expect(await failureOf(ask(during.url))).toMatchObject({ kind: 'reset', mayHaveArrived: true })
  })

  test('an answer that is no HTTP', async () => {
    const server = await serveRaw(socket => socket.once('data', () => socket.end('220 mail.example ESMTP\r\n')))
    expect(await failureOf(ask(server.url))).toMatchObject({ kind: 'garbled', mayHaveArrived: true })
  })

  test('a certificate that nobody vouches for, and a server without TLS', async () => {
    const server = await serve((_, response) => response.end('secret'))
    expect(await failureOf(ask(`https://${server.host}/`))).toMatchObject({ kind: 'tls', mayHaveArrived: false })
    const plain = await serveRaw(socket => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))
    expect(await failureOf(ask(`https://${plain.host}/`))).toMatchObject({ kind: 'tls', mayHaveArrived: false })
    expect(server.requests).toHaveLength(0)
  })

  test('but a header that would be two is no failure of the network, and is not sent', async () => {
    const server = await serve((_, response) => response.end())
    const headers = { 'x-title': 'one\r\nx-other: two' }
    await expect(ask(server.url, { headers })).rejects.toMatchObject({ code: 'UND_ERR_INVALID_ARG' })
    expect(server.connections()).toBe(0)
  })

  test('never with the path or the query, which may hold a secret', async () => {
    const server = await serve((_, response) => response.end())
    await closeServers()
    const failure = await failureOf(ask(`${server.url}/hooks/T0KEN?key=T0KEN`))
    expect(JSON.stringify([failure.params, failure.message])).not.toContain('T0KEN')
  })
})
