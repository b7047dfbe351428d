import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { releaseHandlers } from '../../../src/main/workspace/releases/release.handlers.ts'
import { listEditors } from '../../../src/main/workspace/releases/release.repository.ts'
import { moveRelease } from '../../../src/main/workspace/releases/release.service.ts'
import { contentHash } from '../../../src/main/workspace/releases/content-hash.ts'
import { reviewHandlers } from '../../../src/main/workspace/review/review.handlers.ts'
import type { Verb } from '../../../src/domain/releases/lifecycle.ts'
import type { Person } from '../../../src/domain/people/roles.ts'
import { passphrase, testWorkspace, type TestWorkspace } from '../../support/workspace.ts'

let workspace: TestWorkspace
let releases: ReturnType<typeof releaseHandlers>
let reviews: ReturnType<typeof reviewHandlers>

beforeEach(async () => {
  workspace = await testWorkspace()
  releases = releaseHandlers(workspace.context)
  reviews = reviewHandlers(workspace.context)
  await workspace.sit(workspace.people.officer)
})
afterEach(() => workspace.close())

const make = (fields: { title?: string; body?: string } = {}) =>
  releases['releases.create']({
    kind: 'press-release',
    title: 'Armelin ouvre à Lyon',
    body: 'Texte du **communiqué**.',
    ...fields
  })

const move = (id: string, verb: Verb, by: Person | 'engine' = workspace.people.officer) =>
  workspace.context.write((trx, note) => moveRelease(trx, note, { id, verb, by, at: '2026-05-06T08:00:00.000Z' }))

async function approve(id: string): Promise<void> {
  const review = await reviews['review.submit']({ release: id })
  await reviews['review.decide']({
    review: review.id,
    person: workspace.people.approver.id,
    verdict: 'approve',
    reason: '',
    passphrase
  })
}

const audited = () =>
  workspace.context.read
    .selectFrom('audit')
    .select(['verb', 'person_id', 'subject_id', 'detail'])
    .orderBy('seq')
    .execute()

describe('creating', () => {
  test('gives a draft in the workspace’s language, by the person at the desk', async () => {
    workspace.setClock('2026-05-06T07:08:09.010Z')
    const release = await make()
    expect(release).toMatchObject({
      kind: 'press-release',
      status: 'draft',
      title: 'Armelin ouvre à Lyon',
      subtitle: '',
      body: 'Texte du **communiqué**.',
      excerpt: 'Texte du communiqué.',
      lang: 'fr',
      embargo: null,
      origin: { from: 'written' },
      rev: 1,
      listedAt: '2026-05-06T07:08:09.010Z',
      createdAt: '2026-05-06T07:08:09.010Z',
      contentHash: contentHash(release)
    })
    expect(await releases['releases.get']({ id: release.id })).toEqual(release)
    expect(await listEditors(workspace.context.read, release.id)).toEqual([workspace.people.officer.id])
    expect((await audited()).at(-1)).toMatchObject({
      verb: 'release.create',
      subject_id: release.id,
      person_id: workspace.people.officer.id
    })
    expect(workspace.changes.at(-1)).toEqual({ topic: 'releases', ids: [release.id] })
  })

  test('needs an officer at the desk', async () => {
    await workspace.sit(workspace.people.approver)
    await expect(make()).rejects.toThrow('not-allowed')
    workspace.context.session.actor = null
    await expect(make()).rejects.toThrow('locked')
    expect((await releases['releases.list']({ limit: 10 })).total).toBe(0)
  })

  test('keeps text as it can be kept, so that its hash still holds when it is read back', async () => {
    const release = await make({ title: 'Un\0 titre\nsur deux lignes', body: 'a\uD800b\r\nc\uE000d\uE001 🌧️' })
    expect(release).toMatchObject({ title: 'Un titre sur deux lignes', body: 'a\uFFFDb\ncd 🌧️' })
    expect(contentHash(release)).toBe(release.contentHash)
  })
})

describe('saving', () => {
  test('writes what changed, and counts', async () => {
    const { id, listedAt } = await make()
    workspace.setClock('2030-01-02T03:04:05.006Z')
    const saved = await releases['releases.save']({
      id,
      rev: 1,
      change: { body: 'Autre texte.', subtitle: 'Un chapeau' }
    })
    expect(saved).toEqual({ id, rev: 2, status: 'draft', savedAt: '2030-01-02T03:04:05.006Z', approvalVoided: false })
    const release = await releases['releases.get']({ id })
    expect(release).toMatchObject({
      title: 'Armelin ouvre à Lyon',
      subtitle: 'Un chapeau',
      body: 'Autre texte.',
      excerpt: 'Autre texte.',
      rev: 2
    })
    expect(release.listedAt).toBe(saved.savedAt)
    expect(release.listedAt > listedAt).toBe(true)
    expect(release.contentHash).toBe(contentHash(release))
    expect(workspace.changes.filter(change => change.topic === 'releases')).toHaveLength(2)
  })

  test('takes an embargo as wall time and zone, the later reading where the clock is put back', async () => {
    const { id } = await make()
    await releases['releases.save']({
      id,
      rev: 1,
      change: { embargo: { wall: '2026-10-25T02:30', zone: 'Europe/Paris' } }
    })
    const embargo = { at: '2026-10-25T01:30:00.000Z', zone: 'Europe/Paris', wall: '2026-10-25T02:30' }
    expect((await releases['releases.get']({ id })).embargo).toEqual(embargo)
    await releases['releases.save']({ id, rev: 2, change: { title: 'Autre' } })
    expect((await releases['releases.get']({ id })).embargo).toEqual(embargo)
    await releases['releases.save']({ id, rev: 3, change: { embargo: null } })
    expect((await releases['releases.get']({ id })).embargo).toBeNull()
    await expect(
      releases['releases.save']({ id, rev: 4, change: { embargo: { wall: 'soon', zone: 'Europe/Paris' } } })
    ).rejects.toThrow('bad-time')
  })

  test('of nothing new writes nothing, also when it is sent again', async () => {
    const { id } = await make()
    workspace.setClock('2030-01-02T03:04:05.006Z')
    const first = await releases['releases.save']({ id, rev: 1, change: { title: 'Autre' } })
    workspace.setClock('2031-01-02T03:04:05.006Z')
    workspace.changes.length = 0
    for (const rev of [1, 2])
      expect(await releases['releases.save']({ id, rev, change: { title: 'Autre' } })).toEqual(first)
    expect(await releases['releases.get']({ id })).toMatchObject({ rev: 2, updatedAt: first.savedAt })
    expect(workspace.changes).toEqual([])
  })

  test('over a newer text is refused, and changes nothing', async () => {
    const { id } = await make()
    await releases['releases.save']({ id, rev: 1, change: { title: 'Autre' } })
    await expect(releases['releases.save']({ id, rev: 1, change: { title: 'Encore' } })).rejects.toThrow('stale')
    expect(await releases['releases.get']({ id })).toMatchObject({ title: 'Autre', rev: 2 })
    await expect(releases['releases.save']({ id: crypto.randomUUID(), rev: 1, change: {} })).rejects.toThrow(
      'release-missing'
    )
  })

  test('of a draft leaves no line in the journal', async () => {
    const { id } = await make()
    const before = (await audited()).length
    for (let rev = 1; rev < 6; rev += 1) await releases['releases.save']({ id, rev, change: { title: `Titre ${rev}` } })
    expect((await audited()).length).toBe(before)
  })

  test('of a text under review voids the review', async () => {
    const { id } = await make()
    const review = await reviews['review.submit']({ release: id })
    expect(await releases['releases.save']({ id, rev: 1, change: { title: 'Autre' } })).toMatchObject({
      status: 'draft',
      approvalVoided: true
    })
    expect((await reviews['review.get']({ id: review.id })).review.state).toBe('void')
    await expect(
      reviews['review.decide']({
        review: review.id,
        person: workspace.people.approver.id,
        verdict: 'approve',
        reason: '',
        passphrase
      })
    ).rejects.toThrow('review-closed')
  })

  test('of an approved text ends its approval, and says so once', async () => {
    const { id } = await make()
    await approve(id)
    expect(await listEditors(workspace.context.read, id)).toEqual([])
    expect(await releases['releases.save']({ id, rev: 1, change: { body: 'Autre.' } })).toMatchObject({
      status: 'draft',
      approvalVoided: true,
      rev: 2
    })
    expect(await releases['releases.save']({ id, rev: 2, change: { body: 'Encore.' } })).toMatchObject({
      status: 'draft',
      approvalVoided: false
    })
    expect(await listEditors(workspace.context.read, id)).toEqual([workspace.people.officer.id])
    expect((await audited()).filter(line => line.verb === 'release.edit').map(line => line.detail)).toEqual([
      '{"from":"approved","to":"draft"}'
    ])
  })

  test.each(['published', 'corrected'] as const)('of a %s text ends its approval', async status => {
    const { id } = await make()
    await workspace.context.write(trx => trx.updateTable('release').set({ status }).execute())
    expect(await releases['releases.save']({ id, rev: 1, change: { body: 'Autre.' } })).toMatchObject({
      status: 'draft',
      approvalVoided: true
    })
  })

  test('of a text that was sent back stays where it is', async () => {
    const { id } = await make()
    const review = await reviews['review.submit']({ release: id })
    const decision = {
      review: review.id,
      person: workspace.people.approver.id,
      verdict: 'changes' as const,
      reason: 'Le chiffre.',
      passphrase
    }
    await reviews['review.decide'](decision)
    expect(await releases['releases.save']({ id, rev: 1, change: { body: 'Autre.' } })).toMatchObject({
      status: 'changes-requested',
      approvalVoided: false
    })
  })

  test('needs an officer, and one at the desk', async () => {
    const { id } = await make()
    await workspace.sit(workspace.people.approver)
    await expect(releases['releases.save']({ id, rev: 1, change: { title: 'x' } })).rejects.toThrow('not-allowed')
  })
})

describe('moving through the lifecycle', () => {
  test('archiving answers with the release, and an archived text may be submitted as it is', async () => {
    const { id } = await make()
    expect(await releases['releases.archive']({ id })).toMatchObject({ id, status: 'archived', rev: 1 })
    await expect(releases['releases.archive']({ id })).rejects.toThrow('no-such-step')
    expect((await reviews['review.submit']({ release: id })).state).toBe('open')
  })

  test.each([
    ['incomplete', 'without a text', { body: '  \n' }],
    ['incomplete', 'without a title', { title: ' ' }]
  ])('is refused as %s %s', async (code, _name, fields) => {
    const { id } = await make(fields)
    await expect(move(id, 'submit')).rejects.toThrow(code)
  })

  test('names the role that is missing', async () => {
    const { id } = await make()
    await expect(move(id, 'submit', workspace.people.approver)).rejects.toMatchObject({
      code: 'not-allowed',
      params: { roles: 'officer' }
    })
    await expect(move(id, 'publish', 'engine')).rejects.toMatchObject({
      code: 'no-such-step',
      params: { status: 'draft', verb: 'publish' }
    })
  })

  test('a refused text comes back only once it is another', async () => {
    const { id } = await make()
    const review = await reviews['review.submit']({ release: id })
    await reviews['review.decide']({
      review: review.id,
      person: workspace.people.approver.id,
      verdict: 'refuse',
      reason: 'Non.',
      passphrase
    })
    await expect(move(id, 'submit')).rejects.toThrow('refused-as-is')
    await releases['releases.save']({ id, rev: 1, change: { body: 'Mieux.' } })
    expect(await move(id, 'submit')).toBe('in-review')
  })

  test.each([
    [
      'wrote it',
      async (id: string, both: Person) => {
        await workspace.sit(both)
        await releases['releases.save']({ id, rev: 1, change: { body: 'De ma main.' } })
        await workspace.sit(workspace.people.officer)
      },
      workspace => workspace.people.officer
    ],
    ['submitted it', async () => {}, (_workspace, both) => both]
  ] satisfies [
    string,
    (id: string, both: Person) => Promise<void>,
    (workspace: TestWorkspace, both: Person) => Person
  ][])('whoever %s does not decide on it', async (_name, prepare, submitter) => {
    const both: Person = {
      ...workspace.people.officer,
      id: workspace.people.administrator.id,
      roles: ['officer', 'approver']
    }
    const { id } = await make()
    await prepare(id, both)
    await workspace.sit(submitter(workspace, both))
    await reviews['review.submit']({ release: id })
    for (const verb of ['approve', 'request-changes', 'refuse'] as const)
      await expect(move(id, verb, both)).rejects.toThrow('author-cannot-decide')
    expect(await move(id, 'approve', workspace.people.approver)).toBe('approved')
  })

  test('a first text is published, one after it corrected', async () => {
    const { id } = await make()
    await approve(id)
    await deliver(id)
    expect(await move(id, 'publish', 'engine')).toBe('published')
    await releases['releases.save']({ id, rev: 1, change: { body: 'Corrigé.' } })
    await approve(id)
    expect(await move(id, 'publish', 'engine')).toBe('corrected')
  })

  test('leaves a line in the journal and a change to hear of, without counting as a change of text', async () => {
    const { id } = await make()
    await approve(id)
    const lines = (await audited()).filter(line => line.subject_id === id && line.verb.startsWith('release.'))
    expect(lines.map(({ verb, person_id, detail }) => [verb, person_id, JSON.parse(detail)])).toEqual([
      ['release.create', workspace.people.officer.id, { status: 'draft', contentHash: expect.any(String) }],
      ['release.submit', workspace.people.officer.id, { from: 'draft', to: 'in-review' }],
      ['release.approve', workspace.people.approver.id, { from: 'in-review', to: 'approved' }]
    ])
    expect((await releases['releases.get']({ id })).rev).toBe(1)
  })

  async function deliver(releaseId: string): Promise<void> {
    const [revision] = await reviews['review.revisions']({ release: releaseId })
    const at = '2026-05-06T08:00:00.000Z'
    await workspace.context.write(async trx => {
      await trx
        .insertInto('account')
        .values({ id: 'a', connector: 'feed', name: 'Site', settings: '{}', created_at: at })
        .execute()
      await trx
        .insertInto('delivery')
        .values({
          id: 'd',
          release_id: releaseId,
          revision_id: revision?.id ?? '',
          account_id: 'a',
          action: 'publish',
          state: 'confirmed',
          planned_at: at,
          planned_zone: 'UTC',
          due_at: at,
          created_at: at,
          updated_at: at
        })
        .execute()
    })
  }
})
