import type { Connector, SendResult, Tokens } from '../../src/main/workspace/delivery/connectors/connector.ts'
import { linkedin } from '../../src/main/workspace/delivery/connectors/linkedin/linkedin.ts'
import { linkedinApp } from '../stand-ins/linkedin-sign-in.ts'
import { linkedinStandIn, type LinkedInStandIn } from '../stand-ins/linkedin.ts'
import { openFaultProxy, type FaultProxy } from './fault-proxy.ts'
import { call, parcel } from './parcel.ts'

/** LinkedIn's stand-in, the proxy in front of its API, and the connector that is pointed at both. */
export interface LinkedInDesk {
  server: LinkedInStandIn
  proxy: FaultProxy
  connector: Connector
  access(
    more?: Record<string, string>,
    tokens?: Tokens
  ): { settings: Record<string, string>; secret: string; tokens: Tokens }
  send(overrides?: Parameters<typeof parcel>[0]): Promise<SendResult>
  close(): Promise<void>
}

export const memberScopes = ['openid', 'profile', 'w_member_social']

/** @param scopes what was granted; what a Page needs, without it */
export async function linkedinDesk(scopes?: string[]): Promise<LinkedInDesk> {
  const server = await linkedinStandIn(scopes)
  const proxy = await openFaultProxy(server.url)
  const connector = linkedin({ api: proxy.url, www: server.www, allowPrivate: true })
  const access: LinkedInDesk['access'] = (more = {}, tokens = server.signIn.tokens) => ({
    settings: { clientId: linkedinApp.clientId, author: '5583111', ...more },
    secret: linkedinApp.clientSecret,
    tokens
  })
  return {
    server,
    proxy,
    connector,
    access,
    send: (overrides = {}) => connector.send(parcel({ access: access(), ...overrides }), call),
    async close() {
      await proxy.close()
      await server.close()
    }
  }
}
