import type { Connector, SendResult } from '../../src/main/workspace/delivery/connectors/connector.ts'
import { settingsObject } from '../../src/main/workspace/delivery/connectors/settings.ts'

/** A destination that knows no repeats and cannot be looked into, as several social networks are: twice sent is twice there. */
export interface Letterbox {
  connector: Connector
  /** Titles, as often as they were put in. */
  letters: (string | null)[]
  /** How the next sends go; after that they are confirmed. `lost`: put in, and no answer. */
  next(...behaviours: ('lost' | 'breaks' | 'waits')[]): void
  /** Lets one that waits go on. */
  goOn(): void
  /** Answers once a send waits. */
  waiting: Promise<void>
}

export function letterbox({ withdraw = false } = {}): Letterbox {
  const letters: (string | null)[] = []
  const behaviours: ('lost' | 'breaks' | 'waits')[] = []
  let goOn = (): void => {}
  let begun = (): void => {}
  const waiting = new Promise<void>(resolve => (begun = resolve))
  const gone = new Promise<void>(resolve => (goOn = resolve))
  const connector: Connector = {
    kind: 'letterbox',
    network: null,
    settings: settingsObject({}),
    secret: 'none',
    can: { update: true, withdraw, look: false, metrics: 'none', handOff: false },
    repeat: 'look-first',
    lane: 8,
    whole: false,
    describe: () => ({}),
    async send(cleared): Promise<SendResult> {
      const behaviour = behaviours.shift()
      if (behaviour === 'breaks') throw new TypeError('cannot be put into an envelope')
      letters.push(cleared.content?.title ?? null)
      if (behaviour === 'waits') {
        begun()
        await gone
      }
      if (behaviour === 'lost') return { outcome: 'unknown', reason: 'no-answer', retryAfter: null, received: {} }
      return { outcome: 'confirmed', remoteId: String(letters.length), remoteUrl: null, received: {} }
    },
    test: async () => 'ok'
  }
  return { connector, letters, next: (...more) => void behaviours.push(...more), goOn: () => goOn(), waiting }
}
