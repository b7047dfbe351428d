import { afterAll, beforeAll, describe, test } from 'vitest'
import type { Cell } from './cell.ts'
import type { Destination } from './destination.ts'
import { stories, type Story } from './stories.ts'
import { Table } from './table.ts'

/** Longer than any destination is waited for. */
const patience = 90_000

/** Tells every story of each of these destinations, and prints the table. */
export function tellStories(destinations: readonly Destination[]): void {
  const table = new Table()
  const begun = new Map<string, Promise<Cell>>()
  const tell = ({ name, tell }: Story, destination: Destination): Promise<Cell> =>
    begun.get(`${destination.kind} ${name}`) ?? tell(destination)

  // What mostly waits does so while the others are told.
  beforeAll(() => {
    for (const destination of destinations)
      for (const story of stories.filter(({ waits, untold }) => waits && untold(destination) === null)) {
        const told = story.tell(destination)
        told.catch(() => {})
        begun.set(`${destination.kind} ${story.name}`, told)
      }
  })
  afterAll(() => console.log(String(table)))

  for (const { kind, against } of destinations) table.add(kind, against)
  describe.each(destinations)('$kind ($against)', destination => {
    for (const story of stories) {
      const { name } = story
      const reason = story.untold(destination)
      if (reason !== null) {
        table.set(destination.kind, name, { untold: reason })
        continue
      }
      table.set(destination.kind, name, 'FAILED')
      const told = async () => table.set(destination.kind, name, await tell(story, destination))
      test.concurrent(name, told, patience)
    }
  })
}
