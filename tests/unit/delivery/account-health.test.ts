import { expect, test } from 'vitest'
import type { Account, ConnectorInfo } from '../../../src/preload/contract/delivery.ts'
import { healthOf } from '../../../src/domain/delivery/account-health.ts'

const now = Date.parse('2026-11-23T09:00:00Z')
const inDays = (days: number): string => new Date(now + days * 24 * 60 * 60_000).toISOString()

const connector = (secret: ConnectorInfo['secret']): ConnectorInfo => ({
  kind: 'x',
  network: 'x',
  settings: [],
  secret,
  can: { update: false, withdraw: true, look: true, metrics: 'pull', handOff: false }
})
const account = (change: Partial<Account> = {}): Account => ({
  id: 'a',
  connector: 'x',
  name: 'X',
  settings: {},
  hasSecret: false,
  connection: null,
  paused: null,
  ...change
})
const connected = (expiresAt: string | null) => ({ connection: { by: null, at: inDays(-50), scopes: [], expiresAt } })

test('a sign-in is there, ends soon, or is over', () => {
  const health = (change: Partial<Account>) => healthOf(account(change), connector('oauth'), now)
  expect(health({})).toBe('connect')
  expect(health(connected(null))).toBe('ready')
  expect(health(connected(inDays(60)))).toBe('ready')
  expect(health(connected(inDays(13)))).toBe('expiring')
  expect(health(connected(inDays(-1)))).toBe('ended')
})

test('a secret is there, is missing, or is not needed', () => {
  expect(healthOf(account(), connector('given'), now)).toBe('secret')
  expect(healthOf(account({ hasSecret: true }), connector('given'), now)).toBe('ready')
  expect(healthOf(account({ noSecret: true }), connector('given'), now)).toBe('ready')
  expect(healthOf(account(), connector('none'), now)).toBe('ready')
})

test('a pause says why, and comes before all else; what will stop working is said while it works', () => {
  const paused = (reason: 'sign-in' | 'server-error') => account({ paused: { reason, since: inDays(-1) } })
  expect(healthOf(paused('sign-in'), connector('oauth'), now)).toBe('ended')
  expect(healthOf(paused('server-error'), connector('oauth'), now)).toBe('paused')
  const ending = account({ ...connected(null), notice: { code: 'version-ending', params: {} } })
  expect(healthOf(ending, connector('oauth'), now)).toBe('expiring')
  expect(healthOf(account(), undefined, now)).toBe('unknown')
})
