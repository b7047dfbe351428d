import { hootsuite as connector } from '../../../src/main/workspace/delivery/connectors/hootsuite/hootsuite.ts'
import { hootsuiteFirstTokens, hootsuiteApp } from '../../stand-ins/hootsuite-sign-in.ts'
import { hootsuiteProfile, hootsuiteStandIn } from '../../stand-ins/hootsuite.ts'
import type { Destination } from '../destination.ts'
import { proxied } from '../http-destination.ts'

export const hootsuite: Destination = {
  kind: 'hootsuite',
  against: 'stand-in',
  async open() {
    const { url, effects, signIn, setClock, close } = await hootsuiteStandIn()
    return proxied(
      { url, effects: async () => effects(), expire: signIn.expire, setClock, close },
      { isEffect: ({ method, path }) => method === 'DELETE' || (method === 'POST' && path === '/v1/messages') }
    )
  },
  connectorAt: base => connector({ platform: base, allowPrivate: true }),
  accountAt: () => ({
    settings: { clientId: hootsuiteApp.clientId, profile: hootsuiteProfile },
    secret: hootsuiteApp.clientSecret,
    tokens: hootsuiteFirstTokens()
  }),
  grants: 'renewable',
  tooLong: 'a'.repeat(3_001),
  refusesTwins: false,
  untold: {}
}
