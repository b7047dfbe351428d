import { expect, test } from 'vitest'
import { kindOf, NetworkFailure } from '../../../src/main/workspace/network/failure.ts'

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
