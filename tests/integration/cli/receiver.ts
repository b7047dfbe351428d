import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'

/** A receiver of signed webhooks on loopback, which counts effects as receivers do: one for each `webhook-id`. */
export async function newReceiver() {
  const effects = new Map<string, { release?: { title?: string } } & Record<string, unknown>>()
  let secret = ''
  let failures = 0
  let tries = 0
  const server = createServer(async (request, response) => {
    const body = await text(request)
    if (request.method !== 'POST') return response.end()
    tries += 1
    if (failures > 0) {
      failures -= 1
      return response.writeHead(503).end()
    }
    try {
      const content = new Webhook(secret).verify(body, request.headers as Record<string, string>)
      effects.set(String(request.headers['webhook-id']), content as Record<string, unknown>)
      response.writeHead(204).end()
    } catch {
      response.writeHead(401).end()
    }
  })
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
