import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cleanText } from '../../../src/domain/releases/clean.ts'
import { plainOf } from '../../../src/domain/releases/content.ts'
import { newId } from '../../../src/main/workspace/ids.ts'
import { contentHash } from '../../../src/main/workspace/releases/content-hash.ts'
import { releaseHandlers } from '../../../src/main/workspace/releases/release.handlers.ts'
import { hasShared, pressReleases, sharedData, sharedJson, type PressRelease } from '../../support/shared.ts'
import { testWorkspace, type TestWorkspace } from '../../support/workspace.ts'

// Real documents are read in place from ../shared/data and are no part of this repository: without that folder these are skipped.
describe.skipIf(!hasShared)('real documents of ../shared/data (skipped where that folder is absent)', () => {
  let workspace: TestWorkspace
  let releases: ReturnType<typeof releaseHandlers>

  beforeEach(async () => {
    workspace = await testWorkspace()
    releases = releaseHandlers(workspace.context)
    await workspace.sit(workspace.people.officer)
  })
  afterEach(() => workspace.close())

  const importPaths = (...paths: string[]) =>
    releases['releases.importPaths']({ job: newId(), paths: paths.map(path => join(sharedData, path)) })
  const found = async (query: string) =>
    (await releases['releases.search']({ query, limit: 1_000 })).releases.map(hit => hit.id)

  test('every press release, in well under half a minute, once, and searchable with and without accents', async () => {
    const started = performance.now()
    const result = await importPaths(
      'press-releases/press-releases-en.jsonl.gz',
      'press-releases/press-releases-fr.jsonl.gz'
    )
    expect(performance.now() - started).toBeLessThan(30_000)
    const rows = [...pressReleases('en'), ...pressReleases('fr')]
    expect(result).toMatchObject({ present: [], failed: [], cancelled: false })
    expect(result.imported.map(({ title, lang }) => [title, lang])).toEqual(
      rows.map(row => [squeezed(row.title), row.lang])
    )
    expect(await releases['releases.statuses']({})).toContainEqual({ status: 'archived', count: rows.length })
    expect((await releases['releases.list']({ lang: 'fr', limit: 1 })).total).toBe(
      rows.filter(row => row.lang === 'fr').length
    )
    workspace.context.sqlite.exec(`INSERT INTO release_search (release_search, rank) VALUES ('integrity-check', 1)`)
    for (const [index, imported] of result.imported.entries()) {
      if (index % 397 !== 0) continue
      const row = rows[index] as PressRelease
      const release = await releases['releases.get']({ id: imported.id })
      expect(release.listedAt.slice(0, 10)).toBe(row.date)
      expect(contentHash(release)).toBe(release.contentHash)
      expect(await found(`"${longestWords(row.body)}"`)).toContain(imported.id)
    }
    expect(await found('sécurité acronymes qualité')).toEqual(await found('securite ACRONYMES qualite'))
    expect(await found('sécurité acronymes qualité')).not.toEqual([])
    const again = await importPaths('press-releases/press-releases-fr.jsonl.gz')
    expect([again.imported.length, again.present.length]).toEqual([0, pressReleases('fr').length])
  }, 60_000)

  interface Original {
    file: string
    title: string
    date: string
    lang: string
    id: string
  }

  test('every saved page and Markdown file, with its title, date, language and words', async () => {
    const originals = sharedJson<Original[]>('press-releases/originals/index.json')
    const { imported, present, failed } = await importPaths(
      ...originals.map(({ file }) => `press-releases/originals/${file}`)
    )
    expect([imported.length, present, failed]).toEqual([75, [], []])
    const rows = new Map([...pressReleases('en'), ...pressReleases('fr')].map(row => [row.id, row]))
    for (const [index, { id, title, lang }] of imported.entries()) {
      const expected = originals[index] as Original
      const { listedAt, body } = await releases['releases.get']({ id })
      expect({ title, lang, date: listedAt.slice(0, 10) }, expected.file).toEqual({
        title: expected.title,
        lang: expected.lang,
        date: expected.date
      })
      const words = wordsOf(`${title} ${body}`)
      const lost = [...wordsOf(rows.get(expected.id)?.body ?? '')].filter(word => !words.has(word))
      // One page was cut up when it was collected: two words ran together.
      expect(lost.length, `${expected.file} lost ${lost.join(' ')}`).toBeLessThanOrEqual(1)
    }
  }, 60_000)

  interface Word {
    file: string
    textChars?: number
    deliberatelyBroken?: boolean
    features?: string[]
  }

  test('every Word document is read, or refused for what is wrong with it', async () => {
    const documents = sharedJson<Word[]>('docx/index.json')
    const { imported, present, failed } = await importPaths(...documents.map(({ file }) => `docx/${file}`))
    const of = <T extends { path: string }>(results: T[], { file }: Word) =>
      results.find(({ path }) => path === join(sharedData, 'docx', file))
    for (const document of documents) {
      const failure = of(failed, document)
      const release = of([...imported, ...present], document)
      expect([failure, release].filter(Boolean).length, document.file).toBe(1)
      if (document.deliberatelyBroken) {
        expect(failure?.code, document.file).toMatch(/^file-(damaged|encrypted|unsafe|too-complex)$/)
      } else if (failure) {
        // Nothing but pictures, headers or fields: there is no text to bring in.
        expect(failure.code, document.file).toBe('file-empty')
        expect(document.textChars, document.file).toBeLessThan(20)
      } else if (release && plainLike(document)) {
        const { title, body } = await releases['releases.get']({ id: release.id })
        expect(plainOf(`${title} ${body}`).length, document.file).toBeGreaterThan((document.textChars ?? 0) * 0.7)
      }
    }
  }, 60_000)

  /** Headers, shapes and moved text are counted in the length of a document but are no part of what a release says. */
  const plainLike = ({ features = [], textChars = 0 }: Word) =>
    textChars > 100 &&
    !features.some(feature => ['headersFooters', 'textboxes', 'moves', 'deletions', 'comments'].includes(feature))

  test('naughty strings as titles and texts come out as they went in', async () => {
    const strings = sharedJson<{ text: string }[]>('unicode/naughty-strings.json').map(({ text }) => text)
    const rows = strings.map((text, id) =>
      JSON.stringify({ id, title: `${id} ${text}`, body: text, lang: 'en', format: 'markdown' })
    )
    const bytes = Buffer.from(rows.join('\n'))
    const { imported, failed } = await releases['releases.import']({
      job: newId(),
      files: [{ name: 'naughty.jsonl', bytes }]
    })
    expect(failed.map(({ params }) => params['problem'])).toEqual(
      strings.filter(text => !cleanText(text).trim()).map(() => 'body')
    )
    for (const { id } of imported) {
      const release = await releases['releases.get']({ id })
      const text = strings[Number(release.title.split(' ')[0])] ?? ''
      expect(release.title).toBe(squeezed(`${release.title.split(' ')[0]} ${cleanText(text)}`))
      expect(release.body).toBe(
        cleanText(text)
          .replace(/^(?:[^\S\n]*\n)+/, '')
          .trimEnd()
      )
      expect(contentHash(release)).toBe(release.contentHash)
    }
  })
})

const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim()
const wordsOf = (markdown: string): Set<string> =>
  new Set(plainOf(markdown.replaceAll('\n', ' ')).split(/[^\p{L}\p{N}]+/u))
/** Four words in a row of a text, with nothing but blanks between them. */
const longestWords = (body: string): string => /[\p{L}]{4,}(?: [\p{L}]{2,}){3}/u.exec(body)?.[0] ?? ''
