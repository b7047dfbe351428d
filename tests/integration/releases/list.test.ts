import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { releaseStatuses } from '../../../src/domain/releases/lifecycle.ts'
import { newId } from '../../../src/main/workspace/ids.ts'
import { listReleases } from '../../../src/main/workspace/releases/list.repository.ts'
import { searchReleases } from '../../../src/main/workspace/releases/search.repository.ts'
import { releaseHandlers } from '../../../src/main/workspace/releases/release.handlers.ts'
import { insertReleases, type NewRelease } from '../../../src/main/workspace/releases/release.repository.ts'
import { plansOf } from '../../support/plans.ts'
import { testWorkspace, type TestWorkspace } from '../../support/workspace.ts'

const days = 60
const releases: NewRelease[] = Array.from({ length: 240 }, (_, index) => ({
  id: newId(),
  content: {
    kind: 'article',
    title: `Article ${index}`,
    subtitle: '',
    body: `Texte ${index}.`,
    lang: index % 8 === 0 ? 'en' : 'fr',
    embargo: null
  },
  contentHash: `hash ${index}`,
  status: index % 3 === 0 ? 'draft' : 'archived',
  origin: { from: 'written' },
  externalId: null,
  // Four of each day, so that the page's order is decided by more than the time.
  listedAt: new Date(Date.UTC(2024, 0, 1 + ((index * 7) % days))).toISOString(),
  createdAt: '2026-05-06T08:00:00.000Z'
}))

let workspace: TestWorkspace
let handlers: ReturnType<typeof releaseHandlers>

beforeAll(async () => {
  workspace = await testWorkspace()
  handlers = releaseHandlers(workspace.context)
  await workspace.context.write(trx => insertReleases(trx, releases))
})
afterAll(() => workspace.close())

type Filter = { status?: 'draft' | 'archived'; lang?: string }

const expected = ({ status, lang }: Filter): string[] =>
  releases
    .map((release, seq) => ({ ...release, seq }))
    .filter(release => (!status || release.status === status) && (!lang || release.content.lang === lang))
    .sort((a, b) => (a.listedAt === b.listedAt ? b.seq - a.seq : a.listedAt < b.listedAt ? 1 : -1))
    .map(release => release.id)

describe.each<Filter>([{}, { status: 'draft' }, { lang: 'en' }, { status: 'archived', lang: 'en' }])(
  'the list with %j',
  filter => {
    test.each([1, 7, 50, 1_000])('gives every release once, newest first, in pages of %i', async limit => {
      const found: string[] = []
      let after: string | undefined
      do {
        const page = await handlers['releases.list']({ ...filter, limit, ...(after && { after }) })
        expect(page.total).toBe(expected(filter).length)
        expect(page.releases.length).toBeLessThanOrEqual(limit)
        found.push(...page.releases.map(release => release.id))
        after = page.next ?? undefined
      } while (after)
      expect(found).toEqual(expected(filter))
    })
  }
)

test('a page is not shifted by what arrives before it', async () => {
  const first = await handlers['releases.list']({ limit: 10 })
  const arrival: NewRelease = { ...(releases[0] as NewRelease), id: newId(), listedAt: '2030-01-01T00:00:00.000Z' }
  await workspace.context.write(trx => insertReleases(trx, [arrival]))
  const second = await handlers['releases.list']({ limit: 10, after: first.next ?? '' })
  expect(second.releases.map(release => release.id)).toEqual(expected({}).slice(10, 20))
  await workspace.context.write(trx => trx.deleteFrom('release').where('id', '=', arrival.id).execute())
})

test.each(['', 'x', 'MQ', Buffer.from("1 ' OR 1=1").toString('base64url'), '%00'])(
  'a cursor that no page gave (%j) is refused',
  async after => {
    await expect(handlers['releases.list']({ limit: 10, after })).rejects.toThrow('bad-input')
  }
)

test('every status is counted, and the counts follow each change', async () => {
  const count = (name: string) => releases.filter(release => release.status === name).length
  expect(await handlers['releases.statuses']({})).toEqual(
    releaseStatuses.map(status => ({ status, count: count(status) }))
  )
  await expect(
    workspace.context.write(async trx => {
      await trx
        .updateTable('release')
        .set({ status: 'expired', lang: 'de' })
        .where('id', 'in', expected({ status: 'draft' }).slice(0, 5))
        .execute()
      await trx
        .deleteFrom('release')
        .where('id', 'in', expected({ status: 'archived' }).slice(0, 3))
        .execute()
      const counts = await trx
        .selectFrom('release_count')
        .selectAll()
        .where('count', '>', 0)
        .orderBy('status')
        .orderBy('lang')
        .execute()
      const counted = await trx
        .selectFrom('release')
        .select(({ fn }) => ['status', 'lang', fn.countAll<number>().as('count')])
        .groupBy(['status', 'lang'])
        .orderBy('status')
        .orderBy('lang')
        .execute()
      expect(counts).toEqual(counted)
      throw new Error('taken back')
    })
  ).rejects.toThrow('taken back')
})

describe('query plans', () => {
  const after = Buffer.from('120 2024-01-20T00:00:00.000Z').toString('base64url')

  test.each([
    [{}, 'release_newest'],
    [{ status: 'draft' }, 'release_status_newest'],
    [{ lang: 'en' }, 'release_lang_newest'],
    [{ status: 'draft', lang: 'en' }, 'release_status_lang_newest']
  ] as const)('the list with %j walks an index, from the first page or any other', async (filter, index) => {
    const [first = ''] = await plansOf(workspace.context, db => listReleases(db, { ...filter, limit: 50 }))
    const [deep = ''] = await plansOf(workspace.context, db => listReleases(db, { ...filter, limit: 50, after }))
    for (const plan of [first, deep]) {
      expect(plan).toMatch(new RegExp(`(SCAN|SEARCH) release USING INDEX ${index}\\b`))
      expect(plan).not.toContain('TEMP B-TREE')
    }
    // A deep page seeks to its place; it does not walk there.
    expect(deep).toMatch(/SEARCH release .*\(listed_at,seq\)<\(\?,\?\)|SEARCH release .*listed_at<\?/)
  })

  test.each([{}, { status: 'draft' }, { lang: 'en' }] as const)(
    'the total with %j counts no releases',
    async filter => {
      const plans = await plansOf(workspace.context, db => listReleases(db, { ...filter, limit: 50 }))
      expect(plans.at(-1)).toMatch(/(SCAN|SEARCH) release_count/)
    }
  )

  test.each([{}, { status: 'draft', lang: 'fr' }] as const)(
    'search with %j asks the index first, and sorts nothing itself',
    async filter => {
      for (const query of ['texte', 'texte 12']) {
        const plans = await plansOf(workspace.context, db => searchReleases(db, { query, ...filter, limit: 50 }))
        for (const plan of plans) {
          expect(plan).toMatch(/^SCAN release_search VIRTUAL TABLE/)
          expect(plan).not.toContain('TEMP B-TREE')
        }
        expect(plans.at(-1)).toContain('SEARCH release USING INTEGER PRIMARY KEY')
      }
    }
  )
})
