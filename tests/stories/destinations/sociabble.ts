import { sociabble as connector } from '../../../src/main/workspace/delivery/connectors/sociabble/sociabble.ts'
import { sociabbleKey, sociabbleStandIn } from '../../stand-ins/sociabble.ts'
import type { Destination } from '../destination.ts'
import { proxied } from '../http-destination.ts'

export const sociabble: Destination = {
  kind: 'sociabble',
  against: 'stand-in',
  async open() {
    const { url, created, revoke, setClock, close } = await sociabbleStandIn()
    return proxied(
      { url, effects: async () => created, expire: revoke, setClock, close },
      { isEffect: ({ path }) => path.startsWith('/content/') }
    )
  },
  connectorAt: base => connector({ api: base, allowPrivate: true }),
  accountAt: () => ({ settings: { channels: 'Presse' }, secret: sociabbleKey }),
  grants: 'fixed',
  tooLong: null,
  refusesTwins: false,
  untold: {}
}
