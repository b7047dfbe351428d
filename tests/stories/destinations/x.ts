import { x as connector } from '../../../src/main/workspace/delivery/connectors/x/x.ts'
import { xApp, xFirstTokens } from '../../stand-ins/x-sign-in.ts'
import { xStandIn } from '../../stand-ins/x.ts'
import type { Destination } from '../destination.ts'
import { proxied } from '../http-destination.ts'

export const x: Destination = {
  kind: 'x',
  against: 'stand-in',
  async open() {
    const { url, signIn, effects, setClock, close } = await xStandIn()
    return proxied(
      { url, effects: async () => effects(), expire: signIn.expire, setClock, close },
      { isEffect: ({ method, path }) => method !== 'GET' && path.startsWith('/2/tweets') }
    )
  },
  connectorAt: base => connector({ api: base, www: base, allowPrivate: true }),
  accountAt: () => ({ settings: { clientId: xApp.clientId }, tokens: xFirstTokens() }),
  grants: 'renewable',
  tooLong: 'é'.repeat(281),
  refusesTwins: true,
  untold: {}
}
