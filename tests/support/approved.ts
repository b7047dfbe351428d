import type { ReleaseContent } from '../../src/domain/releases/release.ts'
import { createRelease } from '../../src/main/workspace/releases/release.service.ts'
import { decide, submitRelease } from '../../src/main/workspace/review/review.service.ts'
import { instantNow } from '../../src/main/workspace/context.ts'
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

export const approve = (workspace: TestWorkspace, review: string) =>
  decide(workspace.context, {
    review,
    person: workspace.people.approver.id,
    verdict: 'approve',
    reason: '',
    passphrase
  })
