import { expect, test } from 'vitest'
import { kindOf, NetworkFailure, type FailureKind } from '../../../src/main/workspace/network/failure.ts'
import { wordsFor } from '../../../src/messages/failure.ts'
import { translator } from '../../../src/messages/index.ts'

test.each([
  ['ENETUNREACH', 'offline'],
  ['EAI_AGAIN', 'offline'],
  ['ENOTFOUND', 'dns'],
  ['ECONNREFUSED', 'unreachable'],
  ['EHOSTUNREACH', 'unreachable'],
  ['ETIMEDOUT', 'timed-out'],
  ['ECONNRESET', 'reset'],
  ['EPIPE', 'reset'],
  ['UND_ERR_SOCKET', 'reset'],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'reset'],
  ['CERT_HAS_EXPIRED', 'tls'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
  ['HPE_INVALID_CONSTANT', 'garbled'],
  ['Z_DATA_ERROR', 'garbled'],
  ['ERR_BUFFER_TOO_LARGE', 'too-large'],
  [undefined, 'reset']
])('%s is %s', (code, kind) => {
  expect(kindOf(Object.assign(new Error('x'), { code }))).toBe(kind)
})

test('a refused address has a code of its own, all else one that names the kind', () => {
  expect(new NetworkFailure('refused-address', 'host', false)).toMatchObject({
    code: 'address-refused',
    params: { address: 'host' }
  })
  expect(new NetworkFailure('tls', 'host', false)).toMatchObject({
    code: 'network-failed',
    params: { host: 'host', kind: 'tls' }
  })
})

const kinds: Record<Exclude<FailureKind, 'refused-address'>, true> = {
  offline: true,
  dns: true,
  unreachable: true,
  tls: true,
  'timed-out': true,
  'too-large': true,
  reset: true,
  garbled: true,
  redirect: true,
  cancelled: true,
  'proxy-unreachable': true,
  'proxy-refused': true,
  'proxy-sign-in': true,
  'proxy-unsupported': true
}

test.each(Object.keys(kinds) as FailureKind[])('%s has words in both languages', kind => {
  const [en, fr] = (['en', 'fr'] as const).map(lang =>
    wordsFor(translator(lang), new NetworkFailure(kind, 'news.example', false))
  )
  expect(en).toMatch(/^news\.example could not be reached: \p{L}[^.{$]+\. Nothing/u)
  expect(fr).toMatch(/^news\.example n’a pas pu être joint\u00a0: \p{L}[^.{$]+\. Rien/u)
})
