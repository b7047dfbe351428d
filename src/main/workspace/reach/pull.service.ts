import { createHash } from 'node:crypto'
import { RelaisError, type ErrorShape } from '../../../domain/errors.ts'
import type { Person } from '../../../domain/people/roles.ts'
import type { MetricsPull } from '../../../preload/contract/reach.ts'
import { instantNow, requireRole, type Context } from '../context.ts'
import type { Writer } from '../database/access.ts'
import { audit } from '../database/audit.ts'
import type { AccountFigures } from '../delivery/figures.service.ts'
import { newId } from '../ids.ts'
import { accountKey, accountsByKey, insertAccount, type MetricAccount } from './account.repository.ts'
import { believeFile, channelsById } from './arrival.service.ts'
import { finishFile, insertFile } from './file.repository.ts'
import { clearUnfinished } from './import.service.ts'
import { Ingest } from './ingest.ts'
import { metricStore } from './metric.repository.ts'
import { freshRows, networkOfFigures, speakerOf } from './pulled-rows.ts'
import { lastPulls, listReadings, notePull, readingKey, saveReadings } from './reading.repository.ts'
import { rollups } from './rollup.repository.ts'

/** Asks the chosen accounts for figures; see `DeliveryFeature`. */
export type ReadFigures = (isChosen: (id: string) => boolean) => Promise<AccountFigures[]>

/**
 * Asks destinations for their figures, one or all that can tell them, and keeps the answers. One at a time with imports: the
 * caller sees to that.
 * @throws RelaisError `no-figures` if the named account cannot tell any
 */
export async function pullMetrics(
  context: Context,
  readFigures: ReadFigures,
  account: string | undefined
): Promise<MetricsPull> {
  const actor = requireRole(context.session, 'officer', 'administrator')
  const figures = await readFigures(id => account === undefined || id === account)
  if (account !== undefined && figures.length === 0) throw new RelaisError('no-figures')
  return keepFigures(context, figures, actor)
}

/** The same without anybody asking: of all accounts that have told nothing yet on this day (UTC). */
export async function pullDaily(context: Context, readFigures: ReadFigures): Promise<void> {
  const today = instantNow(context).slice(0, 10)
  const pulls = await lastPulls(context.read)
  await keepFigures(context, await readFigures(id => (pulls.get(id) ?? '') < today), null)
}

async function keepFigures(
  context: Context,
  figures: readonly AccountFigures[],
  actor: Person | null
): Promise<MetricsPull> {
  await clearUnfinished(context)
  const before = await lastPulls(context.read)
  const accounts: MetricsPull['accounts'] = []
  for (const told of figures) {
    const { id, name, problem, readings } = told
    const stored = problem ? 0 : await keepOne(context, told, actor)
    const at = problem ? (before.get(id) ?? null) : told.at
    accounts.push({ id, name, readings: readings.length, stored, problem: problem && withoutText(problem), at })
  }
  return { accounts }
}

// What was not foreseen may quote an answer.
const withoutText = ({ code, params }: ErrorShape): ErrorShape =>
  code === 'unexpected' ? { code, params: { detail: '' } } : { code, params }

/** Keeps what one account told, in one transaction; answers how many figures are new or changed. */
async function keepOne(context: Context, told: AccountFigures, actor: Person | null): Promise<number> {
  const { id, readings, at } = told
  return context.write(async (trx, note) => {
    const known = await listReadings(trx, id, [...new Set(readings.map(readingKey))])
    const speaker = (await accountsByKey(trx)).get(accountKey(told.name))
    const store = metricStore(context.sqlite)
    const rows = freshRows(told, known, (reference, day) =>
      speaker ? store.current(speaker.id, reference, day) : undefined
    )
    if (rows.length > 0) {
      const { id: account } = speaker ?? (await addSpeaker(trx, told))
      const source = sourceOf(told)
      const file = await insertFile(trx, source)
      const ingest = new Ingest(store)
      ingest.take(rows.map(({ row, release }) => ({ row, file, account, release })))
      await believeFile(context, trx, new Map([[accountKey(told.name), speakerOf(told)]]))
      rollups(context.sqlite).apply(ingest.deltas, await channelsById(trx))
      await finishFile(trx, file)
      const detail = { account: id, sha256: source.sha256, ...ingest.tally }
      await audit(trx, { at, person: actor?.id ?? null, verb: 'metrics.pull', subject: source.id, detail })
      note({ topic: 'reach', ids: [] })
    }
    await saveReadings(trx, id, readings, at)
    await notePull(trx, id, at)
    return rows.length
  })
}

const addSpeaker = (trx: Writer, told: AccountFigures): Promise<MetricAccount> =>
  insertAccount(trx, {
    name: told.name,
    channel: speakerOf(told),
    channelFrom: 'file',
    network: networkOfFigures(told)
  })

/**
 * An answer is a source of figures as a file is; its name says who was asked, and when. Its hash takes its own id in: unlike a
 * file, the same answer may be right once more, after a file that said otherwise.
 */
function sourceOf({ name, connector, readings, at }: AccountFigures): Parameters<typeof insertFile>[1] {
  const id = newId()
  const sha256 = createHash('sha256').update(JSON.stringify({ id, readings })).digest('hex')
  return { id, name: `${connector} · ${name} · ${at}`, sha256, imported_at: at, rows: readings.length }
}
