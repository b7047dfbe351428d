import { slack as connector } from '../../../src/main/workspace/delivery/connectors/slack/slack.ts'
import { slackPath, slackStandIn } from '../../stand-ins/slack.ts'
import type { Destination } from '../destination.ts'
import { proxied } from '../http-destination.ts'

export const slack: Destination = {
  kind: 'slack',
  against: 'stand-in',
  async open() {
    const { url, shown, revoke, setClock, close } = await slackStandIn()
    return proxied(
      { url, effects: async () => shown, expire: revoke, setClock, close },
      { isEffect: ({ method }) => method === 'POST' }
    )
  },
  connectorAt: base => connector({ hooks: base, allowPrivate: true }),
  accountAt: base => ({ settings: {}, secret: base + slackPath }),
  grants: 'fixed',
  tooLong: 'mot '.repeat(38_000),
  refusesTwins: false,
  untold: {}
}
