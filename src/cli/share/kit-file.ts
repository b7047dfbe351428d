import * as v from 'valibot'
import { RelaisError } from '../../domain/errors.ts'
import { emptyKit, type ShareKit } from '../../domain/share/kit.ts'
import { kit as schema } from '../../preload/contract/share.ts'
import type { Desk } from '../desk.ts'
import { readGiven } from '../files.ts'
import { accountId } from '../ids.ts'

/** What can be wrong with a field of a kit's file; its words are in the messages, under `cli.kit.problems`. */
type Problem = 'missing' | 'unknown' | 'choice' | 'long' | 'twice' | 'unfit'

/**
 * The share kit in a JSON file: what `kit show --json` answers, or the kit alone. What is left out is empty, and destinations
 * may be given by name.
 * @throws RelaisError `file-missing`, `file-unreadable`, `kit-file` with the first field that is wrong, `media-missing`,
 * `account-missing`
 */
export async function kitInFile(desk: Desk, path: string): Promise<ShareKit> {
  const given = objectIn(path)
  const kit = isObject(given['kit']) ? given['kit'] : given
  const checked = v.safeParse(schema, { ...emptyKit, ...kit, destinations: await idsOf(desk, kit['destinations']) })
  if (!checked.success) throw problemIn(path, checked.issues[0])
  // A picture that the library does not have could not be sent: it would show only at the moment of delivery.
  for (const { hash } of checked.output.media) await desk.call('media.get', { hash })
  return checked.output
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function objectIn(path: string): Record<string, unknown> {
  const text = readGiven(path).toString()
  try {
    const value: unknown = JSON.parse(text)
    if (isObject(value)) return value
  } catch {
    // Said below: whether it is no JSON or no object makes no difference to whoever wrote it.
  }
  throw new RelaisError('file-unreadable', { path, problem: 'JSON' })
}

/** What is no list of texts is left for the schema to refuse. */
async function idsOf({ call }: Desk, given: unknown = []): Promise<unknown> {
  if (!Array.isArray(given)) return given
  const ids: unknown[] = []
  for (const each of given as unknown[]) ids.push(typeof each === 'string' ? await accountId(call, each) : each)
  return ids
}

function problemIn(path: string, issue: v.BaseIssue<unknown>): RelaisError {
  const where = v.getDotPath(issue) ?? ''
  const list = issue.type === 'picklist' ? (issue.expected ?? '').replace(/["()]/g, '').replaceAll(' | ', ', ') : ''
  return new RelaisError('kit-file', { path, where, problem: problemOf(issue), list })
}

function problemOf({ type, expected, received }: v.BaseIssue<unknown>): Problem {
  if (expected === 'never') return 'unknown'
  if (received === 'undefined') return 'missing'
  if (type === 'picklist') return 'choice'
  if (type === 'max_length') return 'long'
  return type === 'check' ? 'twice' : 'unfit'
}
