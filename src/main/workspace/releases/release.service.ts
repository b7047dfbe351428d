import { RelaisError } from '../../../domain/errors.ts'
import type { Actor, Person } from '../../../domain/people/roles.ts'
import { cleanLine, cleanText } from '../../../domain/releases/clean.ts'
import {
  guarded,
  lifecycle,
  step,
  type GuardFacts,
  type ReleaseStatus,
  type Verb
} from '../../../domain/releases/lifecycle.ts'
import type { Origin, Release, ReleaseContent } from '../../../domain/releases/release.ts'
import { cleanKit } from '../../../domain/share/clean-kit.ts'
import { isEmptyKit } from '../../../domain/share/kit.ts'
import type { Writer } from '../database/access.ts'
import { audit } from '../database/audit.ts'
import type { Note } from '../context.ts'
import { newId } from '../ids.ts'
import { contentHash } from './content-hash.ts'
import { findGuardFacts } from './facts.repository.ts'
import { addEditor, findRelease, insertReleases, updateStatus } from './release.repository.ts'

/** Content as it may be stored and hashed: see `cleanText`. */
export const cleanContent = (content: ReleaseContent): ReleaseContent => ({
  kind: content.kind,
  title: cleanLine(content.title),
  subtitle: cleanLine(content.subtitle),
  body: cleanText(content.body),
  lang: content.lang,
  embargo: content.embargo,
  ...(content.kit && !isEmptyKit(content.kit) && { kit: cleanKit(content.kit) })
})

/**
 * Adds one release, in the caller's transaction.
 * @param fields `editor` is whoever wrote or brought in the text, and so may not sign it off; `listedAt` is its own date, if it has one
 */
export async function createRelease(
  trx: Writer,
  note: Note,
  fields: {
    content: ReleaseContent
    origin: Origin
    status: 'draft' | 'archived'
    listedAt?: string
    externalId?: string
    editor: Person | null
    at: string
  }
): Promise<Release> {
  const { origin, status, editor, at } = fields
  const id = newId()
  const content = cleanContent(fields.content)
  const hash = contentHash(content)
  const mark = { listedAt: fields.listedAt ?? at, createdAt: at, externalId: fields.externalId ?? null }
  await insertReleases(trx, [{ id, content, contentHash: hash, status, origin, ...mark }])
  if (editor) await addEditor(trx, [id], editor.id)
  await audit(trx, {
    at,
    person: editor?.id ?? null,
    verb: 'release.create',
    subject: id,
    detail: { status, contentHash: hash }
  })
  note({ topic: 'releases', ids: [id] })
  return findRelease(trx, id)
}

interface Move {
  verb: Verb
  by: Person | 'engine'
  at: string
}

/**
 * Takes a release through one step of the lifecycle, if the table has it for this actor and its guards hold.
 * @returns the status it now has
 * @throws RelaisError `release-missing`, `no-such-step`, `not-allowed`, `incomplete`, `refused-as-is`, `author-cannot-decide`
 */
export async function moveRelease(trx: Writer, note: Note, move: { id: string } & Move): Promise<ReleaseStatus> {
  return moveFound(trx, note, await findRelease(trx, move.id), move)
}

/** The same, for a caller who has just read the release in this transaction. */
export async function moveFound(
  trx: Writer,
  note: Note,
  release: Release,
  { verb, by, at }: Move
): Promise<ReleaseStatus> {
  const from = release.status
  const to = await nextStatus(trx, release, verb, by)
  // An autosave of a draft changes no status; a line for each would drown the journal. Its text is kept when it is submitted.
  if (verb === 'edit' && to === from) return to
  await updateStatus(trx, release.id, to, at)
  await audit(trx, {
    at,
    person: by === 'engine' ? null : by.id,
    verb: `release.${verb}`,
    subject: release.id,
    detail: { from, to }
  })
  note({ topic: 'releases', ids: [release.id] })
  return to
}

const unguarded: GuardFacts = { complete: false, refusedAsIs: false, author: false, goneOut: false }

async function nextStatus(trx: Writer, release: Release, verb: Verb, by: Person | 'engine'): Promise<ReleaseStatus> {
  const from = release.status
  const actors: readonly Actor[] = by === 'engine' ? [by] : by.roles
  const facts = guarded(from, verb) ? await findGuardFacts(trx, release, by === 'engine' ? null : by.id) : unguarded
  const answer = step(from, verb, actors, facts)
  if ('to' in answer) return answer.to
  switch (answer.refused) {
    case 'role':
      throw new RelaisError('not-allowed', { roles: rolesFor(from, verb) })
    case 'complete':
      throw new RelaisError('incomplete')
    case 'not-refused-as-is':
      throw new RelaisError('refused-as-is')
    case 'not-author':
      throw new RelaisError('author-cannot-decide')
    default:
      throw new RelaisError('no-such-step', { status: from, verb })
  }
}

const rolesFor = (from: ReleaseStatus, verb: Verb): string =>
  [...new Set(lifecycle.filter(line => line.from === from && line.verb === verb).map(line => line.role))].join(', ')
