import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'

/** What to do with one request: answer, or break off, or leave it without an answer, before or after taking it in. */
export type Behaviour =
  | { status: number; headers?: Record<string, string>; body?: string }
  | 'lose before'
  | 'lose after'
  | 'never take in'
  | 'never answer'

export interface Taken {
  id: string
  timestamp: number
  payload: { type: string; timestamp: string; data: { release: Record<string, unknown>; delivery: { id: string } } }
  body: string
}

/** A real server on loopback that does what receivers of Standard Webhooks do: check the signature, know repeats by their id. */
export interface Receiver {
  url: string
  /** Every signed request that came, repeats too. */
  requests: Taken[]
  /** The first of each id that was taken in: what happened at the receiver. */
  effects: Taken[]
  /** Requests whose signature did not verify. */
  forged: number
  /** How many asked without a body, for the time. */
  looks: number
  /** The next requests are treated so, in this order; after them each is taken in and answered 200. */
  next(...behaviours: Behaviour[]): void
  /** Answers with the number of requests so far, once there are at least so many. */
  arrived(count: number): Promise<void>
  close(): Promise<void>
}

/**
 * @param secret what requests must be signed with
 * @param clock what its `Date` header says, milliseconds since the epoch; null for none
 */
export async function openReceiver(secret: () => string, clock: () => number | null = Date.now): Promise<Receiver> {
  const queue: Behaviour[] = []
  const waiting: { count: number; done(): void }[] = []
  const receiver = { requests: [] as Taken[], effects: [] as Taken[], forged: 0, looks: 0 }
  const server = createServer((request, response) => void serve(request, response))
  server.keepAliveTimeout = 1

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const now = clock()
    response.sendDate = false
    if (now !== null) response.setHeader('date', new Date(now).toUTCString())
    if (request.method === 'HEAD') {
      receiver.looks++
      response.writeHead(405).end()
      return
    }
    const taken = read(request, await text(request))
    if (!taken) {
      receiver.forged++
      response.writeHead(401).end()
      return
    }
    receiver.requests.push(taken)
    treat(queue.shift() ?? { status: 200 }, taken, response)
    for (const waiter of waiting) if (receiver.requests.length >= waiter.count) waiter.done()
  }

  function read(request: IncomingMessage, body: string): Taken | null {
    const [id, timestamp, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(name =>
      String(request.headers[name])
    )
    if (new Webhook(secret()).sign(id ?? '', new Date(Number(timestamp) * 1000), body) !== signature) return null
    return { id: id ?? '', timestamp: Number(timestamp), payload: JSON.parse(body) as Taken['payload'], body }
  }

  function treat(behaviour: Behaviour, taken: Taken, response: ServerResponse): void {
    const ok = typeof behaviour === 'object' && behaviour.status < 300
    const takes = ok || behaviour === 'lose after' || behaviour === 'never answer'
    if (takes && !receiver.effects.some(({ id }) => id === taken.id)) receiver.effects.push(taken)
    if (typeof behaviour === 'object') response.writeHead(behaviour.status, behaviour.headers).end(behaviour.body)
    else if (behaviour.startsWith('lose')) response.destroy()
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(receiver, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?key=not-for-logs`,
    next: (...behaviours: Behaviour[]) => void queue.push(...behaviours),
    arrived: (count: number) =>
      new Promise<void>(resolve => {
        if (receiver.requests.length >= count) resolve()
        else waiting.push({ count, done: resolve })
      }),
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  })
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
