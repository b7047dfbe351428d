import { webhook as connector } from '../../../src/main/workspace/delivery/connectors/webhook/webhook.ts'
import { webhookSecret } from '../../support/delivery-desk.ts'
import { openReceiver, type Taken } from '../../support/receiver.ts'
import type { Destination, Effect } from '../destination.ts'
import { proxied } from '../http-destination.ts'

/** A receiver that does as it is told: publishes, puts another text in its place, takes it away. */
export const webhook: Destination = {
  kind: 'webhook',
  against: 'real receiver',
  async open() {
    let clock: number | null = null
    const receiver = await openReceiver(
      () => webhookSecret,
      () => clock ?? Date.now()
    )
    return proxied(
      {
        url: receiver.url,
        effects: async () =>
          receiver.effects.filter(({ payload }) => payload.type !== 'release.withdrawn').map(toEffect),
        setClock: now => void (clock = now),
        close: () => receiver.close()
      },
      { isEffect: ({ method }) => method === 'POST' }
    )

    function toEffect({ id, payload }: Taken): Effect {
      const { id: release, title } = payload.data.release
      const last = receiver.effects.findLast(effect => effect.payload.data.release['id'] === release)
      return { id, text: String(title), live: last?.id === id }
    }
  },
  connectorAt: () => connector,
  accountAt: base => ({ settings: { url: base, allowHost: 'true' }, secret: webhookSecret }),
  grants: false,
  tooLong: null,
  refusesTwins: true,
  untold: { 'half a body': 'its answer has none', 'wrong content type': 'its answer has none' }
}
