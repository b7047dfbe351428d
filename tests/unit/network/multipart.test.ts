import fc from 'fast-check'
import { expect, test } from 'vitest'
import { multipart, type FormFile } from '../../../src/main/workspace/network/multipart.ts'

/** Read back by a reader that is not ours. */
async function readBack(fields: Record<string, string>, file: FormFile) {
  const { headers, body } = multipart(fields, file)
  return new Response(Buffer.from(body), { headers }).formData()
}

test('a form arrives as it was', async () => {
  const text = fc.string({ unit: 'grapheme' })
  const name = fc.stringMatching(/^[a-z]{1,8}$/)
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, text), fc.uint8Array(), async (fields, bytes) => {
      const form = await readBack(fields, { name: 'the file', filename: 'é.png', type: 'image/png', bytes })
      const file = form.get('the file') as File
      expect([file.name, file.type, [...new Uint8Array(await file.arrayBuffer())]]).toEqual([
        'é.png',
        'image/png',
        [...bytes]
      ])
      for (const [key, value] of Object.entries(fields)) expect(form.get(key)).toBe(value)
    }),
    { numRuns: 50 }
  )
})

test('a hostile file name names no other field, and adds no line', async () => {
  const filename = 'a"; name="role\r\nContent-Type: text/html\r\n\r\n.png'
  const form = await readBack({}, { name: 'file', filename, type: 'image/png', bytes: Buffer.from('x') })
  expect([...form.keys()]).toEqual(['file'])
  expect((form.get('file') as File).type).toBe('image/png')
  const head = Buffer.from(multipart({}, { name: 'file', filename, type: 'image/png', bytes: new Uint8Array() }).body)
  expect(head.toString()).toContain('filename="a%22; name=%22role%0D%0AContent-Type: text/html%0D%0A%0D%0A.png"')
})
