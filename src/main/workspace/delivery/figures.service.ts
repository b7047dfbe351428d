import { RelaisError, toErrorShape, type ErrorShape } from '../../../domain/errors.ts'
import type { Reading } from '../../../domain/reach/reading.ts'
import { instantNow } from '../context.ts'
import { listAccounts, type StoredAccount } from './account.repository.ts'
import { accountHold } from './account-hold.ts'
import type { Keeping } from './connection.service.ts'
import type { Call, Connector } from './connectors/connector.ts'
import { postsSince, type HeldPost } from './figures.repository.ts'

/** What one account told of its posts, or why it told nothing. */
export interface AccountFigures {
  id: string
  name: string
  connector: string
  /** The network that its posts are on; null where it stands for none. */
  network: string | null
  posts: readonly HeldPost[]
  readings: readonly Reading[]
  problem: ErrorShape | null
  at: string
}

type CanTell = Connector & Required<Pick<Connector, 'metrics'>>

/** Posts older than this hardly change, and some destinations bill every question. */
const farthest = 90 * 24 * 60 * 60_000

/**
 * Asks accounts for figures of what went out there, all at once: what one of them fails on is its own problem.
 * @param isChosen which of the accounts that can tell figures
 */
async function readFigures(keeping: Keeping, isChosen: (id: string) => boolean): Promise<AccountFigures[]> {
  const asked: Promise<AccountFigures>[] = []
  for (const account of await listAccounts(keeping.context.read)) {
    const connector = keeping.connectors.find(({ kind }) => kind === account.connector)
    if (connector && canTell(connector) && isChosen(account.id)) asked.push(figuresOf(keeping, account, connector))
  }
  return Promise.all(asked)
}

const canTell = (connector: Connector): connector is CanTell => connector.metrics !== undefined

async function figuresOf(keeping: Keeping, account: StoredAccount, connector: CanTell): Promise<AccountFigures> {
  const { context } = keeping
  const { id, name } = account
  const since = new Date(context.now() - farthest).toISOString()
  const posts = await postsSince(context.read, id, since)
  const about = { id, name, connector: connector.kind, network: connector.network, posts }
  try {
    const readings = await ask(keeping, account, connector, posts)
    return { ...about, readings, problem: null, at: instantNow(context) }
  } catch (thrown) {
    return { ...about, readings: [], problem: toErrorShape(thrown), at: instantNow(context) }
  }
}

/** @throws RelaisError `locked`, `not-connected`, or what the destination answered */
async function ask(
  { call, tokens }: Keeping,
  account: StoredAccount,
  connector: CanTell,
  posts: readonly HeldPost[]
): Promise<Reading[]> {
  // A paused account sends nothing, but may be asked.
  const lacking = accountHold({ ...account, paused: null }, connector, tokens.accessOf(account))
  if (lacking === 'secret-locked') throw new RelaisError('locked')
  const first = lacking === null ? await tokens.ready(account, connector, call) : null
  if (!first || (!first.ready && 'refused' in first)) throw new RelaisError('not-connected', { name: account.name })
  const access = tokens.accessOf(account)
  try {
    return await connector.metrics(posts, access, call)
  } catch (thrown) {
    if (!connector.renew || !isUnauthorized(thrown)) throw thrown
    const second = await tokens.again(account, connector, call, access.tokens)
    if (!second.ready) throw thrown
    return connector.metrics(posts, tokens.accessOf(account), call)
  }
}

// As `toldOrThrown` words it.
const isUnauthorized = (thrown: unknown): boolean =>
  thrown instanceof RelaisError &&
  thrown.code === 'destination-refused' &&
  ['HTTP 401', 'unauthorized'].includes(String(thrown.params['answer']))

/** Serves `readFigures` until the engine closes, which cuts off what is under way. */
export function figuresReader(keeping: Keeping): {
  readFigures(isChosen: (id: string) => boolean): Promise<AccountFigures[]>
  stop(): void
} {
  const closing = new AbortController()
  const call: Call = { ...keeping.call, signal: AbortSignal.any([keeping.call.signal, closing.signal]) }
  return {
    readFigures: isChosen => readFigures({ ...keeping, call }, isChosen),
    stop: () => closing.abort()
  }
}
