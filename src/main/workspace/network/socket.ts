import type { Socket } from 'node:net'
import { guardedConnector } from './connect.ts'
import { kindOf, NetworkFailure } from './failure.ts'
import { AddressRefused } from './lookup.ts'

/**
 * A connection for what is not HTTP; its address is checked as it is connected to, like any other one.
 * @param patience milliseconds
 * @throws NetworkFailure
 */
export function openSocket(
  { host, port, allowPrivate }: { host: string; port: number; allowPrivate: boolean },
  patience: number,
  signal: AbortSignal
): Promise<Socket> {
  const late = AbortSignal.timeout(patience)
  const attempt = { signal: AbortSignal.any([late, signal]), onConnect: () => {} }
  const target = { hostname: host, protocol: 'http:', port: String(port) }
  return new Promise((resolve, reject) => {
    guardedConnector(allowPrivate, () => attempt)(target, (error, socket) => {
      if (!error) return resolve(socket)
      const kind =
        error instanceof AddressRefused
          ? 'refused-address'
          : late.aborted
            ? 'timed-out'
            : signal.aborted
              ? 'cancelled'
              : kindOf(error)
      reject(new NetworkFailure(kind, host, false, { cause: error }))
    })
  })
}
