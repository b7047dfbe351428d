import { Client, type Dispatcher } from 'undici'
import { guardedConnector, type Attempt } from './connect.ts'
import { authorization, forwardConnector, tunnelConnector } from './proxied.ts'
import type { Proxy } from './proxy.ts'

/** Where a connection leads: to one origin, by one way, with one allowance. */
export interface Place {
  origin: string
  route: 'direct' | Proxy
  allowPrivate: boolean
}

export type Question = Pick<Dispatcher.RequestOptions, 'method' | 'path' | 'body'> & { headers: Record<string, string> }

/** One connection at a time to one place, checked whenever it is made; one request at a time goes through it. */
export class Line {
  readonly key: string
  /** Whether a connection stands, or stood, for the latest request: without one, nothing can have arrived. */
  connected = false
  /** Whoever keeps it while it is idle hears here of its end. */
  onDisconnect: (() => void) | null = null
  readonly #client: Client
  readonly #prefix: string
  readonly #extra: Record<string, string> = {}
  #signal = new AbortController().signal
  #reused = false
  #answered = false

  constructor(place: Place) {
    const { origin, route } = place
    const forwarded = route !== 'direct' && origin.startsWith('http:')
    this.key = keyOf(place)
    this.#prefix = forwarded ? origin : ''
    if (forwarded) this.#extra = { host: new URL(origin).host, ...authorization(route) }
    this.#client = new Client(forwarded ? route.url.origin : origin, {
      connect: connectorTo(place, () => this.#attempt()),
      // The one time limit is the signal's.
      headersTimeout: 0,
      bodyTimeout: 0
    })
    this.#client.on('disconnect', () => this.onDisconnect?.())
  }

  get isOpen(): boolean {
    return this.#client.stats.connected
  }

  /** Whether the latest request went out on a connection that was kept, and no answer began: it may have been closed meanwhile. */
  get wasStale(): boolean {
    return this.#reused && !this.#answered
  }

  async ask(question: Question, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    this.#signal = signal
    this.#answered = false
    this.connected = this.#reused = this.isOpen
    signal.throwIfAborted()
    const response = await this.#client.request({
      ...question,
      path: this.#prefix + question.path,
      headers: { ...question.headers, ...this.#extra },
      signal
    })
    this.#answered = true
    return response
  }

  close(): void {
    void this.#client.destroy()
  }

  #attempt(): Attempt {
    // A kept connection was found closed before anything was written to it.
    this.connected = this.#reused = false
    return { signal: this.#signal, onConnect: () => (this.connected = true) }
  }
}

function connectorTo({ origin, route, allowPrivate }: Place, attempt: () => Attempt) {
  if (route === 'direct') return guardedConnector(allowPrivate, attempt)
  if (origin.startsWith('http:')) return forwardConnector(origin, allowPrivate, attempt)
  return tunnelConnector(route, allowPrivate, attempt)
}

/** Connections of one key are interchangeable: they were checked by the same rule and lead to the same place. */
export const keyOf = ({ origin, route, allowPrivate }: Place): string =>
  JSON.stringify([origin, allowPrivate, route === 'direct' ? '' : [route.url.href, route.authorization]])
