import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { MediaUse } from '../../../src/domain/share/kit.ts'
import { mediaFile } from '../../../src/main/workspace/share/media-file.ts'
import { pillarDesk, type PillarDesk } from '../../support/pillar-desk.ts'

const bytes = Buffer.from('a picture, as far as this matters')
const hash = createHash('sha256').update(bytes).digest('hex')
const use: MediaUse = {
  hash,
  name: 'usine.jpg',
  type: 'image/jpeg',
  width: 1200,
  height: 800,
  alt: 'La nouvelle usine',
  credit: 'Armelin',
  licence: 'Presse',
  expires: '2026-11-27',
  consent: 'not-needed'
}

let desk: PillarDesk
beforeEach(async () => {
  desk = await pillarDesk()
  const file = mediaFile(desk.workspace.file, hash)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, bytes)
})
afterEach(() => desk.close())

const plan = async (change: Partial<MediaUse> = {}, at?: string) => {
  const kit = {
    link: 'https://armelin.example/usine',
    campaign: '',
    messages: [],
    other: null,
    copies: [],
    media: [{ ...use, ...change }],
    destinations: []
  }
  return (await desk.plan([desk.account], { kit }, at))[0]!
}
const deliver = async (id: string) => {
  await desk.deliver()
  const { state, reason } = await desk.rowOf(id)
  return { state, reason }
}
const gone = { state: 'confirmed', reason: null }

describe('a picture', () => {
  test('whose rights are in order leaves, to the end of its last day here', async () => {
    const { id } = await plan({}, '2026-11-27T22:30:00.000Z')
    desk.workspace.setClock('2026-11-27T22:59:59.000Z')
    expect(await deliver(id)).toEqual(gone)
  })

  test('whose last day has passed here stays, although it has not everywhere', async () => {
    const { id } = await plan({}, '2026-11-27T22:30:00.000Z')
    desk.workspace.setClock('2026-11-27T23:00:00.000Z')
    expect(await deliver(id)).toEqual({ state: 'held', reason: 'rights' })
    expect(desk.box.letters()).toEqual([])
  })

  test('stays while less is known of it than what was signed', async () => {
    const { id } = await plan()
    const { sqlite } = desk.workspace.context
    sqlite
      .prepare(
        `INSERT INTO media (hash, name, type, width, height, bytes, credit, licence, expires, consent, created_at, updated_at)
         VALUES (?, 'usine.jpg', 'image/jpeg', 1200, 800, 33, 'Armelin', 'Presse', NULL, 'missing', '', '')`
      )
      .run(hash)
    expect(await deliver(id)).toEqual({ state: 'held', reason: 'rights' })
    sqlite.exec("UPDATE media SET consent = 'given', expires = '2026-11-25'")
    expect(await deliver(id)).toEqual({ state: 'held', reason: 'rights' })
    sqlite.exec('UPDATE media SET expires = NULL')
    expect(await deliver(id)).toEqual(gone)
  })

  test.each([
    ['missing', () => rmSync(mediaFile(desk.workspace.file, hash))],
    ['changed', () => writeFileSync(mediaFile(desk.workspace.file, hash), 'another picture')]
  ])('whose file is %s stays until it is there again', async (_what, harm) => {
    const { id } = await plan()
    harm()
    expect(await deliver(id)).toEqual({ state: 'held', reason: 'media-changed' })
    writeFileSync(mediaFile(desk.workspace.file, hash), bytes)
    expect(await deliver(id)).toEqual(gone)
  })

  test('keeps no withdrawal here', async () => {
    const { id, releaseId } = await plan()
    expect(await deliver(id)).toEqual(gone)
    rmSync(mediaFile(desk.workspace.file, hash))
    const [withdrawal] = await desk.handlers['outbox.withdraw']({ release: releaseId })
    expect(await deliver(withdrawal!.id)).toEqual(gone)
  })
})
