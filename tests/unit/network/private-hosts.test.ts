import { afterEach, expect, test, vi } from 'vitest'
import { isAllowedPrivateHost } from '../../../src/main/workspace/network/private-hosts.ts'

afterEach(() => vi.unstubAllEnvs())

test('allows no host unless it is listed', () => {
  vi.stubEnv('RELAIS_ALLOW_PRIVATE_HOSTS', undefined)
  expect(isAllowedPrivateHost(new URL('http://127.0.0.1/'))).toBe(false)
  vi.stubEnv('RELAIS_ALLOW_PRIVATE_HOSTS', '')
  expect(isAllowedPrivateHost(new URL('http://127.0.0.1/'))).toBe(false)
})

test('allows a host with the port that is listed, in any of its spellings, and no other port', () => {
  vi.stubEnv('RELAIS_ALLOW_PRIVATE_HOSTS', '127.0.0.1:8080, Intranet.Example ,[::1]:9000')
  for (const address of [
    'http://127.0.0.1:8080/feed',
    'https://2130706433:8080/',
    'http://intranet.example/',
    'https://intranet.example:443/a',
    'http://[0:0::1]:9000/'
  ])
    expect(isAllowedPrivateHost(new URL(address)), address).toBe(true)
  for (const address of [
    'http://127.0.0.1/',
    'http://127.0.0.1:8081/',
    'http://127.0.0.2:8080/',
    'http://intranet.example:8080/',
    'http://intranet.example.evil.example/'
  ])
    expect(isAllowedPrivateHost(new URL(address)), address).toBe(false)
})
