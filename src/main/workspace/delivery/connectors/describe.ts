import type { ConnectorInfo } from '../../../../preload/contract/delivery.ts'
import type { Connector } from './connector.ts'
import { redirectTo } from './loopback.ts'
import { listSettings } from './settings.ts'

/** What a connector is, as screens and the terminal's help show it. */
export function describeConnector({ kind, network, settings, secret, can, oauth }: Connector): ConnectorInfo {
  const server = oauth?.({ settings: {}, secret: null })
  const signIn = server && {
    redirect: redirectTo(server.loopback, server.port ?? 0),
    ...(server.client !== 'public' && { appKey: true as const })
  }
  return { kind, network, settings: listSettings(settings), secret, can, ...signIn }
}
