import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ParcelMedia } from '../../../src/main/workspace/delivery/connectors/connector.ts'
import { folder as connector } from '../../../src/main/workspace/delivery/connectors/folder/folder.ts'
import { newId } from '../../../src/main/workspace/ids.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { call, parcel, picture } from '../../support/parcel.ts'

let place: ReturnType<typeof temporaryFolder>
beforeEach(() => void (place = temporaryFolder()))
afterEach(() => place.remove())

const releaseId = newId()
const send = (action: 'publish' | 'update' | 'withdraw', media: ParcelMedia[]) =>
  connector.send(
    parcel({
      delivery: { releaseId, action },
      ...(action === 'withdraw' && { content: null }),
      media,
      access: { settings: { folder: place.path } }
    }),
    call
  )
const pictures = () => readdirSync(join(place.path, releaseId)).filter(name => name.startsWith('picture'))

test('pictures that a correction leaves out go, and all of them with a withdrawal', async () => {
  await send('publish', [picture('usine'), picture('cour')])
  expect(pictures()).toEqual(['picture-1.jpg', 'picture-2.jpg'])
  await send('update', [picture('cour')])
  expect(pictures()).toEqual(['picture-1.jpg'])
  expect(await send('withdraw', [])).toMatchObject({ outcome: 'confirmed' })
  expect(readdirSync(join(place.path, releaseId))).toEqual(['ninjs.json'])
})

test('a write that is stopped says whether some of it is there', async () => {
  mkdirSync(join(place.path, releaseId, 'release.html'), { recursive: true })
  expect(await send('publish', [])).not.toHaveProperty('partly')
  expect(await send('publish', [picture('usine')])).toMatchObject({
    outcome: 'failed',
    reason: 'not-writable',
    partly: true
  })
})
