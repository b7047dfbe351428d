import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { verifyWorkspace } from '../../../src/main/workspace/database/verify.ts'
import { openContext } from '../../../src/main/workspace/open-context.ts'
import { mediaFile, mediaFolder, readMedia } from '../../../src/main/workspace/share/media-file.ts'
import { mediaHandlers } from '../../../src/main/workspace/share/media.handlers.ts'
import { approvedRelease } from '../../support/approved.ts'
import { aPicture } from '../../support/kit.ts'
import { photo } from '../../support/pictures.ts'
import { emptyKit } from '../../../src/domain/share/kit.ts'
import { testWorkspace, type TestWorkspace } from '../../support/workspace.ts'

let workspace: TestWorkspace
beforeEach(async () => void (workspace = await testWorkspace()))
afterEach(() => workspace.close())

const child = (file: string, what: 'add' | 'file only') =>
  spawn(
    process.execPath,
    [join(import.meta.dirname, '../../support/media-child.ts'), file, workspace.people.officer.id, what],
    {
      stdio: ['pipe', 'pipe', 'inherit']
    }
  )

/** A copy of the workspace that nobody has open, beside it. */
async function closedCopy(): Promise<string> {
  const file = join(workspace.folder, 'copy.relais')
  await workspace.context.sqlite.backup(file)
  return file
}

async function reopened(file: string) {
  const { context, close } = openContext(file, 'open')
  context.session.actor = workspace.people.officer
  return { context, close, media: mediaHandlers(context) }
}

const old = new Date(Date.now() - 40 * 86_400_000)

test('killed while it adds: what was told as added is there and whole, and no row is without its file', async () => {
  const file = await closedCopy()
  const told: string[] = []
  for (const after of [1, 3, 2, 4]) {
    const adding = child(file, 'add')
    const ended = once(adding, 'exit')
    let lines = 0
    for await (const line of createInterface(adding.stdout)) {
      if (/^[0-9a-f]{64}$/.test(line)) told.push(line)
      // In the middle of the next one.
      if (++lines === after) setTimeout(() => adding.kill('SIGKILL'), 3 * after)
    }
    expect((await ended)[1]).toBe('SIGKILL')
  }
  const { context, close, media } = await reopened(file)
  const rows = (await media['media.list']({ query: '', limit: 1_000 })).media
  expect(rows.map(({ hash }) => hash)).toEqual(expect.arrayContaining(told))
  for (const { hash, bytes } of rows) expect((await readMedia(file, hash)).length).toBe(bytes)
  expect(context.sqlite.pragma('quick_check', { simple: true })).toBe('ok')
  await close()
}, 60_000)

test('killed between file and row: nothing is known of it, it can be added, and what stays unknown is swept once it is old', async () => {
  const file = await closedCopy()
  const keeping = child(file, 'file only')
  const [hash] = (await once(createInterface(keeping.stdout), 'line')) as [string]
  keeping.kill('SIGKILL')
  await once(keeping, 'exit')

  const first = await reopened(file)
  expect((await first.media['media.list']({ query: '', limit: 9 })).total).toBe(0)
  const orphan = mediaFile(file, 'f'.repeat(64))
  const half = `${mediaFile(file, hash)}.1234567`
  const young = mediaFile(file, `${hash.slice(0, 2)}${'e'.repeat(62)}`)
  await first.media['media.add']({ files: [{ name: 'other.jpg', bytes: new Uint8Array(await photo(20, 20, 7)) }] })
  expect(existsSync(mediaFile(file, hash))).toBe(true)
  await first.close()

  for (const path of [half, young]) writeFileSync(path, 'x')
  mkdirSync(join(mediaFolder(file), 'ff'))
  writeFileSync(orphan, 'x')
  for (const path of [orphan, half, mediaFile(file, hash)]) utimesSync(path, old, old)
  const second = await reopened(file)
  const { added } = await second.media['media.add']({
    files: [{ name: 'a.jpg', bytes: new Uint8Array(await photo(20, 20, 8)) }]
  })
  expect([orphan, half, mediaFile(file, hash), young].map(path => existsSync(path))).toEqual([
    false,
    false,
    false,
    true
  ])
  expect((await readMedia(file, added[0]?.hash ?? '')).length).toBe(added[0]?.bytes)
  // A known picture is never swept, however old.
  utimesSync(mediaFile(file, added[0]?.hash ?? ''), old, old)
  await second.close()
  const third = await reopened(file)
  await third.media['media.addPaths']({ paths: [] })
  expect(existsSync(mediaFile(file, added[0]?.hash ?? ''))).toBe(true)
  await third.close()
}, 60_000)

test('a picture that a text uses is checked: one that is missing or changed is found, for a release and for all', async () => {
  await workspace.unlock(workspace.people.officer)
  const media = mediaHandlers(workspace.context)
  const { added } = await media['media.add']({ files: [{ name: 'a.jpg', bytes: new Uint8Array(await photo()) }] })
  const hash = added[0]?.hash ?? ''
  const { alt, credit, licence, consent } = aPicture()
  const change = { alt: { fr: alt, en: '' }, credit, licence, consent }
  await media['media.describe']({ hash, rev: 1, change })
  const id = await approvedRelease(workspace, { kit: { ...emptyKit, media: [aPicture({ hash })] } })
  const other = await approvedRelease(workspace, { title: 'Sans image' })
  const problems = async (release?: string) => (await verifyWorkspace(workspace.context, release)).problems
  expect(await problems()).toEqual([])
  writeFileSync(mediaFile(workspace.file, hash), await photo(64, 48, 5))
  expect([await problems(), await problems(id), await problems(other)]).toEqual([
    [{ kind: 'media', id: hash }],
    [{ kind: 'media', id: hash }],
    []
  ])
  rmSync(mediaFile(workspace.file, hash))
  expect(await problems(id)).toEqual([{ kind: 'media', id: hash }])
})

test('a disk that takes nothing is said, and leaves no row', async () => {
  await workspace.sit(workspace.people.officer)
  // A file where the folder should be: also root cannot write below it.
  writeFileSync(mediaFolder(workspace.file), '')
  const media = mediaHandlers(workspace.context)
  const { added, failed } = await media['media.add']({
    files: [{ name: 'a.jpg', bytes: new Uint8Array(await photo()) }]
  })
  expect([added, failed.map(({ code }) => code)]).toEqual([[], ['file-unwritable']])
  expect((await media['media.list']({ query: '', limit: 9 })).total).toBe(0)
  expect(readdirSync(workspace.folder)).toContain('workspace.relais.media')
})
