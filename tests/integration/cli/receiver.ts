import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'

/** A receiver of signed webhooks on loopback, which counts effects as receivers do: one for each `webhook-id`. */
export async function newReceiver() {
  const effects = new Map<string, Record<string, unknown>>()
  let secret = ''
  let failures = 0
  let tries = 0
  const answer = async (request: IncomingMessage): Promise<number> => {
    const body = await text(request)
    if (request.method !== 'POST') return 200
    tries += 1
    if (failures > 0) {
      failures -= 1
      return 503
    }
    try {
      const content = new Webhook(secret).verify(body, request.headers as Record<string, string>)
      effects.set(String(request.headers['webhook-id']), content as Record<string, unknown>)
      return 204
    } catch {
      return 401
    }
  }
  const server = createServer(
    (request, response) => void answer(request).then(status => response.writeHead(status).end())
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    effects,
    tries: () => tries,
    trust: (shared: string) => void (secret = shared),
    /** Answers 503 to the next `count` tries. */
    failNext: (count: number) => void (failures = count),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}
