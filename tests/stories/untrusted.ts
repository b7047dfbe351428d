import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'

/** A server whose certificate nobody vouches for. */
export interface Untrusted {
  url: string
  /** How many requests were said to it all the same. */
  requests: number
  close(): Promise<void>
}

const tlsFile = (name: string): string =>
  readFileSync(new URL(`../integration/network/tls/${name}.pem`, import.meta.url), 'utf8')

export async function openUntrusted(): Promise<Untrusted> {
  const untrusted = { requests: 0 }
  const server = createServer({ key: tlsFile('key'), cert: tlsFile('certificate') }, (_request, response) => {
    untrusted.requests++
    response.end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(untrusted, {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  })
}
