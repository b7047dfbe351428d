import { expect, test } from 'vitest'
import { readJson } from '../../../src/main/workspace/network/json.ts'

const answer = (type: string | null, body: string | Uint8Array) => ({
  headers: (type === null ? {} : { 'content-type': type }) as Record<string, string>,
  body: Buffer.from(body),
  url: 'https://api.example:8443/posts?key=k'
})

test.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON', 'application/problem+json'])(
  '%s is JSON',
  type => expect(readJson(answer(type, '{"id":"é"}'))).toEqual({ id: 'é' })
)

test('a mark at its beginning is not part of it', () => {
  expect(readJson(answer('application/json', '\ufeff[1]'))).toEqual([1])
})

test.each([
  ['text/html', '{"id":1}'],
  ['text/json-ish', '{"id":1}'],
  [null, '{"id":1}'],
  ['application/json', '{"id":'],
  ['application/json', ''],
  ['application/json', Uint8Array.of(0x22, 0xff, 0x22)]
])('%s of %s is not what it should be', (type, body) => {
  expect(() => readJson(answer(type, body))).toThrowError(
    expect.objectContaining({
      code: 'network-failed',
      kind: 'garbled',
      mayHaveArrived: true,
      params: { host: 'api.example:8443', kind: 'garbled' }
    })
  )
})
