import { expect, test } from 'vitest'
import { mayConnect } from '../../../src/main/workspace/network/addresses.ts'

const publicOnes = [
  '93.184.215.14',
  '1.1.1.1',
  '172.15.255.255',
  '172.32.0.1',
  '100.63.255.255',
  '100.128.0.1',
  '2606:2800:21f:cb07:6820:80da:af6b:8b2c',
  '2a00:1450:4007::1'
]

const privateOnes = [
  '127.0.0.1',
  '127.255.255.254',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '100.64.0.1',
  '100.127.255.255',
  '::1',
  'fc00::1',
  'fd12:3456::1'
]

const neverAllowed = [
  '0.0.0.0',
  '0.1.2.3',
  '169.254.169.254',
  '192.0.0.1',
  '192.0.2.1',
  '192.88.99.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  'fe80::1',
  'fec0::1',
  'ff02::1',
  '100::1',
  '2001:db8::1',
  '3fff::1',
  '5f00::1',
  // IPv4 in the clothes of IPv6: mapped, compatible, translated, NAT64, 6to4, Teredo.
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '::ffff:a00:1',
  '::127.0.0.1',
  '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b::808:808',
  '64:ff9b:1::7f00:1',
  '2002:7f00:1::',
  '2001::1',
  '4000::1',
  'localhost',
  '',
  '127.0.0.1:80'
]

test.each(publicOnes)('%s is the public internet', address => {
  expect(mayConnect(address, false)).toBe(true)
})

test.each(privateOnes)('%s is refused, and can be allowed', address => {
  expect(mayConnect(address, false)).toBe(false)
  expect(mayConnect(address, true)).toBe(true)
})

test.each(neverAllowed)('%s is refused and cannot be allowed', address => {
  expect(mayConnect(address, false)).toBe(false)
  expect(mayConnect(address, true)).toBe(false)
})
