import {
  createServer,
  request as askHttp,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse
} from 'node:http'
import { request as askHttps } from 'node:https'
import type { AddressInfo } from 'node:net'

/**
 * What to do with one request, instead of passing it on and its answer back (`pass`). Nothing reaches the target with
 * `lose before` and `never take in`, nor with an answer of our own (`status`). With all others the target acts: then its
 * answer is lost, cut in the middle, kept back for ever, turned into a page as of a Wi-Fi that wants a sign-in, or replaced
 * by a status (`after`).
 */
export type Fault =
  | 'pass'
  | 'lose before'
  | 'lose after'
  | 'never take in'
  | 'never answer'
  | 'half a body'
  | 'wrong content type'
  | { status: number; headers?: Record<string, string>; body?: string }
  | { after: number; headers?: Record<string, string>; body?: string }

export interface Arrival {
  method: string
  /** With its query. */
  path: string
  headers: IncomingHttpHeaders
  body: Buffer
}

/** A real server on loopback in front of any other, at which answers get lost and worse. */
export interface FaultProxy {
  /** Stands for the target: with the same path, no slash at its end. */
  url: string
  /** Every request that came, in order, whatever became of it. */
  requests: Arrival[]
  /** The next requests are treated so, in this order; after them, all pass. */
  next(...faults: Fault[]): void
  /** The same for the next of those requests that fit; they take nothing from `next`. */
  when(fits: (request: Arrival) => boolean, ...faults: Fault[]): void
  /** Resolves once so many requests came and were treated: whatever the target was to do, it has done. */
  arrived(count: number): Promise<void>
  close(): Promise<void>
}

interface Answer {
  status: number
  headers: Record<string, string | string[]>
  body: Buffer
}

/** @param target the server that stands behind, with a path or without */
export async function openFaultProxy(target: string): Promise<FaultProxy> {
  const behind = new URL(target)
  const requests: Arrival[] = []
  const queue: Fault[] = []
  const special: { fits(request: Arrival): boolean; faults: Fault[] }[] = []
  const waiting: { count: number; done(): void }[] = []
  let treated = 0

  // Where the target breaks off, so do we.
  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = request
    const taken: Arrival = { method, path, headers, body: await whole(request) }
    requests.push(taken)
    const rule = special.find(({ fits, faults }) => faults.length > 0 && fits(taken))
    const fault = (rule ? rule.faults : queue).shift() ?? 'pass'
    await treat(fault, taken, response).finally(() => {
      treated++
      for (const { count, done } of waiting) if (treated >= count) done()
    })
  }

  async function treat(fault: Fault, taken: Arrival, response: ServerResponse): Promise<void> {
    if (fault === 'lose before') return void response.destroy()
    if (fault === 'never take in') return
    if (typeof fault === 'object' && 'status' in fault) return give(response, ours(fault.status, fault))
    const answer = await passOn(taken, behind, origin)
    if (fault === 'pass') return give(response, answer)
    if (fault === 'lose after') return void response.destroy()
    if (fault === 'never answer') return
    if (fault === 'half a body') return giveHalf(response, answer)
    if (fault === 'wrong content type') return give(response, ours(isBare(answer.status) ? 200 : answer.status, signIn))
    give(response, ours(fault.after, fault))
  }

  return {
    url: origin + behind.pathname.replace(/\/$/, ''),
    requests,
    next: (...faults) => void queue.push(...faults),
    when: (fits, ...faults) => void special.push({ fits, faults }),
    arrived: count =>
      new Promise(done => {
        if (treated >= count) done()
        else waiting.push({ count, done })
      }),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

const signIn = { headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Welcome to our Wi-Fi</title>' }

const ours = (status: number, { headers = {}, body = '' }: { headers?: Answer['headers']; body?: string }): Answer => ({
  status,
  headers,
  body: Buffer.from(body)
})

/** Each request has a connection of its own: on a kept one, a client may repeat what was lost before anybody sees it. */
const alone = { connection: 'close' }

function give(response: ServerResponse, { status, headers, body }: Answer): void {
  const bare = response.req.method === 'HEAD' || isBare(status)
  response.sendDate = false
  response.writeHead(status, { ...(bare ? {} : { 'content-length': body.length }), ...headers, ...alone })
  response.end(bare ? undefined : body)
}

/** Promises a whole body, which there has to be, and breaks off in the middle of it. */
function giveHalf(response: ServerResponse, { status, headers, body }: Answer): void {
  const promised = body.length > 1 ? body : Buffer.from('{}')
  response.sendDate = false
  response.writeHead(isBare(status) ? 200 : status, { ...headers, ...alone, 'content-length': promised.length })
  response.write(promised.subarray(0, Math.floor(promised.length / 2)), () => response.destroy())
}

const isBare = (status: number): boolean => status === 204 || status === 304

/** About one connection only (RFC 9110, 7.6.1), or measured anew here. */
const ownToTheHop = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade']

function passOn({ method, path, headers, body }: Arrival, behind: URL, origin: string): Promise<Answer> {
  const sent = without(headers, [...ownToTheHop, 'host', 'content-length'])
  const ask = behind.protocol === 'https:' ? askHttps : askHttp
  return new Promise((resolve, reject) => {
    const asked = ask(behind.origin + path, {
      method,
      agent: false,
      headers: { ...sent, ...(body.length > 0 || headers['content-length'] ? { 'content-length': body.length } : {}) }
    })
    asked.on('error', reject)
    asked.on('response', answer => {
      whole(answer).then(body => {
        const headers = without(answer.headers, method === 'HEAD' ? ownToTheHop : [...ownToTheHop, 'content-length'])
        // Who is sent to the target itself would go round us.
        const location = answer.headers.location?.replace(behind.origin, origin)
        resolve({ status: answer.statusCode ?? 0, headers: { ...headers, ...(location ? { location } : {}) }, body })
      }, reject)
    })
    asked.end(body)
  })
}

const without = (headers: IncomingHttpHeaders, names: string[]): Answer['headers'] =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || names.includes(name) ? [] : [[name, value]]
    )
  )

async function whole(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
