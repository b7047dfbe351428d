import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { emptyKit } from '../../../src/domain/share/kit.ts'
import { toUse } from '../../../src/domain/share/media-use.ts'
import { openEngine } from '../../../src/main/workspace/engine.ts'
import type { Media } from '../../../src/preload/contract/share.ts'
import { photo } from '../../support/pictures.ts'
import { newDesk, type Desk } from './desks.ts'
import { relais, type Failed } from './relais.ts'

let desk: Desk
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

beforeEach(async () => void (desk = await newDesk()))
afterEach(() => desk.close())

const addPhoto = async (name: string): Promise<Media> => {
  const path = join(desk.folder, name)
  writeFileSync(path, await photo())
  return (await desk.run<{ added: Media[] }>('media', 'add', path)).answer.added[0] as Media
}

test('pictures are added, described, listed and removed, each answer in JSON', async () => {
  const path = join(desk.folder, 'cuve.jpg')
  const drawing = join(desk.folder, 'drawing.svg')
  writeFileSync(path, await photo())
  writeFileSync(drawing, '<svg/>')
  const both = await desk.run<{ added: Media[]; present: Media[]; failed: object[] } & Failed>(
    'media',
    'add',
    path,
    drawing
  )
  expect(both).toMatchObject({
    code: 1,
    answer: {
      added: [{ name: 'cuve.jpg', type: 'image/jpeg', width: 64, height: 48, consent: 'missing', rev: 1 }],
      present: [],
      failed: [{ path: drawing, code: 'media-type', message: expect.stringContaining('an SVG drawing') }],
      error: { code: 'some-failed' }
    }
  })
  const hash = both.answer.added[0]?.hash ?? ''
  expect((await desk.run('media', 'add', path)).answer).toMatchObject({ added: [], present: [{ hash }], failed: [] })

  const known = ['--alt-fr', 'Une cuve', '--credit', 'Armelin', '--licence', 'CC BY 4.0', '--consent', 'not-needed']
  expect(await desk.run('media', 'describe', hash.slice(0, 8), ...known, '--expires', '2031-12-31')).toMatchObject({
    code: 0,
    answer: { media: { hash, alt: { fr: 'Une cuve', en: '' }, credit: 'Armelin', expires: '2031-12-31', rev: 2 } }
  })
  expect((await desk.run('media', 'describe', hash, '--alt-en', 'A tank', '--expires', 'never')).answer).toMatchObject({
    media: { alt: { fr: 'Une cuve', en: 'A tank' }, licence: 'CC BY 4.0', expires: null, rev: 3 }
  })
  expect((await desk.run('media', 'list', '--query', 'TANK')).answer).toMatchObject({
    total: 1,
    media: [{ hash, uses: 0 }]
  })
  expect((await desk.run('media', 'list', '--query', 'absent')).answer).toEqual({ total: 0, media: [] })

  expect(await desk.run('media', 'remove', hash.slice(-8))).toMatchObject({ code: 0, answer: { removed: hash } })
  expect(existsSync(`${desk.file}.media/${hash.slice(0, 2)}/${hash}`)).toBe(false)
  expect((await desk.run<Failed>('media', 'describe', hash, '--credit', 'X')).answer.error.code).toBe('media-missing')
})

test('a person reads what each picture lacks, in their language', async () => {
  await addPhoto('cuve.jpg')
  const ran = await relais(['media', 'list', '--workspace', desk.file, '--ui-lang', 'fr'], { env: desk.env })
  expect(ran.code).toBe(0)
  expect(ran.stdout).toMatch(/cuve\.jpg\s+64 × 48\s+0\s+.*Elle n’a pas de crédit\..*\n\n1 image sur 1/)
})

test('what is written wrongly, or not allowed, is said', async () => {
  const { hash } = await addPhoto('cuve.jpg')
  for (const args of [[], ['--expires', 'soon'], ['--consent', 'perhaps']])
    expect((await desk.run('media', 'describe', hash, ...args)).code).toBe(2)
  const failing: [string, string[]][] = [
    ['bad-input', ['describe', hash, '--expires', '2027-02-30']],
    ['not-allowed', ['describe', hash, '--credit', 'X', '--as', 'Alma Roy']],
    ['media-missing', ['remove', 'ffffffff']]
  ]
  for (const [code, args] of failing)
    expect(await desk.run<Failed>('media', ...args)).toMatchObject({ code: 1, answer: { error: { code } } })
})

test('a release is shown with the pictures of its kit, and verify finds one that is gone', async () => {
  const { hash } = await addPhoto('cuve.jpg')
  const engine = openEngine(desk.file, 'open')
  await engine.shell('people.actAs', { person: 'Omar Petit' })
  const media = toUse(await engine.shell('media.get', { hash }), 'fr')
  const { id, rev } = await engine.shell('releases.create', { title: 'Titre', body: 'Texte.' })
  await engine.shell('releases.save', { id, rev, change: { kit: { ...emptyKit, media: [media] } } })
  await engine.close()
  expect((await desk.run('show', id, '--format', 'json')).answer).toMatchObject({
    kit: { media: [{ hash, name: 'cuve.jpg' }] }
  })
  expect(await desk.run<Failed>('media', 'remove', hash)).toMatchObject({
    code: 1,
    answer: { error: { code: 'media-in-use', releases: 1 } }
  })
  expect((await desk.run('verify')).code).toBe(0)
  writeFileSync(`${desk.file}.media/${hash.slice(0, 2)}/${hash}`, 'another')
  expect((await desk.run('verify', id)).answer).toMatchObject({
    problems: [{ kind: 'media', id: hash, message: expect.stringContaining('picture') }]
  })
})
