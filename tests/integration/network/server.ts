import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse
} from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import type { TlsOptions } from 'node:tls'
import { fileURLToPath } from 'node:url'

/**
 * For tests only; in the repository because Node makes no certificates. `certificate` is self-signed for 127.0.0.1, the
 * others are signed by the authority: for 127.0.0.1, localhost and news.example, but for `wrong-host`.
 */
export type TlsName = 'certificate' | 'trusted' | 'expired' | 'not-yet-valid' | 'wrong-host'
const tlsFile = (name: string): string => readFileSync(new URL(`tls/${name}.pem`, import.meta.url), 'utf8')
export const certificate = tlsFile('certificate')
export const authority = tlsFile('authority')
export const authorityFile = fileURLToPath(new URL('tls/authority.pem', import.meta.url))

export interface TestServer {
  port: number
  /** "127.0.0.1:" and the port. */
  host: string
  url: string
  /** How many connections were opened, whatever came through them. */
  connections: () => number
  requests: { method: string; url: string; headers: IncomingMessage['headers'] }[]
  /** All that was said through TLS, once decrypted. */
  overheard: () => string
}

const open = new Set<{ server: Server; sockets: Set<Socket> }>()

/** Closes every server of the test, with its connections. */
export async function closeServers(): Promise<void> {
  for (const { server, sockets } of open) {
    for (const socket of sockets) socket.destroy()
    await new Promise(resolve => server.close(resolve))
  }
  open.clear()
}

/** Listens on every address of this machine, IPv4 and IPv6, so that whichever way in is tried is counted. */
async function listen(onSocket: (socket: Socket) => void): Promise<{ port: number; connections: () => number }> {
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createServer(socket => {
    connections++
    sockets.add(socket)
    // The client under test breaks connections off on purpose.
    socket.on('error', () => socket.destroy())
    onSocket(socket)
  })
  open.add({ server, sockets })
  await new Promise<void>(resolve => server.listen(0, resolve))
  return { port: (server.address() as AddressInfo).port, connections: () => connections }
}

/** A server of raw sockets, for answers that are no HTTP. */
export async function serveRaw(
  onSocket: (socket: Socket) => void
): Promise<Omit<TestServer, 'requests' | 'overheard'>> {
  const { port, connections } = await listen(onSocket)
  return { port, host: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}`, connections }
}

/** A web server that speaks HTTP and HTTPS on one port, as the first byte of a connection asks. */
export async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  tls: TlsName = 'certificate',
  options: TlsOptions = {}
): Promise<TestServer> {
  let overheard = ''
  const requests: TestServer['requests'] = []
  const listener: RequestListener = (request, response) => {
    requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers })
    answer(request, response)
  }
  const http = createHttpServer(listener)
  const https = createHttpsServer({ key: tlsFile('key'), cert: tlsFile(tls), ...options }, listener)
  https.on('secureConnection', socket => socket.on('data', (chunk: Buffer) => (overheard += chunk.toString('latin1'))))
  const raw = await serveRaw(socket => {
    socket.once('data', first => {
      socket.pause()
      socket.unshift(first)
      const handshake = first[0] === 0x16
      ;(handshake ? https : http).emit('connection', socket)
      // TLS reads the socket itself.
      if (!handshake) socket.resume()
    })
  })
  return { ...raw, requests, overheard: () => overheard }
}
