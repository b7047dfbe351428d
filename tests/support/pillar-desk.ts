import type { Account } from '../../src/preload/contract/delivery.ts'
import { connectors } from '../../src/main/workspace/delivery/connectors/index.ts'
import { deliveryDesk, type DeliveryDesk } from './delivery-desk.ts'
import { temporaryFolder } from './folder.ts'
import { pillarbox, type Pillarbox } from './pillarbox.ts'

/** A desk with a pillarbox among its destinations, at half past seven. */
export interface PillarDesk extends DeliveryDesk {
  box: Pillarbox
  account: Account
  /** Another account of the same box. */
  addBox(name: string): Promise<Account>
  /** Lets time pass. */
  pass(seconds: number): void
  rowOf(id: string): Promise<{ state: string; reason: string | null; remoteId: string | null }>
}

export async function pillarDesk(options: Parameters<typeof pillarbox>[1] = {}): Promise<PillarDesk> {
  const folder = temporaryFolder()
  const box = pillarbox(folder.path, options)
  const desk = await deliveryDesk({ connectors: [...connectors, box.connector] })
  const { context, setClock } = desk.workspace
  setClock('2026-11-26T07:30:00.000Z')
  const secret = options.secret === undefined ? {} : { secret: 'a word that was given' }
  const addBox = async (name: string): Promise<Account> =>
    desk.handlers['accounts.add']({ connector: box.connector.kind, name, settings: {}, ...secret })
  return {
    ...desk,
    box,
    addBox,
    account: await addBox('Boîte'),
    pass: seconds => setClock(new Date(context.now() + seconds * 1_000).toISOString()),
    async rowOf(id) {
      const { state, reason, remoteId } = (await desk.get(id)).delivery
      return { state, reason, remoteId }
    },
    async close() {
      await desk.close()
      folder.remove()
    }
  }
}
