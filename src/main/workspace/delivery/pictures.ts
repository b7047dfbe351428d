import { dayIn } from '../../../domain/delivery/days.ts'
import type { ReleaseContent } from '../../../domain/releases/release.ts'
import type { Rights } from '../../../domain/share/kit.ts'
import { rightsProblems } from '../../../domain/share/rights.ts'
import type { Context } from '../context.ts'
import { findWorkspace } from '../people/person.repository.ts'
import { readMedia } from '../share/media-file.ts'
import { knownMedia } from '../share/media.repository.ts'

/**
 * What the gate asks about the pictures of a text: whether each may be used today, by what was signed and by what is known of
 * it now, and whether it is the file that was signed.
 */
export async function picturesOf(
  { read, sqlite, now }: Context,
  content: ReleaseContent
): Promise<{ rightsValid: boolean; picturesUnchanged: boolean }> {
  const media = content.kit?.media ?? []
  if (media.length === 0) return { rightsValid: true, picturesUnchanged: true }
  const day = dayIn(now(), (await findWorkspace(read)).zone)
  const hashes = media.map(({ hash }) => hash)
  const known = await Promise.all(hashes.map(hash => knownMedia(read, hash)))
  const signed = media.flatMap(rightsOf)
  const rightsValid = [...signed, ...known.flatMap(rightsOf)].every(rights => rightsProblems(rights, day).length === 0)
  const whole = await Promise.all(hashes.map(hash => readMedia(sqlite.name, hash).then(Boolean, () => false)))
  return { rightsValid, picturesUnchanged: whole.every(Boolean) }
}

/** Its description was asked for before it was signed, and is part of that. */
const rightsOf = (picture: Rights | null): Rights[] =>
  picture
    ? [{ credit: picture.credit, licence: picture.licence, expires: picture.expires, consent: picture.consent }]
    : []
