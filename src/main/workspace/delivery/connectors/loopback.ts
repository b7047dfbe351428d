import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

const path = '/granted'

/** Where the browser brings a destination's answer to: a listener on this machine alone, for as long as one sign-in lasts. */
export interface Loopback {
  /** The redirect address to name to the destination. */
  redirect: string
  /** The parameters of the first answer that has this state; any other request is turned away. */
  answer(state: string): Promise<URLSearchParams>
  close(): void
}

/** The redirect address, as it is named to the destination. */
export const redirectTo = (host: '127.0.0.1' | 'localhost', port: number): string => `http://${host}:${port}${path}`

/**
 * Opens the listener (RFC 8252, 7.3). It hears 127.0.0.1 only, by whichever name the browser comes: no other machine reaches it.
 * @param port 0 for any free one
 * @param page what the browser shows once the answer is here, as plain text
 * @throws as `node:net` does, where the port is taken
 */
export async function openLoopback(host: '127.0.0.1' | 'localhost', port: number, page: string): Promise<Loopback> {
  let heard: (answer: URLSearchParams) => void = () => {}
  let state: string | null = null
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', redirect)
    // The name is checked too: a page of the web that has its own name resolve to this machine gets nothing.
    const mine = request.method === 'GET' && url.pathname === path && request.headers.host === new URL(redirect).host
    const answers = mine && state !== null && url.searchParams.get('state') === state
    response.writeHead(answers ? 200 : 404, headers)
    response.end(answers ? page : '', () => answers && heard(url.searchParams))
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const redirect = redirectTo(host, (server.address() as AddressInfo).port)
  return {
    redirect,
    answer: expected =>
      new Promise(resolve => {
        state = expected
        heard = resolve
      }),
    close: () => shut(server)
  }
}

const headers = {
  'content-type': 'text/plain; charset=utf-8',
  'content-security-policy': "default-src 'none'",
  // The code is in the address: it goes to nobody else.
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  connection: 'close'
}

function shut(server: Server): void {
  server.close()
  server.closeAllConnections()
}
