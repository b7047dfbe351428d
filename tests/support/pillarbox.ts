import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type {
  Connector,
  LookResult,
  Parcel,
  Renewal,
  SendResult
} from '../../src/main/workspace/delivery/connectors/connector.ts'
import { settingsObject } from '../../src/main/workspace/delivery/connectors/settings.ts'

/** What was put in, as it lies in the folder. */
export interface Letter {
  id: string
  action: string
  title: string | null
  target: string | null
}

/** How the next call goes; after that all is well again. `lost`: done, and no answer; `lost before`: not done, and no answer. */
type Behaviour = 'lost' | 'lost before' | 'fails' | 'gone' | 'rate-limited' | 'refused' | 'forbidden' | 'hands over'
type Looking = 'unclear' | 'hangs'
type Renewing = 'refused' | 'hangs' | 'unreachable' | 'expired'

/** Places at which whoever holds the box may stand still. */
export type Point = 'before send' | 'in send' | 'in look' | 'in renew'

/**
 * A destination in a folder, so that processes can share it: it knows no repeats, can be looked into, and may ask for a
 * token. Each refresh token is good for one use.
 */
export interface Pillarbox {
  connector: Connector
  letters(): Letter[]
  /** How many times it was asked for tokens. */
  renewals(): number
  looks: number
  next(...behaviours: Behaviour[]): void
  nextLook(...behaviours: Looking[]): void
  nextRenewal(...behaviours: Renewing[]): void
  /** Tokens given out so far are not taken any more. */
  expire(): void
  /** Most deliveries that were under way at once. */
  most: number
}

interface Options {
  kind?: string
  tokens?: boolean
  update?: boolean
  withdraw?: boolean
  looking?: boolean
  needsTarget?: boolean
  lane?: number
  secret?: Connector['secret']
  repeat?: Connector['repeat']
  /** Milliseconds that tokens last. */
  lasting?: number
  at?: (point: Point) => Promise<void>
}

export function pillarbox(folder: string, options: Options = {}): Pillarbox {
  const { kind = 'pillarbox', tokens = false, looking = true, at = async () => {} } = options
  const files = { letters: join(folder, 'letters'), grants: join(folder, 'grants'), expired: join(folder, 'expired') }
  const lines = (file: string): string[] =>
    existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : []
  const letters = (): Letter[] => lines(files.letters).map(line => JSON.parse(line) as Letter)
  const queues = { send: [] as Behaviour[], look: [] as Looking[], renew: [] as Renewing[] }
  const box = { looks: 0, most: 0 }
  let underWay = 0
  const given = (): number => lines(files.grants).length
  const isGood = (access: string | undefined): boolean =>
    access === `access ${given()}` && !lines(files.expired).includes(access)

  async function send({ delivery, content, target, access }: Parcel): Promise<SendResult> {
    await at('before send')
    if (tokens && !isGood(access.tokens?.access)) return { outcome: 'unauthorized', received: { status: 401 } }
    if (options.needsTarget && delivery.action !== 'publish' && !target?.remoteId)
      return { outcome: 'refused', reason: 'no-target', received: {} }
    const behaviour = queues.send.shift()
    const refusal = refusals[behaviour ?? '']
    if (refusal) return refusal
    const letter: Letter = {
      id: delivery.id,
      action: delivery.action,
      title: content?.title ?? null,
      target: target?.remoteId ?? null
    }
    appendFileSync(files.letters, `${JSON.stringify(letter)}\n`)
    await at('in send')
    if (behaviour === 'lost') return lost
    return { outcome: 'confirmed', remoteId: `letter ${letters().length}`, remoteUrl: null, received: {} }
  }

  async function look({ delivery, access }: Parcel): Promise<LookResult> {
    box.looks++
    await at('in look')
    if (tokens && !isGood(access.tokens?.access))
      return { found: 'unclear', unauthorized: true, received: { status: 401 } }
    const behaviour = queues.look.shift()
    if (behaviour === 'hangs') await new Promise(() => {})
    if (behaviour === 'unclear') return { found: 'unclear', received: { status: 503 } }
    const place = letters().findIndex(({ id }) => id === delivery.id)
    if (place < 0) return { found: 'absent', received: { status: 404 } }
    return { found: 'live', remoteId: `letter ${place + 1}`, remoteUrl: null, received: { status: 200 } }
  }

  async function renew({ tokens: old }: { tokens: { refresh?: string } | null }, now: number): Promise<Renewal> {
    const behaviour = queues.renew.shift()
    if (behaviour === 'hangs') await new Promise(() => {})
    if (behaviour === 'unreachable') return { unreachable: { failure: 'offline' } }
    const known = given()
    // Without a token it is the given word that counts, as often as it is used.
    const good = old?.refresh === undefined || old.refresh === `refresh ${known}`
    appendFileSync(files.grants + ' asked', '\n')
    if (behaviour === 'refused' || !good) return { refused: { error: 'invalid_grant' } }
    appendFileSync(files.grants, '\n')
    await at('in renew')
    const access = `access ${known + 1}`
    if (behaviour === 'expired') appendFileSync(files.expired, `${access}\n`)
    const expiresAt = behaviour === 'expired' ? now - 1_000 : now + (options.lasting ?? 3_600_000)
    return { renewed: { access, refresh: `refresh ${known + 1}`, expiresAt, scopes: ['write'] } }
  }

  const connector: Connector = {
    kind,
    network: null,
    settings: settingsObject({}),
    secret: options.secret ?? 'none',
    can: {
      update: options.update ?? true,
      withdraw: options.withdraw ?? true,
      look: looking,
      metrics: 'none',
      handOff: false
    },
    repeat: options.repeat ?? 'look-first',
    lane: options.lane ?? 8,
    whole: false,
    describe: () => ({}),
    async send(cleared) {
      box.most = Math.max(box.most, ++underWay)
      // Real ones give way here too.
      await new Promise(resolve => setImmediate(resolve))
      return send(cleared).finally(() => underWay--)
    },
    ...(looking && { look }),
    ...(tokens && { renew: (access, call) => renew(access, call.now()) }),
    test: async () => 'ok'
  }
  return Object.assign(box, {
    connector,
    letters,
    renewals: () => lines(files.grants + ' asked').length,
    next: (...more: Behaviour[]) => void queues.send.push(...more),
    nextLook: (...more: Looking[]) => void queues.look.push(...more),
    nextRenewal: (...more: Renewing[]) => void queues.renew.push(...more),
    expire: () => appendFileSync(files.expired, `access ${given()}\n`)
  })
}

const lost: SendResult = { outcome: 'unknown', reason: 'no-answer', retryAfter: null, received: {} }
const refusals: Record<string, SendResult> = {
  'lost before': lost,
  fails: { outcome: 'failed', reason: 'server-error', retryAfter: null, received: { status: 503 } },
  gone: { outcome: 'refused', reason: 'gone', received: { status: 410 } },
  refused: { outcome: 'refused', reason: 'refused', received: { status: 400 } },
  forbidden: { outcome: 'refused', reason: 'forbidden', received: { status: 403 } },
  'rate-limited': { outcome: 'failed', reason: 'rate-limited', retryAfter: 60_000, received: { status: 429 } },
  'hands over': { outcome: 'handed-over', received: { file: 'package.zip' } }
}
