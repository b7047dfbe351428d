import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

interface Count {
  requests: number
  /** Different ids among them. */
  ids: number
}

/** A receiver in a process of its own that counts what comes. */
export interface Counter {
  url: string
  /** What came since this was last asked. */
  taken(): Promise<Count>
  /** @throws Error when something was lost since then, or came twice */
  expect(count: number): Promise<void>
  close(): void
}

export async function openCounter(): Promise<Counter> {
  const child = fork(join(import.meta.dirname, 'receiver.ts'), { execArgv: [] })
  const [url] = (await once(child, 'message')) as [string]
  const taken = async (): Promise<Count> => {
    child.send('taken')
    const [count] = (await once(child, 'message')) as [Count]
    return count
  }
  return {
    url,
    taken,
    async expect(count) {
      const { requests, ids } = await taken()
      if (requests !== count || ids !== count) throw new Error(`${requests} requests, ${ids} ids instead of ${count}`)
    },
    close: () => child.disconnect()
  }
}
