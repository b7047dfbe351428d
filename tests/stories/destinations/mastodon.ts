import { mastodon as connector } from '../../../src/main/workspace/delivery/connectors/mastodon/mastodon.ts'
import { mastodonStandIn, mastodonToken } from '../../stand-ins/mastodon.ts'
import type { Destination } from '../destination.ts'
import { proxied } from '../http-destination.ts'

export const mastodon: Destination = {
  kind: 'mastodon',
  against: 'stand-in',
  async open() {
    const { url, effects, revoke, setClock, close } = await mastodonStandIn()
    return proxied(
      { url, effects: async () => effects(), expire: revoke, setClock, close },
      { isEffect: ({ method, path }) => method !== 'GET' && path.startsWith('/api/v1/statuses') }
    )
  },
  connectorAt: () => connector,
  accountAt: base => ({ settings: { server: base, allowHost: 'true' }, secret: mastodonToken }),
  grants: 'fixed',
  tooLong: 'é'.repeat(501),
  refusesTwins: true,
  untold: {}
}
