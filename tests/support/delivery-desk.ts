import { join } from 'node:path'
import type { ReleaseContent } from '../../src/domain/releases/release.ts'
import type { Attempt, Delivery } from '../../src/domain/delivery/delivery.ts'
import type { Account, delivery as contract } from '../../src/preload/contract/delivery.ts'
import type { Handlers } from '../../src/preload/contract/index.ts'
import type { Connector } from '../../src/main/workspace/delivery/connectors/connector.ts'
import { deliveryHandlers, type DeliveryFeature } from '../../src/main/workspace/delivery/delivery.handlers.ts'
import { approvedRelease } from './approved.ts'
import { openReceiver, type Receiver } from './receiver.ts'
import { testWorkspace, type TestWorkspace } from './workspace.ts'

/** A workspace with its outbox, an officer at the desk who can open secrets, and a receiver on loopback. */
export interface DeliveryDesk {
  workspace: TestWorkspace
  handlers: Handlers<keyof typeof contract>
  feature: DeliveryFeature
  receiver: Receiver
  addWebhook(name?: string, receiver?: Receiver): Promise<Account & { secret?: string }>
  addFeed(name?: string, settings?: Record<string, string>): Promise<Account>
  /** Approves a release and plans it on these accounts. */
  plan(accounts: readonly Account[], content?: Partial<ReleaseContent>, at?: string): Promise<Delivery[]>
  deliver(): ReturnType<Handlers['outbox.deliver']>
  get(id: string): Promise<{ delivery: Delivery; attempts: Attempt[] }>
  /** Lets the time pass until a delivery is due again, by the clock that Relais goes by. */
  passUntilDue(id: string): Promise<void>
  close(): Promise<void>
}

export const webhookSecret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

interface DeskOptions {
  deliver?: 'auto' | 'on-call'
  connectors?: readonly Connector[]
  /** What the receiver's clock says; without it, what the workspace's clock says. */
  theirClock?: () => number | null
}

export async function deliveryDesk(options: DeskOptions = {}): Promise<DeliveryDesk> {
  const workspace = await testWorkspace()
  const { context } = workspace
  // As if unlocked: what a passphrase opens is tested with the people.
  Object.assign(context.session, { actor: workspace.people.officer, vaultKey: new Uint8Array(32).fill(1) })
  const feature = deliveryHandlers(context, {
    deliver: options.deliver ?? 'on-call',
    ...(options.connectors && { connectors: options.connectors })
  })
  const { handlers } = feature
  const receiver = await openReceiver(() => webhookSecret, options.theirClock ?? (() => context.now()))
  const get = async (id: string) => handlers['outbox.get']({ id })
  return {
    workspace,
    handlers,
    feature,
    receiver,
    addWebhook: async (name = 'Presse', to = receiver) =>
      handlers['accounts.add']({
        connector: 'webhook',
        name,
        settings: { url: to.url, allowHost: '127.0.0.1' },
        secret: webhookSecret
      }),
    addFeed: async (name = 'Flux', settings = {}) =>
      handlers['accounts.add']({
        connector: 'feed',
        name,
        settings: { folder: join(workspace.folder, name), ...settings }
      }),
    async plan(accounts, content, at) {
      const input = { release: await approvedRelease(workspace, content), accounts: accounts.map(({ id }) => id) }
      return handlers['outbox.plan'](at === undefined ? input : { ...input, at })
    },
    deliver: () => handlers['outbox.deliver']({}),
    get,
    async passUntilDue(id) {
      workspace.setClock((await get(id)).delivery.dueAt)
    },
    async close() {
      await feature.stop()
      await receiver.close()
      await workspace.close()
    }
  }
}
