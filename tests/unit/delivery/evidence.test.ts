import { expect, test } from 'vitest'
import { black, evidenceOf } from '../../../src/main/workspace/delivery/connectors/evidence.ts'

const response = {
  status: 400,
  headers: { server: 'presse' },
  body: Buffer.from('The password was abc.'),
  url: 'https://armelin.example',
  date: null
}

test('nothing of an answer but its status is kept where a secret is too short to be found in it', () => {
  expect(evidenceOf(response, ['abc'])).toEqual({ status: 400, headers: {} })
  expect(black('whsec_abc, abc', ['whsec_abc'])).toBe('')
})

test('a secret that is none takes nothing away', () => {
  expect(evidenceOf(response, [''])).toEqual({
    status: 400,
    headers: { server: 'presse' },
    body: 'The password was abc.'
  })
})
