import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mediaHandlers } from '../../../src/main/workspace/share/media.handlers.ts'
import { mediaFolder } from '../../../src/main/workspace/share/media-file.ts'
import type { MediaAdded } from '../../../src/preload/contract/share.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { bombPng, claiming, everyType, moving, noisy, photo } from '../../support/pictures.ts'
import { hasShared, sharedJson } from '../../support/shared.ts'
import { testWorkspace, type TestWorkspace } from '../../support/workspace.ts'

let workspace: TestWorkspace
let media: ReturnType<typeof mediaHandlers>
let folder: ReturnType<typeof temporaryFolder>

beforeEach(async () => {
  folder = temporaryFolder()
  workspace = await testWorkspace()
  media = mediaHandlers(workspace.context)
  await workspace.sit(workspace.people.officer)
})
afterEach(async () => {
  await workspace.close()
  folder.remove()
})

const add = async (name: string, bytes: Uint8Array | string): Promise<MediaAdded> =>
  media['media.add']({ files: [{ name, bytes: new Uint8Array(Buffer.from(bytes as Uint8Array)) }] })

/** Every file below a folder, by its path in it. */
const below = (path: string): string[] =>
  existsSync(path)
    ? readdirSync(path, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => join(entry.parentPath, entry.name).slice(path.length + 1))
    : []

/** What was refused left nothing behind, neither a row nor a file. */
async function nothingKept(): Promise<void> {
  expect((await media['media.list']({ query: '', limit: 9 })).total).toBe(0)
  expect(below(mediaFolder(workspace.file))).toEqual([])
}

describe('what is no picture that is taken', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  test.each<[string, string, string]>([
    ['drawing.svg', svg, 'svg'],
    ['drawing.png', svg, 'svg'],
    ['page.html', '<!doctype html><script>alert(1)</script>', 'html'],
    ['page.jpg', '<html><body onload=alert(1)>', 'html'],
    ['paper.jpg', '%PDF-1.7\n1 0 obj', 'pdf'],
    ['tool.png', 'MZ\u0090\u0000', 'program'],
    ['run.gif', '#!/bin/sh\n', 'program'],
    ['pack.webp', 'PK\u0003\u0004', 'archive'],
    ['code.jpg', 'fetch("//evil.example")', 'text'],
    ['nothing.jpg', '', 'empty']
  ])('%s is refused with the reason that it is %s → %s', async (name, content, kind) => {
    const { failed, added } = await add(name, Buffer.from(content, name === 'tool.png' ? 'latin1' : 'utf8'))
    expect({ failed, added }).toEqual({
      added: [],
      failed: [{ path: name, code: 'media-type', params: { path: name, kind } }]
    })
    await nothingKept()
  })

  test('a picture under a name that claims something else is refused too, and says what it is', async () => {
    const { 'image/png': png, 'image/jpeg': jpeg } = await everyType()
    expect((await add('logo.jpg', png)).failed).toEqual([
      { path: 'logo.jpg', code: 'media-name', params: { path: 'logo.jpg', format: 'PNG' } }
    ])
    expect((await add('holiday.jpg.exe', jpeg)).failed[0]?.code).toBe('media-name')
    expect((await add('page.html', jpeg)).failed[0]?.code).toBe('media-name')
    await nothingKept()
    expect((await add('pasted', jpeg)).added[0]).toMatchObject({ name: 'pasted.jpg' })
  })

  test('one that is refused keeps no other from being added', async () => {
    const files = ['a.svg', 'b.jpg', 'c.pdf'].map(async name => ({
      name,
      bytes: new Uint8Array(name === 'b.jpg' ? await photo() : Buffer.from('<svg>'))
    }))
    const { added, failed } = await media['media.add']({ files: await Promise.all(files) })
    expect([added.map(({ name }) => name), failed.map(({ path }) => path)]).toEqual([['b.jpg'], ['a.svg', 'c.pdf']])
  })

  test.skipIf(!hasShared)(
    'every attack string of ../shared/data is refused as a file (skipped where that folder is absent)',
    async () => {
      const payloads = ['bleach', 'dompurify', 'owasp-filter-evasion', 'payloadbox'].flatMap(name =>
        sharedJson<{ payload: string }[]>(`xss/${name}.json`).map(({ payload }) => payload)
      )
      // Thousands of one kind: a tenth of them goes the whole way, and the unit test looks at each.
      const files = payloads
        .filter((_, index) => index % 10 === 0)
        .map(text => ({ name: 'a.png', bytes: new Uint8Array(Buffer.from(text)) }))
      const { added, failed } = await media['media.add']({ files })
      expect(added).toEqual([])
      expect(new Set(failed.map(({ code }) => code))).toEqual(new Set(['media-type']))
      expect(failed.length).toBe(files.length)
      await nothingKept()
    },
    120_000
  )
})

describe('a picture that is not whole', () => {
  test('is refused wherever it was cut', async () => {
    for (const [type, bytes] of Object.entries({
      ...(await everyType()),
      'image/gif': await moving(50, 40, 4),
      'image/webp': await noisy(60, 60, 'webp')
    })) {
      for (const part of [0.05, 0.2, 0.4, 0.6, 0.8, 0.9]) {
        const { failed } = await add(`cut.${type.slice(6)}`, bytes.subarray(0, Math.floor(bytes.length * part)))
        expect({ type, part, code: failed[0]?.code }).toEqual({ type, part, code: 'media-unreadable' })
      }
    }
    await nothingKept()
  })

  test('is refused where its bytes were changed and it says so itself', async () => {
    const png = Buffer.from((await everyType())['image/png'])
    png[60] = (png[60] ?? 0) ^ 0xff
    expect((await add('changed.png', png)).failed[0]?.code).toBe('media-unreadable')
    const { 'image/jpeg': jpeg } = await everyType()
    expect(
      (await add('opening.jpg', Buffer.concat([jpeg.subarray(0, 20), Buffer.alloc(500, 7)]))).failed[0]?.code
    ).toBe('media-unreadable')
    await nothingKept()
  })
})

describe('a picture that is too much', () => {
  test('in pixels is refused by its header, before it is decoded, in bounded memory', async () => {
    await add('warm.jpg', await photo())
    const idle = process.memoryUsage().rss
    let most = 0
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 5)
    const bombs: [string, Buffer, number][] = [
      ['bomb.png', bombPng(60_000, 60_000), 3_600],
      ['wide.png', bombPng(2_000_000, 100), 200],
      ['claims.jpg', await claiming('image/jpeg', 65_500, 65_500), 4_291],
      ['claims.webp', await claiming('image/webp', 16_383, 16_383), 269],
      ['claims.gif', await claiming('image/gif', 65_535, 65_535), 4_295]
    ]
    const started = performance.now()
    for (const [name, bytes, megapixels] of bombs)
      expect((await add(name, bytes)).failed).toEqual([
        { path: name, code: 'media-too-many-pixels', params: { path: name, megapixels, limit: 100 } }
      ])
    clearInterval(watch)
    expect(performance.now() - started).toBeLessThan(10_000)
    // Mebibytes that the bombs themselves take are part of it.
    expect(most - idle).toBeLessThan(200_000_000)
  })

  test('in bytes is refused before it is read', async () => {
    const large = join(folder.path, 'large.jpg')
    writeFileSync(large, await photo())
    truncateSync(large, 50_000_001)
    const { failed } = await media['media.addPaths']({ paths: [large] })
    expect(failed).toEqual([{ path: large, code: 'file-too-large', params: { path: large, limit: 50 } }])
    expect((await add('large.jpg', Buffer.alloc(50_000_001))).failed[0]?.code).toBe('file-too-large')
    await nothingKept()
  }, 60_000)
})

describe('names', () => {
  const names = [
    '../../x.jpg',
    '/etc/relais.jpg',
    'C:\\relais.jpg',
    'nul\0.jpg',
    'CON.jpg',
    'abc\u202egpj.jpg',
    `${'n'.repeat(4_000)}.jpg`,
    'trailing.jpg. ',
    'R\u00e9.jpg',
    'Re\u0301.jpg',
    'r\u00e9.jpg',
    '<img src=x onerror=alert(1)>.jpg'
  ]

  test('touch no path: every picture lies under its hash, inside its folder, and twins stay two', async () => {
    const pictures = await Promise.all(names.map((_, seed) => photo(30, 30, seed)))
    const files = names.map((name, index) => ({ name, bytes: new Uint8Array(pictures[index] as Buffer) }))
    const before = readdirSync(workspace.folder).filter(name => !name.includes('.media'))
    const { added, failed } = await media['media.add']({ files })
    expect(failed).toEqual([])
    expect(below(mediaFolder(workspace.file)).sort()).toEqual(
      added.map(({ hash }) => `${hash.slice(0, 2)}/${hash}`).sort()
    )
    expect(readdirSync(workspace.folder).filter(name => !name.includes('.media'))).toEqual(before)
    expect(added.map(({ name }) => name)).toEqual([
      'x.jpg',
      'relais.jpg',
      'relais.jpg',
      'nul.jpg'.replace('nul', '_nul'),
      '_CON.jpg',
      'abcgpj.jpg',
      `${'n'.repeat(120)}.jpg`,
      'trailing.jpg',
      'R\u00e9.jpg',
      'Re\u0301.jpg',
      'r\u00e9.jpg',
      '_img src=x onerror=alert(1)_.jpg'
    ])
  })

  test('of files on the disk do no more', async () => {
    const paths = ['R\u00e9.jpg', 'Re\u0301.jpg', 'r\u00e9.JPG', 'a\u202eb.jpg', 'trailing. .jpg', '-rf.jpg']
    for (const [seed, name] of paths.entries()) writeFileSync(join(folder.path, name), await photo(30, 30, seed))
    const { added, failed } = await media['media.addPaths']({ paths: [folder.path] })
    expect(failed).toEqual([])
    expect(added.map(({ name }) => name).sort()).toEqual(
      ['-rf.jpg', 'R\u00e9.jpg', 'Re\u0301.jpg', 'ab.jpg', 'r\u00e9.jpg', 'trailing.jpg'].sort()
    )
  })
})

describe.skipIf(process.platform === 'win32')('paths', () => {
  test('links, pipes and devices are refused and never opened; other files of a folder are passed over', async () => {
    const inside = join(folder.path, 'album')
    mkdirSync(join(inside, 'below'), { recursive: true })
    writeFileSync(join(inside, 'below', 'a.jpg'), await photo())
    writeFileSync(join(inside, 'notes.txt'), 'passed over')
    writeFileSync(join(folder.path, 'secret.jpg'), await photo(64, 48, 9))
    symlinkSync(join(folder.path, 'secret.jpg'), join(inside, 'link.jpg'))
    execFileSync('mkfifo', [join(inside, 'pipe.jpg')])
    const { added, failed } = await media['media.addPaths']({ paths: [inside, '/dev/zero', join(inside, 'link.jpg')] })
    expect(added.map(({ name }) => name)).toEqual(['a.jpg'])
    expect(failed.map(({ path, code }) => [path, code]).sort()).toEqual(
      [
        ['/dev/zero', 'file-link'],
        [join(inside, 'link.jpg'), 'file-link'],
        [join(inside, 'link.jpg'), 'file-link'],
        [join(inside, 'pipe.jpg'), 'file-link']
      ].sort()
    )
  })

  test('what is not there, and what is no picture, is said', async () => {
    const text = join(folder.path, 'notes.txt')
    writeFileSync(text, 'Des notes.')
    const { failed } = await media['media.addPaths']({ paths: [join(folder.path, 'none.jpg'), text] })
    expect(failed.map(({ code }) => code)).toEqual(['file-missing', 'media-type'])
  })
})
