import type { ReleaseContent } from '../../src/domain/releases/release.ts'
import { createRelease } from '../../src/main/workspace/releases/release.service.ts'
import { decideAs, submitRelease, type Signer } from '../../src/main/workspace/review/review.service.ts'
import { instantNow, type Context } from '../../src/main/workspace/context.ts'
import type { Person } from '../../src/domain/people/roles.ts'
import { openKey } from '../../src/main/workspace/people/keys.ts'
import { findPersonRow } from '../../src/main/workspace/people/person.repository.ts'
import type { Review } from '../../src/preload/contract/review.ts'
import { passphrase, type TestWorkspace } from './workspace.ts'

export const sampleContent: ReleaseContent = {
  kind: 'press-release',
  title: 'Armelin ouvre une usine à Landelles',
  subtitle: 'Quarante emplois sur place',
  body: 'La **nouvelle usine** ouvre ses portes [mardi](https://armelin.example/usine).\n\n- citernes\n- pompes',
  lang: 'fr',
  embargo: null
}

/** A release as its officer wrote it, with a review that nobody has decided. Leaves the officer at the desk. */
export async function submittedRelease(
  workspace: TestWorkspace,
  content: Partial<ReleaseContent> = {}
): Promise<{ release: string; review: string }> {
  const { context, people } = workspace
  context.session.actor = people.officer
  const { id } = await context.write((trx, note) =>
    createRelease(trx, note, {
      content: { ...sampleContent, ...content },
      origin: { from: 'written' },
      status: 'draft',
      editor: people.officer,
      at: instantNow(context)
    })
  )
  return { release: id, review: (await submitRelease(context, id)).id }
}

/** A release that its approver signed. Leaves the officer at the desk. */
export async function approvedRelease(
  workspace: TestWorkspace,
  content: Partial<ReleaseContent> = {}
): Promise<string> {
  const { release, review } = await submittedRelease(workspace, content)
  await approve(workspace, review)
  return release
}

const signers = new Map<string, Promise<Signer>>()

/** Has the approver sign. Their key is opened once: that is slow on purpose, and tested with the people. */
export async function approve({ context, people }: TestWorkspace, review: string): Promise<Review> {
  const { id } = people.approver
  const signer = signers.get(id) ?? openSigner(context, people.approver)
  signers.set(id, signer)
  return decideAs(context, await signer, { review, verdict: 'approve', reason: '' })
}

async function openSigner(context: Context, person: Person): Promise<Signer> {
  const { wrapped_key } = await findPersonRow(context.read, person.id)
  const { signText } = await openKey(person.id, wrapped_key, passphrase)
  return { person, signText }
}
