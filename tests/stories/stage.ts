import { join } from 'node:path'
import { expect } from 'vitest'
import type { Delivery } from '../../src/domain/delivery/delivery.ts'
import { lookAfter } from '../../src/domain/delivery/looking.ts'
import type { ReleaseContent } from '../../src/domain/releases/release.ts'
import type { Connector } from '../../src/main/workspace/delivery/connectors/connector.ts'
import { deliveryHandlers } from '../../src/main/workspace/delivery/delivery.handlers.ts'
import { openContext } from '../../src/main/workspace/open-context.ts'
import { findRelease } from '../../src/main/workspace/releases/release.repository.ts'
import { saveRelease } from '../../src/main/workspace/releases/save.service.ts'
import { submitRelease } from '../../src/main/workspace/review/review.service.ts'
import type { Account } from '../../src/preload/contract/delivery.ts'
import { approve, approvedRelease } from '../support/approved.ts'
import { deliveryDesk, type DeliveryDesk } from '../support/delivery-desk.ts'
import { temporaryFolder } from '../support/folder.ts'
import { addAccount, withLink } from './account.ts'
import type { Destination, Effect, Server } from './destination.ts'
import { openUntrusted } from './untrusted.ts'

/** One destination, one account on it, and an officer at the desk: what a story is told on. */
export interface Stage {
  destination: Destination
  connector: Connector
  server: Server
  base: string
  desk: DeliveryDesk
  account: Account
  /** Approves a release and plans it there. */
  plan(content?: Partial<ReleaseContent>, at?: string): Promise<Delivery>
  /** Approves another text of it and plans that. */
  correct(release: string, title: string): Promise<Delivery>
  now(id: string): Promise<Delivery>
  /** Delivers until nothing happens any more without a person, letting pass as much time as it takes. */
  settle(id: string): Promise<Delivery>
  /** What is there of a text, by the words it is known by. */
  live(words?: string): Promise<Effect[]>
  /** The workspace as it is now, as a file that no process has open. */
  leave(): Promise<string>
  close(): Promise<void>
}

export const title = 'Armelin ouvre une usine à Landelles'

export interface StageOptions {
  /** Where the connector is pointed at instead of the server; `untrusted`: at one whose certificate nobody vouches for. */
  base?: string
}

export async function openStage(destination: Destination, options: StageOptions = {}): Promise<Stage> {
  const { server, base: real } = await destination.open()
  const untrusted = options.base === 'untrusted' ? await openUntrusted() : null
  const base = untrusted?.url ?? options.base ?? real
  const connector = destination.connectorAt(base)
  const desk = await deliveryDesk({ connectors: [connector] })
  const left = temporaryFolder()
  const account = await addAccount(desk, destination, base, 'Story')
  const { handlers, workspace } = desk

  const now = async (id: string): Promise<Delivery> => (await desk.get(id)).delivery
  const plan = async (release: string, at?: string): Promise<Delivery> => {
    const [planned] = await handlers['outbox.plan']({ release, accounts: [account.id], ...(at && { at }) })
    if (!planned) throw new Error('nothing was planned')
    return planned
  }
  return {
    destination,
    connector,
    server,
    base,
    desk,
    account,
    now,
    plan: async (content, at) => plan(await approvedRelease(workspace, { title, ...withLink, ...content }), at),
    async correct(release, corrected) {
      const { context } = workspace
      const { rev } = await findRelease(context.read, release)
      await saveRelease(context, { id: release, rev, change: { title: corrected } })
      await approve(workspace, (await submitRelease(context, release)).id)
      return plan(release)
    },
    settle: id => settle({ handlers, connector, now: workspace.context.now, setClock: workspace.setClock }, id),
    live: async (words = title) => (await server.effects()).filter(({ text, live }) => live && text.includes(words)),
    async leave() {
      const file = join(left.path, 'left.relais')
      workspace.context.sqlite.prepare('VACUUM INTO ?').run(file)
      return file
    },
    async close() {
      await desk.close()
      await server.close()
      left.remove()
      await untrusted?.close()
      expect(untrusted?.requests ?? 0).toBe(0)
    }
  }
}

interface Deliverer {
  handlers: Pick<DeliveryDesk['handlers'], 'outbox.get' | 'outbox.deliver'>
  connector: Connector
  now(): number
  setClock(instant: string): void
}

async function settle({ handlers, connector, now, setClock }: Deliverer, id: string): Promise<Delivery> {
  await handlers['outbox.deliver']({})
  for (let round = 0; ; round++) {
    const { delivery } = await handlers['outbox.get']({ id })
    const { state, dueAt } = delivery
    const asks = state === 'unconfirmed' && connector.can.look && round < 8
    if (round === 12 || (state !== 'planned' && state !== 'failed-retryable' && !asks)) return delivery
    const next = (asks ? now() + lookAfter(round) : Math.max(Date.parse(dueAt), now())) + 1_000
    setClock(new Date(next).toISOString())
    await handlers['outbox.deliver']({})
  }
}

/** Opens a workspace that was left, as somebody would who starts Relais again, and settles a delivery in it. */
export async function settleLeft(file: string, { connector }: Stage, id: string): Promise<Delivery> {
  let clock: number | null = null
  const { context, close } = openContext(file, 'open', () => clock ?? Date.now())
  Object.assign(context.session, { vaultKey: new Uint8Array(32).fill(1) })
  const { handlers, stop } = deliveryHandlers(context, { deliver: 'on-call', connectors: [connector] })
  try {
    const setClock = (instant: string): void => void (clock = Date.parse(instant))
    return await settle({ handlers, connector, now: context.now, setClock }, id)
  } finally {
    await stop()
    await close()
  }
}
