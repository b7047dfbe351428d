import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { authority, closeServers, serve, serveRaw, type TlsName } from '../integration/network/server.ts'
import { approvedRelease } from '../support/approved.ts'
import { deliveryDesk } from '../support/delivery-desk.ts'
import { addAccount, withLink } from '../stories/account.ts'
import type { Destination } from '../stories/destination.ts'
import { destinations } from '../stories/destinations/index.ts'
import { long, patience } from './size.ts'

const overHttp = destinations.filter(({ against, kind }) => /server|stand-in|receiver/.test(against) && kind !== 'mail')
const told = long ? overHttp : overHttp.filter(({ kind }) => kind === 'webhook' || kind === 'linkedin')

const before = getCACertificates('default')
beforeAll(() => setDefaultCACertificates([...before, authority]))
afterAll(() => setDefaultCACertificates(before))
afterEach(closeServers)

const wrong: readonly (readonly [how: string, open: () => Promise<{ host: string; heard: () => string }>])[] = [
  ...(['certificate', 'expired', 'not-yet-valid', 'wrong-host'] as TlsName[]).map(
    name => [name === 'certificate' ? 'self-signed' : name, () => refusing(name)] as const
  ),
  ['TLS 1.0', () => refusing('trusted', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' })],
  ['no TLS at all', plain]
]

async function refusing(name: TlsName, options: Parameters<typeof serve>[2] = {}) {
  const server = await serve((_, response) => response.end(), name, options)
  return { host: server.host, heard: () => server.overheard() + JSON.stringify(server.requests).replace('[]', '') }
}

async function plain() {
  let heard = ''
  const server = await serveRaw(socket =>
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString('latin1')
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')
    })
  )
  // The greeting of TLS comes; nothing that was to be sent does.
  return { host: server.host, heard: () => (/POST|GET|Bearer|Armelin/.test(heard) ? heard : '') }
}

describe.each(told)('$kind', (destination: Destination) => {
  test.each(wrong)(
    'sends nothing to %s, and its delivery waits with that reason',
    async (_, open) => {
      const { host, heard } = await open()
      const base = `https://${host}`
      const desk = await deliveryDesk({ connectors: [destination.connectorAt(base)] })
      try {
        const { id } = await addAccount(desk, destination, base, 'Presse')
        const release = await approvedRelease(desk.workspace, withLink)
        const [planned] = await desk.handlers['outbox.plan']({ release, accounts: [id] })
        await desk.deliver()
        expect((await desk.get(planned!.id)).delivery).toMatchObject({ state: 'failed-retryable', reason: 'tls' })
        expect(heard()).toBe('')
      } finally {
        await desk.close()
      }
    },
    patience
  )
})
