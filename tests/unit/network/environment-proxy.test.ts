import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { environmentProxy, proxyAuthorization } from '../../../src/main/workspace/network/environment-proxy.ts'

beforeEach(() => {
  for (const name of ['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'])
    vi.stubEnv(name, '')
})
afterEach(() => void vi.unstubAllEnvs())

test('each scheme has its own variable, and lower case comes first', () => {
  expect(environmentProxy('https://news.example')).toBe('DIRECT')
  vi.stubEnv('HTTPS_PROXY', 'http://upper.example:3128')
  vi.stubEnv('HTTP_PROXY', 'plain.example:8080')
  expect(environmentProxy('https://news.example')).toBe('PROXY upper.example:3128')
  expect(environmentProxy('http://news.example')).toBe('PROXY plain.example:8080')
  vi.stubEnv('https_proxy', 'https://lower.example')
  expect(environmentProxy('https://news.example')).toBe('HTTPS lower.example')
})

test.each([
  ['socks5://s.example:1080', 'SOCKS s.example:1080'],
  ['http://[', 'SOCKS unreadable']
])('%s is not passed over', (written, answer) => {
  vi.stubEnv('https_proxy', written)
  expect(environmentProxy('https://news.example')).toBe(answer)
})

test.each(['http://localhost', 'http://a.localhost', 'http://127.0.0.1:8080', 'http://127.9.9.9', 'http://[::1]'])(
  '%s is this machine',
  origin => {
    vi.stubEnv('http_proxy', 'http://p.example:3128')
    expect(environmentProxy(origin)).toBe('DIRECT')
  }
)

test.each([
  ['*', 'https://news.example', true],
  ['news.example', 'https://news.example', true],
  ['news.example', 'https://deep.news.example', true],
  ['news.example', 'https://oldnews.example', false],
  ['.news.example', 'https://news.example', true],
  ['*.news.example', 'https://deep.news.example', true],
  ['NEWS.Example.', 'https://news.example', true],
  ['a.example, news.example', 'https://news.example', true],
  ['a.example b.example', 'https://b.example', true],
  ['news.example:8443', 'https://news.example:8443', true],
  ['news.example:8443', 'https://news.example', false],
  ['news.example:443', 'https://news.example', true],
  ['10.0.0.0/8', 'https://10.1.2.3', true],
  ['10.0.0.0/8', 'https://11.1.2.3', false],
  ['10.1.2.3', 'https://10.1.2.3', true],
  ['10.1.2.3:8080', 'https://10.1.2.3:8080', true],
  ['1.2.3', 'https://10.1.2.3', false],
  ['fd00::/8', 'https://[fd00::1]', true],
  ['fd00::1', 'https://[fd00::1]', true],
  ['[fd00::1]:443', 'https://[fd00::1]', true],
  ['fd00::/8', 'https://10.1.2.3', false],
  ['', 'https://news.example', false]
])('NO_PROXY of "%s" and %s: %s', (written, origin, direct) => {
  vi.stubEnv('https_proxy', 'http://p.example:3128')
  vi.stubEnv('no_proxy', written)
  expect(environmentProxy(origin) === 'DIRECT').toBe(direct)
})

test('a name and a password are for the very proxy that they were written for', () => {
  vi.stubEnv('HTTPS_PROXY', 'http://a%C3%AFda:p%40ss%@p.example:3128')
  expect(proxyAuthorization(new URL('http://p.example:3128'))).toBe(
    `Basic ${Buffer.from('aïda:p@ss%').toString('base64')}`
  )
  expect(proxyAuthorization(new URL('http://p.example:3129'))).toBeNull()
  expect(proxyAuthorization(new URL('http://other.example:3128'))).toBeNull()
  expect(environmentProxy('https://news.example')).not.toMatch(/aïda|p@ss|C3/)
})
