import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Question {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: Buffer
  /** Where the one who asks sees this server: its own address, or that of what stands in front of it. */
  origin: string
}

export interface Answer {
  status: number
  headers?: Record<string, string>
  /** An object is sent as JSON; a text as plain text, unless the headers say otherwise. */
  body?: string | object
}

/** A real server on loopback that answers as it is told, for the stand-ins. */
export interface StandInServer {
  url: string
  /** What its `Date` header says, milliseconds since the epoch; null for what this machine says. */
  setClock(now: number | null): void
  /** The same, for what it works with. */
  now(): number
  close(): Promise<void>
}

export async function openStandIn(answer: (question: Question) => Answer): Promise<StandInServer> {
  let clock: number | null = null
  const now = () => clock ?? Date.now()
  const server = createServer((request, response) => {
    void questionOf(request).then(question => {
      const { status, headers, body } = answer(question)
      response.sendDate = false
      const type = typeof body === 'object' ? 'application/json;charset=utf-8' : 'text/plain; charset=utf-8'
      response.writeHead(status, {
        date: new Date(now()).toUTCString(),
        ...(body !== undefined && { 'content-type': type }),
        ...headers
      })
      response.end(typeof body === 'object' ? JSON.stringify(body) : body)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setClock: at => void (clock = at),
    now,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

async function questionOf(request: IncomingMessage): Promise<Question> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const { method = 'GET', url = '/', headers } = request
  const origin = `http://${headers.host ?? ''}`
  const { pathname, searchParams } = new URL(url, origin)
  return { method, path: pathname, query: searchParams, headers, body: Buffer.concat(chunks), origin }
}

/** What a question's body says; undefined where it is not JSON. */
export function jsonOf({ body }: Question): Record<string, unknown> | undefined {
  try {
    return JSON.parse(body.toString('utf8')) as Record<string, unknown>
  } catch {
    return undefined
  }
}
