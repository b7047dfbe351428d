import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toErrorShape } from '../../../src/domain/errors.ts'
import type { ShareKit } from '../../../src/domain/share/kit.ts'
import { emptyKit } from '../../../src/domain/share/kit.ts'
import { releaseHandlers } from '../../../src/main/workspace/releases/release.handlers.ts'
import { approvalOf } from '../../../src/main/workspace/review/approval.ts'
import { reviewHandlers } from '../../../src/main/workspace/review/review.handlers.ts'
import { insertMedia } from '../../../src/main/workspace/share/media.repository.ts'
import { shareHandlers } from '../../../src/main/workspace/share/share.handlers.ts'
import { wordsFor } from '../../../src/messages/failure.ts'
import { translator } from '../../../src/messages/index.ts'
import { approve } from '../../support/approved.ts'
import { aCopy, aPicture, houseRules, link } from '../../support/kit.ts'
import { testWorkspace, type TestWorkspace } from '../../support/workspace.ts'

let workspace: TestWorkspace
let releases: ReturnType<typeof releaseHandlers>
let review: ReturnType<typeof reviewHandlers>
let share: ReturnType<typeof shareHandlers>

beforeEach(async () => {
  workspace = await testWorkspace()
  releases = releaseHandlers(workspace.context)
  review = reviewHandlers(workspace.context)
  share = shareHandlers(workspace.context)
  workspace.setClock('2026-11-26T08:00:00Z')
  await workspace.sit(workspace.people.officer)
  await share['share.setRules'](houseRules)
})
afterEach(() => workspace.close())

async function written(kit: Partial<ShareKit>, change: { embargo?: { wall: string; zone: string } } = {}) {
  const { id, rev } = await releases['releases.create']({
    kind: 'press-release',
    lang: 'fr',
    title: 'Une usine ouvre',
    body: 'Armelin ouvre une usine.'
  })
  await releases['releases.save']({ id, rev, change: { kit: { ...emptyKit, ...kit }, ...change } })
  return id
}

const submit = (release: string) => review['review.submit']({ release })

async function refusal(release: string): Promise<{ code: string; params: object; en: string; fr: string }> {
  try {
    await submit(release)
  } catch (thrown) {
    const shape = toErrorShape(thrown)
    return { ...shape, en: wordsFor(translator('en'), shape), fr: wordsFor(translator('fr'), shape) }
  }
  throw new Error('it was submitted')
}

test('a kit in order is submitted, frozen, signed and approved with its text', async () => {
  const release = await written({ link, copies: [aCopy()], media: [aPicture()] })
  const open = await submit(release)
  await approve(workspace, open.id)
  expect(await approvalOf(workspace.context.read, open.revisionId)).toEqual({ approved: true, intact: true })
  const { revision } = await review['review.get']({ id: open.id })
  expect(revision.content.kit).toMatchObject({ link, medium: 'employees', copies: [aCopy()], media: [aPicture()] })
})

test('a change of the kit alone voids the approval', async () => {
  const release = await written({ link, copies: [aCopy()] })
  const open = await submit(release)
  await approve(workspace, open.id)
  await workspace.sit(workspace.people.officer)
  const { rev, kit } = await releases['releases.get']({ id: release })
  const copies = [aCopy({ text: 'Autre texte. #salarié Armelin' })]
  const saved = await releases['releases.save']({ id: release, rev, change: { kit: { ...(kit as ShareKit), copies } } })
  expect(saved).toMatchObject({ status: 'draft', approvalVoided: true })
  expect((await approvalOf(workspace.context.read, open.revisionId)).intact).toBe(false)
})

test('rules that change later change nothing that was signed', async () => {
  const release = await written({ link, copies: [aCopy()] })
  const open = await submit(release)
  await approve(workspace, open.id)
  await workspace.sit(workspace.people.officer)
  await share['share.setRules']({ ...houseRules, medium: 'other', blocked: ['usine'] })
  expect((await approvalOf(workspace.context.read, open.revisionId)).intact).toBe(true)
  expect((await releases['releases.get']({ id: release })).kit?.medium).toBe('employees')
})

describe('submitting is refused, and nothing changes,', () => {
  test('for a copy that would be turned away: the first problem, where it is, and how many there are', async () => {
    const copies = [
      aCopy(),
      aCopy({ id: 'x-fr-1', network: 'x', text: `${'a'.repeat(300)} #salarié Armelin` }),
      aCopy({ id: 'c', text: 'Révolutionnaire ! #salarié Armelin' })
    ]
    const release = await written({ copies })
    expect(await refusal(release)).toMatchObject({
      code: 'kit-problems',
      params: { place: 'copy', network: 'x', lang: 'fr', number: 1, problem: 'too-long', over: 37, problems: 2 },
      en: 'The share kit is not ready, so nothing was submitted. X, French, text 1: It is too long by 37: 317 of 280 (as X counts). Problems in all: 2.',
      fr: 'Le kit de partage n’est pas prêt, donc rien n’a été soumis. X, français, texte 1\u00A0: Il dépasse de 37\u00A0: 317 sur 280 (selon le décompte de X). Problèmes en tout\u00A0: 2.'
    })
    expect((await releases['releases.get']({ id: release })).status).toBe('draft')
    expect((await review['review.queue']({ limit: 10 })).total).toBe(0)
  })

  test('for a mention that is lacking', async () => {
    const release = await written({ copies: [aCopy({ text: 'Sans mention' })] })
    expect((await refusal(release)).en).toContain('LinkedIn, French, text 1: It lacks the mention “#salarié Armelin”.')
  })

  test('for a picture without a description, or without a right to it', async () => {
    expect((await refusal(await written({ media: [aPicture({ alt: '' })] }))).en).toContain(
      'Picture “usine.jpg”: It has no description'
    )
    const expired = await written({ media: [aPicture({ credit: '', expires: '2026-11-25' })] })
    expect((await refusal(expired)).params).toMatchObject({ problem: 'credit-missing', problems: 2 })
  })

  test('for a right that the library knows to be gone, whatever the release says', async () => {
    const { context } = workspace
    const { hash, name } = aPicture()
    const file = { hash, name, type: 'image/jpeg' as const, width: 10, height: 10, bytes: 10, frames: 1 }
    await context.write(trx => insertMedia(trx, file, '2026-11-26T08:00:00.000Z'))
    const { params } = await refusal(await written({ media: [aPicture()] }))
    expect(params).toMatchObject({ place: 'picture', name: 'usine.jpg', problem: 'credit-missing', problems: 3 })
  })

  test('for rights that end before its embargo lifts', async () => {
    const media = [aPicture({ expires: '2026-11-30' })]
    await expect(submit(await written({ media }))).resolves.toMatchObject({ state: 'open' })
    const embargo = { wall: '2026-12-01T07:30', zone: 'Europe/Paris' }
    expect((await refusal(await written({ media }, { embargo }))).params).toMatchObject({ problem: 'expired' })
  })

  test('for a link that is none', async () => {
    expect((await refusal(await written({ link: 'armelin.example', copies: [aCopy()] }))).en).toContain(
      'Link: “armelin.example” is not a web address'
    )
  })
})

test('what is only advised against stops nothing', async () => {
  const copies = [aCopy({ text: 'Pareil. #salarié Armelin' }), aCopy({ id: 'b', text: 'Pareil. #salarié Armelin' })]
  await expect(submit(await written({ copies }))).resolves.toMatchObject({ state: 'open' })
})
