import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../../src/main/workspace/ids.ts'
import { releaseHandlers } from '../../../src/main/workspace/releases/release.handlers.ts'
import { listEditors } from '../../../src/main/workspace/releases/release.repository.ts'
import { contentHash } from '../../../src/main/workspace/releases/content-hash.ts'
import type { ImportResult } from '../../../src/preload/contract/releases.ts'
import { testWorkspace, type TestWorkspace } from '../../support/workspace.ts'
import { docx, wordParagraph } from '../../support/zip.ts'

const fixtures = join(import.meta.dirname, '../../fixtures/releases')

let workspace: TestWorkspace
let releases: ReturnType<typeof releaseHandlers>

beforeEach(async () => {
  workspace = await testWorkspace()
  releases = releaseHandlers(workspace.context)
  await workspace.sit(workspace.people.officer)
})
afterEach(() => workspace.close())

const importPaths = (...paths: string[]) => releases['releases.importPaths']({ job: newId(), paths })
const importFile = async (name: string, bytes: string | Uint8Array) =>
  releases['releases.import']({ job: newId(), files: [{ name, bytes: Buffer.from(bytes) }] })
const get = async (id = '') => releases['releases.get']({ id })
const codes = (result: ImportResult) =>
  result.failed.map(({ code, row, params }) => [code, row, params['problem']].filter(part => part !== undefined))
const rowsOf = (count: number, more = '') =>
  Array.from(
    { length: count },
    (_, index) =>
      JSON.stringify({ id: index, title: `Relevé ${index}`, date: '2024-01-01', lang: 'fr', body: `Texte ${index}.` }) +
      '\n'
  ).join('') + more
const progress = () => workspace.changes.filter(change => change.topic === 'import')

describe('documents of each kind', () => {
  test('Markdown with a date is archived under it', async () => {
    const { imported } = await importPaths(join(fixtures, 'communique.md'))
    const release = await get(imported[0]?.id)
    expect(release).toMatchObject({
      status: 'archived',
      title: 'Armelin équipe les écoles d’Angers',
      subtitle: 'Douze cours de récréation, douze cuves',
      lang: 'fr',
      listedAt: '2024-03-12T12:00:00.000Z',
      origin: { from: 'file', path: 'communique.md' }
    })
    expect(release.body).toMatch(
      /^\*\*Angers, le 12 mars 2024\.\*\*[^]*- un robinet à hauteur d’enfant\.[^]*presse@armelin\.example$/
    )
    expect(release.contentHash).toBe(contentHash(release))
    // Whoever brings a text in does not sign it off.
    expect(await listEditors(workspace.context.read, release.id)).toEqual([workspace.people.officer.id])
  })

  test('Markdown without one is a draft', async () => {
    const { imported } = await importPaths(join(fixtures, 'note.md'))
    expect(await get(imported[0]?.id)).toMatchObject({ status: 'draft', title: 'A note to the desk', lang: 'en' })
  })

  test('a saved page', async () => {
    const { imported } = await importPaths(join(fixtures, 'page.html'))
    const { body, ...release } = await get(imported[0]?.id)
    expect(release).toMatchObject({
      status: 'archived',
      title: 'Armelin opens a training centre in Cardiff',
      lang: 'en',
      listedAt: '2023-09-04T12:00:00.000Z'
    })
    expect(body).toContain('a [plan of the pipes](https://armelin.example/plans) hangs')
    expect(body.split('\n\n').at(0)).toBe('Cardiff, 4 September 2023.')
    expect(body.split('\n\n').at(-1)).toBe('Press contact: Inès Kerbrat')
    expect(body).not.toMatch(/Home|never|rights/)
  })

  test('a Word document', async () => {
    const { imported } = await importFile(
      'communiqué.docx',
      docx(wordParagraph('Armelin ouvre à Lyon') + wordParagraph('Un texte.'))
    )
    expect(imported).toEqual([
      { id: expect.any(String), path: 'communiqué.docx', title: 'Armelin ouvre à Lyon', lang: 'fr' }
    ])
    expect(await get(imported[0]?.id)).toMatchObject({ status: 'draft', body: 'Un texte.' })
  })

  test('rows, packed or not', async () => {
    const path = join(fixtures, 'archive/rows.jsonl')
    const { imported, failed } = await importFile('rows.jsonl.gz', gzipSync(readFileSync(path)))
    expect(failed).toEqual([])
    const [text, markdown, undated] = await Promise.all(imported.map(({ id }) => get(id)))
    expect(text).toMatchObject({
      status: 'archived',
      origin: { from: 'file', path: 'rows.jsonl.gz', row: 1, source: 'Armelin, salle de presse' }
    })
    expect(text?.body).toBe("Les usines ont consommé 12 % d'eau de moins.\n\n\\* mesure faite le 31\\\n\\# sans titre")
    expect(markdown).toMatchObject({ body: 'The plants used **12 %** less water.', origin: { row: 3 } })
    expect(undated).toMatchObject({ status: 'draft', lang: 'fr' })
    expect((await importPaths(path)).present.map(({ id }) => id)).toEqual(imported.map(({ id }) => id))
  })
})

describe('what is here already', () => {
  test('is not imported again, from any file and however often', async () => {
    const first = await importPaths(fixtures)
    expect(first).toMatchObject({ present: [], failed: [], cancelled: false })
    expect(first.imported).toHaveLength(6)
    const again = await importPaths(fixtures, join(fixtures, 'note.md'))
    expect(again.imported).toEqual([])
    expect(again.present).toHaveLength(7)
    expect(again.present.map(({ id }) => id)).toEqual(expect.arrayContaining(first.imported.map(({ id }) => id)))
    expect((await releases['releases.list']({ limit: 10 })).total).toBe(6)
  })

  test('also not twice in one file', async () => {
    const result = await importFile('a.jsonl', rowsOf(450) + rowsOf(450))
    expect(result.imported).toHaveLength(450)
    expect(result.present.map(({ id }) => id)).toEqual(result.imported.map(({ id }) => id))
  })
})

describe('what cannot be read', () => {
  test('is told row by row, and every other row is kept', async () => {
    const good = '{"title":"Un titre","body":"Un texte.","lang":"fr"}'
    const bad: [string, string | Buffer][] = [
      ['not-json', '{"title":'],
      ['not-json', '\u0000'],
      ['not-an-object', '[1]'],
      ['not-an-object', 'null'],
      ['title', '{"body":"x"}'],
      ['title', '{"title":" ","body":"x"}'],
      ['body', '{"title":"x"}'],
      ['body', '{"title":"x","body":" \\n\\u0000 "}'],
      ['body', '{"title":"x","body":12}'],
      ['date', '{"title":"x","body":"x","date":"1066-10-14"}'],
      ['date', '{"title":"x","body":"x","date":"2024-02-30"}'],
      ['date', '{"title":"x","body":"x","date":"soon"}'],
      ['format', '{"title":"x","body":"x","format":"rtf"}'],
      ['encoding', Buffer.from('{"title":"été","body":"x"}', 'latin1')],
      ['too-long', `{"title":"x","body":"${'x'.repeat(2_000_001)}"}`],
      ['too-long', `{"title":"x","body":"${'x'.repeat(17_000_000)}"}`]
    ]
    const lines = [
      Buffer.from(`\uFEFF${good}`),
      ...bad.map(([, line]) => Buffer.from(line)),
      Buffer.from(''),
      Buffer.from(good.replace('Un', 'Deux'))
    ]
    const result = await importFile('a.jsonl', Buffer.concat(lines.flatMap(line => [line, Buffer.from('\r\n')])))
    expect(result.imported.map(({ title }) => title)).toEqual(['Un titre', 'Deux titre'])
    expect(codes(result)).toEqual(bad.map(([problem], index) => ['row-unreadable', index + 2, problem]))
    expect(result.failed.every(({ path }) => path === 'a.jsonl')).toBe(true)
  })

  test.each([
    ['file-type', 'a.pdf', '%PDF-1.7'],
    ['file-empty', 'a.md', ''],
    ['file-empty', 'a.md', '---\ntitle: x\n---\n  \n'],
    ['file-empty', 'a.html', '<html><body><img src="x.png"></body></html>'],
    ['file-empty', 'a.docx', docx('<w:p/>')],
    ['file-empty', 'a.jsonl', ' \n\n'],
    ['file-date', 'a.md', '---\ndate: 0001-01-01\n---\nx'],
    ['front-matter', 'a.md', '---\ntitle: a: b\n---\nx'],
    ['file-damaged', 'a.md', new Uint8Array(9_000)],
    ['file-damaged', 'a.docx', 'PK'],
    ['file-damaged', 'a.jsonl.gz', gzipSync(rowsOf(5_000)).subarray(0, 9_000)],
    ['file-damaged', 'a.jsonl.gz', 'not packed'],
    ['file-too-complex', 'a.html', '<b>'.repeat(70_000)],
    ['file-too-large', 'a.md', 'x'.repeat(2_000_001)],
    ['file-too-large', 'a.html', new Uint8Array(50_000_001)],
    ['file-too-large', 'a.jsonl.gz', Buffer.concat(Array<Buffer>(11).fill(gzipSync(Buffer.alloc(50_000_000, 32))))]
  ])('is refused as %s: %s', async (code, name, bytes) => {
    const result = await releases['releases.import']({
      job: newId(),
      files: [
        { name, bytes: Buffer.from(bytes) },
        { name: 'good.md', bytes: Buffer.from('# Un titre\n\nTexte.') }
      ]
    })
    expect(result.failed).toEqual([{ path: name, code, params: expect.objectContaining({ path: name }) }])
    expect(result.imported.map(({ path }) => path)).toEqual(['good.md'])
    expect((await releases['releases.list']({ limit: 10 })).total).toBe(1)
  })

  test('needs an officer at the desk', async () => {
    await workspace.sit(workspace.people.approver)
    await expect(importPaths(fixtures)).rejects.toThrow('not-allowed')
  })
})

describe('folders', () => {
  test('are walked to their end; links and devices in them are refused and never opened', async () => {
    const folder = join(workspace.folder, 'dossier à importer')
    mkdirSync(join(folder, 'un/deux'), { recursive: true })
    mkdirSync(join(folder, '.cache'))
    writeFileSync(join(folder, 'un/deux/b.md'), '# B\n\nTexte.')
    writeFileSync(join(folder, 'a.MD'), '# A\n\nTexte.')
    writeFileSync(join(folder, 'photo.jpg'), 'x')
    writeFileSync(join(folder, '.cache/c.md'), '# C\n\nTexte.')
    symlinkSync(join(fixtures, 'note.md'), join(folder, 'link.md'))
    symlinkSync(folder, join(folder, 'un/loop'))
    execFileSync('mkfifo', [join(folder, 'pipe.md')])
    const result = await importPaths(folder, join(folder, 'nowhere.md'), '/dev/null', join(folder, 'photo.jpg'))
    expect(result.imported.map(({ path }) => path)).toEqual([join(folder, 'a.MD'), join(folder, 'un/deux/b.md')])
    expect(result.failed.map(({ path, code }) => [code, path])).toEqual([
      ['file-link', join(folder, 'link.md')],
      ['file-link', join(folder, 'pipe.md')],
      ['file-link', join(folder, 'un/loop')],
      ['file-missing', join(folder, 'nowhere.md')],
      ['file-link', '/dev/null'],
      ['file-type', join(folder, 'photo.jpg')]
    ])
    // What is above the folder that was picked is nobody else's business.
    expect((await get(result.imported[1]?.id)).origin).toEqual({
      from: 'file',
      path: 'dossier à importer/un/deux/b.md'
    })
  })

  test('a page’s bytes and a terminal’s path come to the same', async () => {
    const picked = await importFile('page.html', readFileSync(join(fixtures, 'page.html')))
    const named = await importPaths(join(fixtures, 'page.html'))
    expect(named.present.map(({ id }) => id)).toEqual(picked.imported.map(({ id }) => id))
  })
})

describe('a long import', () => {
  test('tells how far it is, batch by batch, up to its end', async () => {
    const job = newId()
    await releases['releases.import']({
      job,
      files: [
        { name: 'a.jsonl', bytes: Buffer.from(rowsOf(450, 'no json\n')) },
        { name: 'b.md', bytes: Buffer.from('# B\n\nTexte.') }
      ]
    })
    const told = progress()
    expect(told[0]).toEqual({ topic: 'import', job, done: 0, total: 452 })
    expect(told.at(-1)).toEqual({ topic: 'import', job, done: 452, total: 452 })
    expect(told.map(change => change.done)).toEqual([...told.map(change => change.done)].sort((a, b) => a - b))
    expect(told.length).toBeGreaterThanOrEqual(4)
  })

  test('lets others be answered in between', async () => {
    let answered = 0
    let running = true
    const job = importFile('a.jsonl', rowsOf(2_000)).finally(() => (running = false))
    while (running) {
      const { total } = await releases['releases.list']({ limit: 1 })
      if (total > 0 && total < 2_000) answered += 1
      await new Promise(resolve => setImmediate(resolve))
    }
    await job
    expect(answered).toBeGreaterThan(3)
  })

  test('can be stopped: what is in stays whole, and the rest comes another time', async () => {
    const job = newId()
    const files = [{ name: 'a.jsonl', bytes: Buffer.from(rowsOf(2_000)) }]
    const { tell } = workspace.context
    workspace.context.tell = change => {
      tell(change)
      if (change.topic === 'import' && change.done >= 400) void releases['releases.cancelImport']({ job })
    }
    const result = await releases['releases.import']({ job, files })
    workspace.context.tell = tell
    expect(result.cancelled).toBe(true)
    expect(result.imported.length).toBeGreaterThanOrEqual(400)
    expect(result.imported.length).toBeLessThan(2_000)
    expect((await releases['releases.list']({ limit: 1 })).total).toBe(result.imported.length)
    workspace.context.sqlite.exec(`INSERT INTO release_search (release_search, rank) VALUES ('integrity-check', 1)`)
    const rest = await releases['releases.import']({ job: newId(), files })
    expect([rest.cancelled, rest.imported.length, rest.present.length]).toEqual([
      false,
      2_000 - result.imported.length,
      result.imported.length
    ])
  })

  test('can be stopped before it began to store', async () => {
    const job = newId()
    const running = releases['releases.import']({ job, files: [{ name: 'a.jsonl', bytes: Buffer.from(rowsOf(50)) }] })
    await releases['releases.cancelImport']({ job })
    expect(await running).toEqual({ imported: [], present: [], failed: [], cancelled: true })
  })

  test('that ended already, or never was, is stopped in peace', () => {
    expect(releases['releases.cancelImport']({ job: newId() })).toBeNull()
  })

  test('is in the journal, with each release that it brought', async () => {
    const { imported } = await importFile('a.jsonl', rowsOf(250))
    const lines = await workspace.context.read
      .selectFrom('audit')
      .select(['person_id', 'detail'])
      .where('verb', '=', 'release.import')
      .orderBy('seq')
      .execute()
    expect(lines.flatMap(line => (JSON.parse(line.detail) as { releases: string[] }).releases)).toEqual(
      imported.map(({ id }) => id)
    )
    expect(new Set(lines.map(line => line.person_id))).toEqual(new Set([workspace.people.officer.id]))
  })
})
