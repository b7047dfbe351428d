import { setImmediate as turn } from 'node:timers/promises'
import type { Channel } from '../../../domain/reach/figures.ts'
import { chooseRelease, matchKey, type Candidate } from '../../../domain/reach/references.ts'
import { guessChannel, networkOf } from '../../../domain/reach/speakers.ts'
import type { Person } from '../../../domain/people/roles.ts'
import type { MetricsResult } from '../../../preload/contract/reach.ts'
import type { Context } from '../context.ts'
import type { Writer } from '../database/access.ts'
import { audit } from '../database/audit.ts'
import {
  accountKey,
  accountsByKey,
  destinationNames,
  insertAccount,
  updateChannel,
  type MetricAccount
} from './account.repository.ts'
import type { MetricRow } from './csv/metric-rows.ts'
import { finishFile, insertFile, type NewFile } from './file.repository.ts'
import { Ingest, type KnownRow, type Tally } from './ingest.ts'
import { releasesByKey } from './match.repository.ts'
import { metricStore } from './metric.repository.ts'
import { rollups } from './rollup.repository.ts'

/** About thirty milliseconds of writing. */
const perTransaction = 2_500

interface Arrival {
  actor: Person
  source: NewFile
  rows: readonly MetricRow[]
  organisation: string
}

/** Writes the rows of one file, part by part; the last part makes all of them count. */
export async function writeRows(context: Context, arrival: Arrival): Promise<Tally & Pick<MetricsResult, 'accounts'>> {
  const { actor, source, rows } = arrival
  const releaseOf = await releaseFinder(context, rows)
  const speakers = await findSpeakers(context, arrival)
  const ingest = new Ingest(metricStore(context.sqlite))
  let file = 0
  for (let at = 0; at < rows.length; at += perTransaction) {
    const isLast = at + perTransaction >= rows.length
    await context.write(async (trx, note) => {
      if (at === 0) file = await insertFile(trx, source)
      const part: KnownRow[] = []
      for (const row of rows.slice(at, at + perTransaction)) {
        const { id: account } = speakers.known(row) ?? (await speakers.add(trx, row))
        part.push({ row, file, account, release: releaseOf(row) })
      }
      ingest.take(part)
      if (!isLast) return
      await believeFile(context, trx, speakers.channels)
      rollups(context.sqlite).apply(ingest.deltas, await channelsById(trx))
      await finishFile(trx, file)
      await audit(trx, {
        at: source.imported_at,
        person: actor.id,
        verb: 'metrics.import',
        subject: source.id,
        detail: { sha256: source.sha256, ...ingest.tally }
      })
      note({ topic: 'reach', ids: [] })
    })
    if (!isLast) await turn()
  }
  return { ...ingest.tally, accounts: speakers.added.map(({ name, channel, network }) => ({ name, channel, network })) }
}

/** Finds each row's release: by its address first, then by its title; 0 for none. */
async function releaseFinder({ read }: Context, rows: readonly MetricRow[]): Promise<(row: MetricRow) => number> {
  const keys = new Map<string, string>()
  for (const { url, title } of rows) {
    for (const reference of [url, title])
      if (reference !== null && !keys.has(reference)) keys.set(reference, matchKey(reference))
  }
  const found = await releasesByKey(read, new Set(keys.values()))
  const candidates = new Map<string, Candidate[]>()
  for (const [reference, key] of keys) {
    const releases = found.get(key)
    if (releases) candidates.set(reference, releases)
  }
  const find = (reference: string | null, day: string): number | null => {
    const releases = reference === null ? undefined : candidates.get(reference)
    return releases ? chooseRelease(releases, day) : null
  }
  return ({ url, title, day }) => find(url, day) ?? find(title, day) ?? 0
}

/** The accounts of a file: those that are known, and how to add one that is not. */
async function findSpeakers({ read }: Context, { rows, organisation }: Arrival) {
  const accounts = await accountsByKey(read)
  const destinations = await destinationNames(read)
  const channels = new Map<string, Channel>()
  for (const { account, channel } of rows) {
    if (channel && !channels.has(accountKey(account))) channels.set(accountKey(account), channel)
  }
  const added: MetricAccount[] = []
  return {
    /** What the file says of whose account each is, by `accountKey`. */
    channels,
    added,
    known: ({ account }: MetricRow): MetricAccount | undefined => accounts.get(accountKey(account)),
    async add(trx: Writer, { account: name, url }: MetricRow): Promise<MetricAccount> {
      const said = channels.get(accountKey(name))
      const channel = said ?? guessChannel(name, organisation, destinations)
      const account = await insertAccount(trx, {
        name,
        channel,
        channelFrom: said ? 'file' : 'guess',
        network: networkOf(name, url)
      })
      accounts.set(accountKey(name), account)
      added.push(account)
      return account
    }
  }
}

/** Takes a file's word on whose accounts they are over a guess or an older file's, never over a person's. */
export async function believeFile(
  { sqlite }: Context,
  trx: Writer,
  channels: ReadonlyMap<string, Channel>
): Promise<void> {
  if (channels.size === 0) return
  const accounts = await accountsByKey(trx)
  for (const [key, channel] of channels) {
    const account = accounts.get(key)
    if (!account || account.channelFrom === 'person') continue
    if (account.channel !== channel) rollups(sqlite).moveChannel(account.id, account.channel, channel)
    if (account.channel !== channel || account.channelFrom === 'guess')
      await updateChannel(trx, account.id, channel, 'file')
  }
}

export async function channelsById(trx: Writer): Promise<Map<number, Channel>> {
  return new Map([...(await accountsByKey(trx)).values()].map(account => [account.id, account.channel]))
}
