import { teams as connector } from '../../../src/main/workspace/delivery/connectors/teams/teams.ts'
import { teamsPath, teamsStandIn } from '../../stand-ins/teams.ts'
import type { Destination } from '../destination.ts'
import { proxied } from '../http-destination.ts'

export const teams: Destination = {
  kind: 'teams',
  against: 'stand-in',
  async open() {
    const { url, shown, revoke, close } = await teamsStandIn()
    return proxied(
      { url, effects: async () => shown, expire: revoke, close },
      { isEffect: ({ method }) => method === 'POST' }
    )
  },
  connectorAt: base => connector({ flows: [new URL(base).hostname], allowPrivate: true }),
  accountAt: base => ({ settings: {}, secret: base + teamsPath }),
  grants: 'fixed',
  tooLong: 'a'.repeat(28_001),
  refusesTwins: false,
  untold: {}
}
