import { approvedRelease } from '../support/approved.ts'
import { deliveryDesk, type DeliveryDesk } from '../support/delivery-desk.ts'
import { addAccount, withLink } from '../stories/account.ts'
import type { Destination, Server } from '../stories/destination.ts'
import { destinations } from '../stories/destinations/index.ts'

/** A destination that runs. */
export interface Place {
  destination: Destination
  server: Server
  base: string
}

/** Every destination, running, and a workspace in which so many deliveries to them are planned. */
export interface World {
  places: Place[]
  /** The workspace, which no process has open. */
  file: string
  planned: number
  close(): Promise<void>
}

/** By these words a text is known wherever it is. */
export const titleOf = (number: number): string => `Armelin ouvre l’usine n° ${String(number).padStart(5, '0')}`

/** @param deliveries how many there are to be at least: each text goes everywhere */
export async function openWorld(deliveries: number): Promise<World> {
  const places: Place[] = []
  for (const destination of destinations) places.push({ destination, ...(await destination.open()) })
  const desk = await deliveryDesk({
    connectors: places.map(({ destination, base }) => destination.connectorAt(base))
  })
  const planned = await planAll(desk, places, Math.ceil(deliveries / places.length))
  const file = `${desk.workspace.file}.soak`
  desk.workspace.context.sqlite.prepare('VACUUM INTO ?').run(file)
  await desk.feature.stop()
  return {
    places,
    file,
    planned,
    async close() {
      await desk.close()
      for (const { server } of places) await server.close()
    }
  }
}

async function planAll(desk: DeliveryDesk, places: readonly Place[], texts: number): Promise<number> {
  const accounts: string[] = []
  for (const { destination, base } of places)
    accounts.push((await addAccount(desk, destination, base, destination.kind)).id)
  for (let number = 1; number <= texts; number++) {
    const release = await approvedRelease(desk.workspace, { ...withLink, title: titleOf(number) })
    await desk.handlers['outbox.plan']({ release, accounts })
  }
  return texts * places.length
}
