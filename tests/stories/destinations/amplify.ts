import { amplify as connector } from '../../../src/main/workspace/delivery/connectors/amplify/amplify.ts'
import { amplifyStandIn } from '../../stand-ins/amplify.ts'
import { hootsuiteFirstTokens, hootsuiteApp } from '../../stand-ins/hootsuite-sign-in.ts'
import type { Destination } from '../destination.ts'
import { proxied } from '../http-destination.ts'

export const amplify: Destination = {
  kind: 'amplify',
  against: 'stand-in',
  async open() {
    const { url, messages, signIn, setClock, close } = await amplifyStandIn()
    return proxied(
      { url, effects: async () => messages, expire: signIn.expire, setClock, close },
      { isEffect: ({ path }) => path === '/amplify/v1/me/messages' }
    )
  },
  connectorAt: base => connector({ platform: base, allowPrivate: true }),
  accountAt: () => ({
    settings: { clientId: hootsuiteApp.clientId, topics: 'Landelles' },
    secret: hootsuiteApp.clientSecret,
    tokens: hootsuiteFirstTokens()
  }),
  grants: 'renewable',
  tooLong: null,
  refusesTwins: false,
  untold: {}
}
