import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { newId } from '../ids.ts'
import type { Reader, Writer } from './access.ts'
import { compiledOnce } from './compiled.ts'

export interface AuditEntry {
  at: string
  /** Null when Relais itself acted. */
  person: string | null
  verb: string
  subject: string
  detail?: Record<string, unknown>
}

const firstHash = '0'.repeat(64)

/** Adds a line to the chain, in the transaction of what it tells of. */
export async function audit(trx: Writer, entry: AuditEntry): Promise<void> {
  const [last] = (await selectLast(trx)).rows
  const row = {
    id: newId(),
    at: entry.at,
    person_id: entry.person,
    verb: entry.verb,
    subject_id: entry.subject,
    detail: JSON.stringify(entry.detail ?? {}),
    previous_hash: last?.hash ?? firstHash
  }
  await insertLine(
    trx,
    row.id,
    row.at,
    row.person_id,
    row.verb,
    row.subject_id,
    row.detail,
    row.previous_hash,
    hashOf(row)
  )
}

const selectLast = compiledOnce((read: Reader) =>
  read.selectFrom('audit').select('hash').orderBy('seq', 'desc').limit(1)
)
const insertLine = compiledOnce(
  (
    trx: Writer,
    id: string,
    at: string,
    person_id: string | null,
    verb: string,
    subject_id: string,
    detail: string,
    previous_hash: string,
    hash: string
  ) => trx.insertInto('audit').values({ id, at, person_id, verb, subject_id, detail, previous_hash, hash })
)

/** Walks the chain; answers with the id of the first line that does not follow from the one before, if any. */
export async function brokenAudit(read: Reader): Promise<string | null> {
  let previous = firstHash
  for (const { seq: _seq, hash, ...row } of await read.selectFrom('audit').selectAll().orderBy('seq').execute()) {
    if (row.previous_hash !== previous || hashOf(row) !== hash) return row.id
    previous = hash
  }
  return null
}

const hashOf = (row: object): string =>
  createHash('sha256')
    .update(canonicalize(row) as string)
    .digest('hex')
