import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { request } from '../../network/http.ts'
import type { Connector } from '../connectors/connector.ts'

/** What stands for every destination: a server on this machine that takes whatever comes, and says what time it is. */
export interface Receiver {
  /** The connector with its way out turned to here. Nothing that it does reaches the destination. */
  rehearsing(connector: Connector): Connector
  close(): Promise<void>
}

const limits = { bytes: 10_000, milliseconds: 10_000 }

export async function openReceiver(now: () => number): Promise<Receiver> {
  const server = createServer((asked, answer) => {
    asked.resume()
    asked.on('end', () => answer.writeHead(204, { date: new Date(now()).toUTCString() }).end())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return {
    rehearsing: ({ kind, network, settings, can, whole, lane, describe }) => ({
      kind,
      network,
      settings,
      secret: 'none',
      can,
      whole,
      lane,
      describe,
      repeat: 'idempotent',
      async send({ delivery, post, content }, { signal }) {
        const body = JSON.stringify({ delivery, post, title: content?.title ?? null })
        const { status } = await request(url, { method: 'POST', body, limits, allowPrivate: true, signal })
        return { outcome: 'confirmed', remoteId: null, remoteUrl: null, received: { status } }
      },
      test: async () => '',
      serverDate: async (_access, { signal }) =>
        (await request(url, { method: 'HEAD', limits, allowPrivate: true, signal })).date
    }),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}
