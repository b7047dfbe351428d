import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { connect, type Socket } from 'node:net'
import { readFileSync } from 'node:fs'
import type { Duplex } from 'node:stream'
import type { AddressInfo } from 'node:net'

export interface ForwardProxy {
  /** "127.0.0.1:" and the port. */
  host: string
  /** What it was asked for, as in `CONNECT news.example:443`; also what it refused. */
  asked: string[]
  /** How many connections were opened to it, whatever came through them. */
  connections: () => number
  close(): Promise<void>
}

interface ForwardProxyOptions {
  /** As in `name:password`; others are answered 407. */
  credentials?: string
  /** What it answers to CONNECT instead of connecting: a status, or nothing at all. */
  tunnel?: number | 'silent'
  /** Speaks TLS itself, with the trusted certificate. */
  secure?: boolean
}

/** A proxy as companies have them (RFC 9110, 9.3.6 and 7.6), to which every name in the world is this machine. */
export async function openForwardProxy({
  credentials,
  tunnel,
  secure
}: ForwardProxyOptions = {}): Promise<ForwardProxy> {
  const asked: string[] = []
  const sockets = new Set<Duplex>()
  let connections = 0
  const expected = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`
  const welcome = ({ headers }: IncomingMessage): boolean => !expected || headers['proxy-authorization'] === expected

  const pem = (name: string): Buffer => readFileSync(new URL(`tls/${name}.pem`, import.meta.url))
  const server = secure ? createSecureServer({ key: pem('key'), cert: pem('trusted') }) : createServer()
  server.on('connection', (socket: Socket) => {
    connections++
    watch(socket)
  })
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    asked.push(`${request.method} ${request.url}`)
    if (!welcome(request)) return response.writeHead(407, { 'proxy-authenticate': 'Basic realm="x"' }).end()
    const { port, pathname, search } = new URL(request.url ?? '')
    const { 'proxy-authorization': _, ...headers } = request.headers
    const onward = ask({ host: '127.0.0.1', port, path: pathname + search, method: request.method ?? 'GET', headers })
    onward.on('error', () => response.writeHead(502).end())
    onward.on('response', answer => {
      response.writeHead(answer.statusCode ?? 0, answer.headers)
      answer.pipe(response)
    })
    request.pipe(onward)
  })
  server.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    asked.push(`CONNECT ${request.url}`)
    watch(socket)
    if (!welcome(request)) return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
    if (tunnel === 'silent') return
    if (tunnel) return socket.end(`HTTP/1.1 ${tunnel} No\r\n\r\n`)
    const onward = connect(Number(request.url?.split(':').at(-1)), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      onward.write(head)
      socket.pipe(onward).pipe(socket)
    })
    watch(onward)
    onward.on('close', () => socket.destroy())
  })

  function watch(socket: Duplex): void {
    sockets.add(socket)
    // The client under test breaks connections off on purpose.
    socket.on('error', () => socket.destroy())
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    connections: () => connections,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      })
  }
}
