import dns from 'node:dns'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { request } from '../../../src/main/workspace/network/http.ts'
import { closeServers, serve } from './server.ts'

const limits = { bytes: 1_000, milliseconds: 1_000 }

afterEach(async () => {
  vi.restoreAllMocks()
  await closeServers()
})

const canary = () => serve((_, response) => response.end('the canary sang'))

const waysHome = [
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0177.0.0.1',
  '017700000001',
  '127.0.0.1.',
  '１２７.０.０.１',
  '%31%32%37.0.0.1',
  '0.0.0.0',
  '0',
  'localhost',
  'LOCALHOST',
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[2002:7f00:1::]'
]

describe('without an allowance', () => {
  test.each(waysHome)('http://%s does not lead to this machine', async host => {
    const server = await canary()
    await expect(request(`http://${host}:${server.port}/`, { limits })).rejects.toMatchObject({
      code: 'address-refused',
      kind: 'refused-address',
      mayHaveArrived: false
    })
    expect(server.connections()).toBe(0)
  })

  test.each([
    'file:///etc/passwd',
    'ftp://ftp.example/',
    'javascript:alert(1)',
    'data:text/plain,a',
    'http://name:word@news.example/',
    'http://name@news.example/',
    'news.example',
    ''
  ])('"%s" is no web address', async address => {
    await expect(request(address, { limits })).rejects.toMatchObject({ code: 'address-unusable' })
  })
})

test('the allowance of one host does not cover where it redirects to', async () => {
  const elsewhere = await canary()
  for (const host of [elsewhere.host, `localhost:${elsewhere.port}`, `[::1]:${elsewhere.port}`]) {
    const server = await serve((_, response) => response.writeHead(302, { location: `http://${host}/` }).end())
    await expect(request(server.url, { limits, allowPrivate: true })).rejects.toMatchObject({ kind: 'refused-address' })
    expect(server.connections()).toBe(1)
  }
  expect(elsewhere.connections()).toBe(0)
})

test('an allowance for private hosts does not open link-local ones', async () => {
  await expect(
    request('http://169.254.169.254/latest/meta-data/', { limits, allowPrivate: true })
  ).rejects.toMatchObject({ kind: 'refused-address' })
})

describe('a resolver', () => {
  // Never given out by any registry, so that nobody is there to be reached.
  const nowhere = { address: '3f00::1', family: 6 }
  const here = { address: '127.0.0.1', family: 4 }

  /** Stands for the name servers of the world, which a test cannot have lie on demand. */
  function resolver(...answers: { address: string; family: number }[][]) {
    const lie = ((_name: string, _options: unknown, done: (error: null, found: unknown) => void) => {
      done(null, answers.length > 1 ? answers.shift() : answers[0])
    }) as unknown as typeof dns.lookup
    return vi.spyOn(dns, 'lookup').mockImplementation(lie)
  }

  test('that answers with an address of this machine gets no connection', async () => {
    const server = await canary()
    resolver([here])
    await expect(request(`http://news.example:${server.port}/`, { limits })).rejects.toMatchObject({
      code: 'address-refused'
    })
    expect(server.connections()).toBe(0)
  })

  test('that hides one among others gets none at that one', async () => {
    const server = await canary()
    resolver([here, nowhere, here])
    await expect(request(`http://news.example:${server.port}/`, { limits })).rejects.not.toMatchObject({
      code: 'address-refused'
    })
    expect(server.connections()).toBe(0)
  })

  test('that changes its answer after the check is not asked again', async () => {
    const server = await canary()
    const asked = resolver([nowhere], [here])
    await expect(request(`http://news.example:${server.port}/`, { limits })).rejects.toMatchObject({
      code: 'network-failed'
    })
    expect(asked).toHaveBeenCalledTimes(1)
    expect(server.connections()).toBe(0)
  })

  test('that is honest is believed once a request', async () => {
    const server = await canary()
    const asked = resolver([here])
    const answer = await request(`http://intranet.example:${server.port}/`, { limits, allowPrivate: true })
    expect(answer.body.toString()).toBe('the canary sang')
    expect(asked).toHaveBeenCalledTimes(1)
    expect(server.requests[0]?.headers.host).toBe(`intranet.example:${server.port}`)
  })

  test('that never answers is not waited for', async () => {
    vi.spyOn(dns, 'lookup').mockImplementation(() => {})
    const short = { ...limits, milliseconds: 100 }
    await expect(request('http://news.example/', { limits: short })).rejects.toMatchObject({
      kind: 'timed-out',
      mayHaveArrived: false
    })
  })

  test('that does not know the name is a failure of its own', async () => {
    vi.spyOn(dns, 'lookup').mockImplementation(((_name: string, _options: unknown, done: (error: Error) => void) => {
      done(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }))
    }) as unknown as typeof dns.lookup)
    await expect(request('http://news.example/', { limits })).rejects.toMatchObject({
      kind: 'dns',
      mayHaveArrived: false
    })
  })
})
