import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verifyWorkspace } from '../../../src/main/workspace/database/verify.ts'
import { releaseHandlers } from '../../../src/main/workspace/releases/release.handlers.ts'
import { approvalOf } from '../../../src/main/workspace/review/approval.ts'
import { reviewHandlers } from '../../../src/main/workspace/review/review.handlers.ts'
import { passphrase, testWorkspace, type TestWorkspace } from '../../support/workspace.ts'

let workspace: TestWorkspace
let review: ReturnType<typeof reviewHandlers>
let releases: ReturnType<typeof releaseHandlers>

beforeEach(async () => {
  workspace = await testWorkspace()
  review = reviewHandlers(workspace.context)
  releases = releaseHandlers(workspace.context)
})
afterEach(() => workspace.close())

/** A release that Omar wrote and submitted. */
async function submitted(title = 'Une nouvelle cuve') {
  await workspace.sit(workspace.people.officer)
  const { id } = await releases['releases.create']({
    kind: 'press-release',
    lang: 'fr',
    title,
    body: 'Le texte, avec un chiffre : 12.'
  })
  return { id, review: await review['review.submit']({ release: id }) }
}

const decide = (
  id: string,
  verdict: 'approve' | 'changes' | 'refuse',
  reason = '',
  person = workspace.people.approver
) => review['review.decide']({ review: id, person: person.id, verdict, reason, passphrase })

const edit = async (id: string, change: { title?: string; body?: string }) => {
  await workspace.sit(workspace.people.officer)
  const { rev } = await releases['releases.get']({ id })
  return releases['releases.save']({ id, rev, change })
}

test('an approval is signed, verifies, and moves the release', async () => {
  const { id, review: open } = await submitted()
  await decide(open.id, 'approve')
  expect((await releases['releases.get']({ id })).status).toBe('approved')
  expect(await approvalOf(workspace.context.read, open.revisionId)).toEqual({ approved: true, intact: true })
  const { decisions } = await review['review.ofRelease']({ release: id })
  expect(decisions).toMatchObject([{ verdict: 'approve', signature: 'verified', person: { name: 'Alma Roy' } }])
  expect(await verifyWorkspace(workspace.context)).toMatchObject({ problems: [] })
})

test('an edit after approval voids it, and says so', async () => {
  const { id, review: open } = await submitted()
  await decide(open.id, 'approve')
  expect(await edit(id, { body: 'Le texte, avec un chiffre : 13.' })).toMatchObject({
    status: 'draft',
    approvalVoided: true
  })
  expect((await approvalOf(workspace.context.read, open.revisionId)).intact).toBe(false)
})

test('an edit during review takes the text back, and the review can no longer be decided', async () => {
  const { id, review: open } = await submitted()
  await edit(id, { title: 'Autre titre' })
  await expect(decide(open.id, 'approve')).rejects.toMatchObject({ code: 'review-closed' })
  expect((await review['review.queue']({ limit: 10 })).total).toBe(0)
})

test('nobody decides on a text that they helped to write', async () => {
  const { context, people } = workspace
  await context.write(trx =>
    trx.updateTable('person').set({ roles: '["officer","approver"]' }).where('id', '=', people.officer.id).execute()
  )
  const { review: open } = await submitted()
  await expect(decide(open.id, 'approve', '', people.officer)).rejects.toMatchObject({ code: 'author-cannot-decide' })
  await workspace.sit(people.officer)
  expect((await review['review.get']({ id: open.id })).barred).toBe('author')
})

test('refusing and asking for changes need a reason; a refused text cannot come back as it is', async () => {
  const { id, review: open } = await submitted()
  await expect(decide(open.id, 'refuse', '  ')).rejects.toMatchObject({ code: 'reason-needed' })
  await decide(open.id, 'refuse', 'Le chiffre n’est pas public.')
  await workspace.sit(workspace.people.officer)
  await expect(review['review.submit']({ release: id })).rejects.toMatchObject({ code: 'refused-as-is' })
  await edit(id, { body: 'Le texte, sans chiffre.' })
  await expect(review['review.submit']({ release: id })).resolves.toMatchObject({ revisionNumber: 2 })
})

test('an officer without the role cannot decide, and a wrong passphrase decides nothing', async () => {
  const { review: open } = await submitted()
  await expect(decide(open.id, 'approve', '', workspace.people.administrator)).rejects.toMatchObject({
    code: 'not-allowed'
  })
  const wrong = {
    review: open.id,
    person: workspace.people.approver.id,
    verdict: 'approve' as const,
    reason: '',
    passphrase: 'no'
  }
  await expect(review['review.decide'](wrong)).rejects.toMatchObject({ code: 'bad-passphrase' })
  expect((await review['review.queue']({ limit: 10 })).total).toBe(1)
})

describe('the text is compared with', () => {
  test('nothing the first time', async () => {
    const { review: open } = await submitted()
    await workspace.sit(workspace.people.approver)
    expect((await review['review.get']({ id: open.id })).base).toBeNull()
  })

  test('the revision that this approver last decided on', async () => {
    const { id, review: first } = await submitted()
    await decide(first.id, 'changes', 'Préciser le chiffre.')
    await edit(id, { body: 'Le texte, avec un chiffre : 14.' })
    const second = await review['review.submit']({ release: id })
    await workspace.sit(workspace.people.approver)
    expect((await review['review.get']({ id: second.id })).base).toMatchObject({
      because: 'you-decided',
      revision: { id: first.revisionId }
    })
  })

  test('the last approved one, for somebody who never decided', async () => {
    const { id, review: first } = await submitted()
    await decide(first.id, 'approve')
    await edit(id, { body: 'Le texte corrigé.' })
    const second = await review['review.submit']({ release: id })
    expect((await review['review.get']({ id: second.id })).base).toMatchObject({
      because: 'last-approved',
      revision: { id: first.revisionId }
    })
  })
})

describe('somebody with a SQLite shell', () => {
  const tamperings: Record<string, string> = {
    'changes a byte of the revision': `UPDATE revision SET content = replace(content, '12', '13')`,
    'changes the revision and its hash': `UPDATE revision SET content = replace(content, '12', '13'), content_hash = replace(content_hash, 'a', 'b')`,
    'changes the text of the release': `UPDATE release_text SET body = replace(body, '12', '13')`,
    'moves the embargo': `UPDATE release SET embargo_at = '2020-01-01T00:00:00.000Z', embargo_zone = 'UTC', embargo_wall = '2020-01-01T00:00'`,
    'turns the signer into somebody else': `UPDATE decision SET person_id = (SELECT id FROM person WHERE name = 'Ada Brun')`,
    'takes the approver’s role away': `UPDATE person SET roles = '["officer"]' WHERE name = 'Alma Roy'`,
    'rewrites the authors': `UPDATE revision SET authors = '[]'`,
    'swaps the key': `UPDATE person SET public_key = (SELECT public_key FROM person WHERE name = 'Ada Brun') WHERE name = 'Alma Roy'`
  }
  for (const [what, sql] of Object.entries(tamperings))
    test(`${what}: the approval no longer holds, and the check says so`, async () => {
      const { review: open } = await submitted()
      await decide(open.id, 'approve')
      const { sqlite, read } = workspace.context
      sqlite.exec(`DROP TRIGGER revision_frozen; DROP TRIGGER decision_frozen; ${sql}`)
      expect(await approvalOf(read, open.revisionId)).toEqual({ approved: true, intact: false })
      expect((await verifyWorkspace(workspace.context)).problems.map(({ kind }) => kind)).toContain('approval')
    })

  test('changes the journal: its chain breaks', async () => {
    await submitted()
    workspace.context.sqlite.exec(
      `DROP TRIGGER audit_frozen; UPDATE audit SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 2`
    )
    expect((await verifyWorkspace(workspace.context)).problems.map(({ kind }) => kind)).toContain('audit-chain')
  })

  test('changes the text behind the search index', async () => {
    await submitted()
    workspace.context.sqlite.exec(`DROP TRIGGER release_text_changed; UPDATE release_text SET body = 'autre chose'`)
    expect((await verifyWorkspace(workspace.context)).problems.map(({ kind }) => kind)).toContain('search-index')
  })
})

test('a trigger that kept rows append-only is missed when it is gone', async () => {
  workspace.context.sqlite.exec('DROP TRIGGER attempt_frozen')
  expect((await verifyWorkspace(workspace.context)).problems).toEqual([{ kind: 'database', id: 'attempt_frozen' }])
})
