import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { toErrorShape } from '../../../src/domain/errors.ts'
import { findRelease } from '../../../src/main/workspace/releases/release.repository.ts'
import { desk, rss, type Desk, type Entry } from './desk.ts'

let at: Desk

beforeEach(async () => {
  at = await desk()
})

afterEach(() => at.close())

const bring = (entries: readonly Entry[], name = 'presse.xml', lang = 'fr') =>
  at.curation['sources.addFile']({
    file: { name, bytes: new Uint8Array(Buffer.from(rss(entries, `Fil ${name}`, lang))) }
  })

async function first() {
  const [item] = await at.inbox()
  if (!item) throw new Error('the inbox is empty')
  return item
}

const codeOf = async (call: () => unknown): Promise<string> => {
  try {
    await call()
    return 'none'
  } catch (error) {
    return toErrorShape(error).code
  }
}

describe('the inbox', () => {
  test('has the newest first: by date, else in the order of the feed, and nothing from the future on top', async () => {
    at.setClock('2026-11-26T12:00:00.000Z')
    await bring([
      { title: 'Sans date, premier' },
      { title: 'Ancien', date: '2026-11-20' },
      { title: 'De l’avenir', date: '2099-01-01' },
      { title: 'Hier', date: '2026-11-25' },
      { title: 'Sans date, second' }
    ])
    expect((await at.inbox()).map(item => item.title)).toEqual([
      'Sans date, premier',
      'De l’avenir',
      'Sans date, second',
      'Hier',
      'Ancien'
    ])
    expect((await at.inbox())[1]?.publishedAt).toBe('2099-01-01T00:00:00.000Z')
  })

  test('comes in pages that hold each item once, whatever is triaged or arrives in between', async () => {
    at.setClock('2026-11-26T12:00:00.000Z')
    await bring(Array.from({ length: 7 }, (_, n) => ({ guid: `a${n}`, title: `Titre ${n}`, date: '2026-11-20' })))
    const page = await at.curation['inbox.list']({ limit: 3 })
    expect(page).toMatchObject({ total: 7, items: [{ title: 'Titre 0' }, { title: 'Titre 1' }, { title: 'Titre 2' }] })
    await at.curation['inbox.triage']({ id: page.items[0]?.id ?? '', verdict: 'keep' })
    await bring([{ guid: 'new', title: 'Nouveau' }], 'autre.xml')
    const second = await at.curation['inbox.list']({ limit: 3, after: page.next ?? '' })
    const third = await at.curation['inbox.list']({ limit: 3, after: second.next ?? '' })
    expect([...second.items, ...third.items].map(item => item.title)).toEqual([
      'Titre 3',
      'Titre 4',
      'Titre 5',
      'Titre 6'
    ])
    expect([third.next, third.total]).toEqual([null, 7])
    expect(await codeOf(() => at.curation['inbox.list']({ limit: 3, after: 'x' }))).toBe('bad-input')
  })

  test('can be asked for one source or one verdict', async () => {
    const { source } = await bring([{ guid: 'a', title: 'A' }])
    await bring([{ guid: 'b', title: 'B' }], 'autre.xml')
    expect((await at.curation['inbox.list']({ limit: 9, source: source.id })).items).toMatchObject([{ title: 'A' }])
    const [item] = (await at.curation['inbox.list']({ limit: 9, source: source.id })).items
    await at.curation['inbox.triage']({ id: item?.id ?? '', verdict: 'keep' })
    expect(await at.curation['inbox.list']({ limit: 9, verdict: 'keep' })).toMatchObject({
      total: 1,
      items: [{ title: 'A', verdict: 'keep' }]
    })
    expect(await at.inbox()).toMatchObject([{ title: 'B' }])
    expect(await at.curation['sources.list']({})).toMatchObject([{ untriaged: 1 }, { untriaged: 0 }])
  })

  test('is read along an index, however deep the page', async () => {
    await bring([{ title: 'A' }, { title: 'B' }])
    const { next } = await at.curation['inbox.list']({ limit: 1 })
    const prepare = vi.spyOn(at.context.sqlite, 'prepare')
    for (const verdict of ['none', 'keep'] as const)
      await at.curation['inbox.list']({ limit: 50, verdict, after: next ?? '' })
    const asked = prepare.mock.calls.map(([sql]) => sql).filter(sql => sql.includes('order by'))
    prepare.mockRestore()
    expect(asked).toHaveLength(2)
    for (const sql of asked) {
      const values = Array<null>(sql.split('?').length - 1).fill(null)
      const plan = at.context.sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[]
      const steps = plan.map(step => step.detail).join('; ')
      expect(steps).toMatch(/feed_item USING INDEX feed_item_(?:untriaged|verdict) \(.*listed_at</)
      expect(steps).not.toMatch(/TEMP B-TREE|SCAN/)
    }
  })
})

describe('a verdict', () => {
  test('is the officer’s, is kept, and is in the journal', async () => {
    await bring([{ title: 'A' }])
    const { id } = await first()
    await at.sit(at.people.approver)
    expect(await codeOf(() => at.curation['inbox.triage']({ id, verdict: 'keep' }))).toBe('not-allowed')
    expect(await codeOf(() => at.curation['inbox.undo']({ id }))).toBe('not-allowed')
    await at.sit(at.people.officer)
    expect(await at.curation['inbox.triage']({ id, verdict: 'dismiss' })).toMatchObject({
      id,
      verdict: 'dismiss',
      releaseId: null
    })
    expect(await at.inbox()).toEqual([])
    expect(await at.curation['inbox.undo']({ id })).toMatchObject({ id, verdict: null })
    expect(await at.inbox()).toHaveLength(1)
    const verbs = await at.context.read
      .selectFrom('audit')
      .select('verb')
      .where('subject_id', '=', id)
      .orderBy('seq')
      .execute()
    expect(verbs.map(row => row.verb)).toEqual(['inbox.triage', 'inbox.undo'])
    expect(await codeOf(() => at.curation['inbox.triage']({ id: crypto.randomUUID(), verdict: 'keep' }))).toBe(
      'item-missing'
    )
    expect(await codeOf(() => at.curation['inbox.undo']({ id: crypto.randomUUID() }))).toBe('item-missing')
  })

  test('to draft makes a release that quotes the item and names its source', async () => {
    const text = `&lt;p>L’été *sera* chaud&lt;/p>&lt;p>${'Suite. '.repeat(100)}&lt;/p>`
    await bring([{ guid: '1', title: 'Canicule : [alerte] &amp;amp; conseils', text }])
    const item = await at.curation['inbox.triage']({ id: (await first()).id, verdict: 'draft' })
    const release = await findRelease(at.context.read, item.releaseId ?? '')
    expect(release).toMatchObject({
      kind: 'article',
      status: 'draft',
      title: 'Canicule : [alerte] & conseils',
      lang: 'fr',
      origin: {
        from: 'feed',
        source: 'Fil presse.xml',
        url: 'https://news.example/1',
        title: 'Canicule : [alerte] & conseils'
      }
    })
    const [quote = '', source] = release.body.split('\n\n')
    expect(quote).toMatch(/^> L’été \\\*sera\\\* chaud Suite\..*…$/)
    expect(quote.length).toBeLessThan(220)
    expect(source).toBe('Source : [Fil presse.xml, « Canicule : \\[alerte\\] & conseils »](<https://news.example/1>)\n')
    const editors = await at.context.read.selectFrom('release_editor').select('person_id').execute()
    expect(editors).toEqual([{ person_id: at.people.officer.id }])
    expect(at.changes.filter(change => change.topic === 'releases')).toHaveLength(1)
  })

  test('to draft twice makes one release', async () => {
    await bring([{ title: 'A', text: 'Texte' }])
    const { id } = await first()
    const once = await at.curation['inbox.triage']({ id, verdict: 'draft' })
    expect(await at.curation['inbox.triage']({ id, verdict: 'draft' })).toEqual(once)
    expect(await at.context.read.selectFrom('release').select('id').execute()).toHaveLength(1)
  })

  test('of an item without a language has the one that its text is in', async () => {
    const text =
      'The committee published its report on the state of the railways, and the minister welcomed it warmly this morning.'
    await bring([{ title: 'Railways', text }], 'a.xml', '')
    const item = await at.curation['inbox.triage']({ id: (await first()).id, verdict: 'draft' })
    const release = await findRelease(at.context.read, item.releaseId ?? '')
    expect(release).toMatchObject({
      lang: 'en',
      body: expect.stringContaining('Source: [Fil a.xml, “Railways”]') as string
    })
  })

  test('taken back takes an untouched draft with it, from the list and from search', async () => {
    await bring([{ title: 'Canicule', text: 'Texte' }])
    const { id } = await first()
    await at.curation['inbox.triage']({ id, verdict: 'draft' })
    expect(await at.curation['inbox.undo']({ id })).toMatchObject({ verdict: null, releaseId: null })
    expect(await at.context.read.selectFrom('release').select('id').execute()).toEqual([])
    expect(
      at.context.sqlite.prepare("SELECT rowid FROM release_search WHERE release_search MATCH 'canicule'").all()
    ).toEqual([])
    at.context.sqlite.prepare("INSERT INTO release_search (release_search, rank) VALUES ('integrity-check', 1)").run()
  })

  test('changed to another takes an untouched draft with it too', async () => {
    await bring([{ title: 'A', text: 'Texte' }])
    const { id } = await first()
    await at.curation['inbox.triage']({ id, verdict: 'draft' })
    expect(await at.curation['inbox.triage']({ id, verdict: 'keep' })).toMatchObject({
      verdict: 'keep',
      releaseId: null
    })
    expect(await at.context.read.selectFrom('release').select('id').execute()).toEqual([])
  })

  test.each([
    ['edited', "UPDATE release SET rev = 2, title = 'Autre'"],
    ['in review', "UPDATE release SET status = 'in-review'"]
  ])('taken back leaves a draft that is %s', async (_, change) => {
    await bring([{ title: 'A', text: 'Texte' }])
    const { id } = await first()
    const { releaseId } = await at.curation['inbox.triage']({ id, verdict: 'draft' })
    at.context.sqlite.prepare(change).run()
    expect(await at.curation['inbox.undo']({ id })).toMatchObject({ verdict: null, releaseId: null })
    expect(await at.context.read.selectFrom('release').select('id').execute()).toEqual([{ id: releaseId }])
  })
})
