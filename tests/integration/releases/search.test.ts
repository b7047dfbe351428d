import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ReleaseStatus } from '../../../src/domain/releases/lifecycle.ts'
import { newId } from '../../../src/main/workspace/ids.ts'
import { insertReleases, type NewRelease } from '../../../src/main/workspace/releases/release.repository.ts'
import { releaseHandlers } from '../../../src/main/workspace/releases/release.handlers.ts'
import { searchReleases } from '../../../src/main/workspace/releases/search.repository.ts'
import { plansOf } from '../../support/plans.ts'
import { hasShared, sharedJson } from '../../support/shared.ts'
import { testWorkspace, type TestWorkspace } from '../../support/workspace.ts'

function release(
  title: string,
  body: string,
  fields: { subtitle?: string; lang?: string; status?: ReleaseStatus } = {}
): NewRelease {
  const { subtitle = '', lang = 'fr', status = 'archived' } = fields
  const at = '2026-05-06T08:00:00.000Z'
  return {
    id: newId(),
    content: { kind: 'press-release', title, subtitle, body, lang, embargo: null },
    contentHash: title,
    status,
    origin: { from: 'written' },
    externalId: null,
    listedAt: at,
    createdAt: at
  }
}

const kept = [
  release('Armelin inaugure un centre à Lyon', 'La récupération d’eau de pluie s’apprend enfin.'),
  release(
    'Résultats annuels',
    'Le groupe Armelin publie ses résultats.\n\nL’eau de la ville, l’eau de pluie : **deux** métiers.',
    { subtitle: 'Une année record' }
  ),
  release('Armelin opens in Lyon', 'Rainwater harvesting, and the city of Lyon.', { lang: 'en', status: 'draft' }),
  release('Rien à voir', 'Un cœur de pompe, une bâche, un [lien](https://presse.example/cache) et L’Haÿ-les-Roses.'),
  release('Index', `${'mot '.repeat(400)}aiguille ${'mot '.repeat(400)}`)
]
/** More than are ranked. */
const common = Array.from({ length: 2_001 }, (_, index) => release(`Numéro ${index}`, 'fréquent'))

let workspace: TestWorkspace
let handlers: ReturnType<typeof releaseHandlers>

beforeAll(async () => {
  workspace = await testWorkspace()
  handlers = releaseHandlers(workspace.context)
  await workspace.context.write(async trx => {
    await insertReleases(trx, kept)
    for (let at = 0; at < common.length; at += 500) await insertReleases(trx, common.slice(at, at + 500))
  })
})
afterAll(() => workspace.close())

const search = (query: string, filter: { lang?: string; status?: ReleaseStatus; limit?: number } = {}) =>
  handlers['releases.search']({ query, limit: 50, ...filter })
const titles = async (query: string, filter = {}): Promise<string[]> =>
  (await search(query, filter)).releases.map(hit => hit.title)

describe('search', () => {
  test.each([
    ['recuperation', ['Armelin inaugure un centre à Lyon']],
    ['RÉCUPÉRATION', ['Armelin inaugure un centre à Lyon']],
    ['récupé', ['Armelin inaugure un centre à Lyon']],
    ['eau récup', ['Armelin inaugure un centre à Lyon']],
    ['"eau de la"', ['Résultats annuels']],
    ['« eau de la »', ['Résultats annuels']],
    ['“de pluie” métiers', ['Résultats annuels']],
    ['"pluie de"', []],
    ["l'eau ville", ['Résultats annuels']],
    ['record', ['Résultats annuels']],
    ['hay-les-ro', ['Rien à voir']],
    ['pluie inexistant', []],
    ['récup eau', []],
    ['cache', ['Rien à voir']]
  ])('for %s finds %j', async (query, found) => expect(await titles(query)).toEqual(found))

  test('ranks a word in the title above the same word in a text', async () => {
    const found = await search('lyon')
    expect(found).toMatchObject({ total: 2, order: 'rank' })
    expect(await titles('armelin')).toEqual([
      expect.stringContaining('Armelin'),
      expect.stringContaining('Armelin'),
      'Résultats annuels'
    ])
  })

  test('keeps to a status and a language', async () => {
    expect(await titles('lyon', { lang: 'en' })).toEqual(['Armelin opens in Lyon'])
    expect(await titles('lyon', { status: 'archived' })).toEqual(['Armelin inaugure un centre à Lyon'])
    expect(await search('lyon', { status: 'archived', lang: 'en' })).toMatchObject({ total: 0, releases: [] })
  })

  test('marks what it found, in the title and in a passage of the text', async () => {
    const [hit] = (await search('pluie centre')).releases
    expect(hit?.markedTitle).toBe('Armelin inaugure un \uE000centre\uE001 à Lyon')
    expect(hit?.snippet).toBe('La récupération d’eau de \uE000pluie\uE001 s’apprend enfin.')
    const [far] = (await search('aiguille')).releases
    expect(far?.snippet).toMatch(/^…(mot )+\uE000aiguille\uE001( mot)+…$/)
    const [signs] = (await search('deux')).releases
    expect(signs?.snippet).toContain('\uE000deux\uE001 métiers')
    expect(signs?.snippet).not.toContain('*')
  })

  test('shows a hit in an address rather than half a mark', async () => {
    const [hit] = (await search('"lien https"')).releases
    expect(hit?.snippet.split('\uE000').length).toBe(hit?.snippet.split('\uE001').length)
  })

  test('answers with the newest at once where very many match', async () => {
    const found = await search('frequent', { limit: 3 })
    expect(found).toMatchObject({ total: 2_001, order: 'newest' })
    expect(found.releases.map(hit => hit.title)).toEqual(['Numéro 2000', 'Numéro 1999', 'Numéro 1998'])
    const plans = await plansOf(workspace.context, db => searchReleases(db, { query: 'frequent', limit: 3 }))
    for (const plan of plans) expect(plan).not.toContain('TEMP B-TREE')
  })

  test('takes a lone letter for a word, not for the beginning of nearly every word', async () => {
    expect((await search('à')).total).toBe(2)
    expect((await search('a')).total).toBe(2)
  })

  test('of nothing finds nothing', async () => {
    for (const query of ['', '  ', '"', '*', '-', '""', '«»', '…'])
      expect(await search(query)).toMatchObject({ total: 0, releases: [] })
  })
})

describe('typed text is never an error', () => {
  test.each([
    'AND',
    'OR NOT',
    'NEAR(a b)',
    'title:lyon',
    'a*',
    '^a',
    '-a',
    '"a',
    'a"b"c',
    "l'eau'",
    '(a',
    '{a}',
    'a + b',
    '"" ""',
    'a\0b',
    '\uE000',
    '\uD800',
    `${'x '.repeat(250)}`
  ])('%j', async query => void (await search(query)))

  test('whatever it is', async () => {
    const typed = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: fc.constantFrom(...'"*(){}:^-+ aAND«»“”\'\\'), maxLength: 40 })
    )
    await fc.assert(
      fc.asyncProperty(typed, async query => void (await search(query, { limit: 5 }))),
      { numRuns: 500 }
    )
  })

  test.skipIf(!hasShared)(
    'also not the naughty strings of ../shared/data (skipped where that folder is absent)',
    async () => {
      for (const { text } of sharedJson<{ text: string }[]>('unicode/naughty-strings.json'))
        await search(text.slice(0, 500), { limit: 5 })
    }
  )
})

describe('the index follows the text', () => {
  test('when a release is added, changed in any field, and removed', async () => {
    await workspace.sit(workspace.people.officer)
    const { id } = await handlers['releases.create']({ kind: 'press-release', title: 'zébulon', body: 'ornithorynque' })
    expect(await titles('zebulon ornithorynque')).toEqual(['zébulon'])
    await handlers['releases.save']({
      id,
      rev: 1,
      change: { title: 'quetsche', subtitle: 'mirabelle', body: 'reine-claude' }
    })
    expect(await titles('zebulon')).toEqual([])
    expect(await titles('ornithorynque')).toEqual([])
    expect(await titles('quetsche mirabelle claude')).toEqual(['quetsche'])
    await handlers['releases.save']({ id, rev: 2, change: { title: 'pruneau' } })
    expect(await titles('quetsche')).toEqual([])
    expect(await titles('pruneau claude')).toEqual(['pruneau'])
    await workspace.context.write(async trx => {
      await trx.deleteFrom('release_editor').execute()
      await trx.deleteFrom('release').where('id', '=', id).execute()
    })
    expect(await titles('pruneau')).toEqual([])
    workspace.context.sqlite.exec(`INSERT INTO release_search (release_search, rank) VALUES ('integrity-check', 1)`)
  })
})
