import { RelaisError } from '../domain/errors.ts'
import type { Call, Change } from './contract/index.ts'
import { answerOf, type Reply } from './reply.ts'
import type { Bridge, Desk, EngineStatus } from './shell-contract.ts'
import { engineMessage } from './news.ts'
import { connectEngine, type EngineClient } from './transport.ts'

/** The engine as a page keeps it: the same object while workspaces open and close and the engine restarts. */
export interface PageEngine {
  /** Waits while a workspace opens or the engine restarts; rejects with `no-workspace` when there is none. */
  call: Call
  onChange(listener: (change: Change) => void): () => void
  /** Told of the status now, and at every change. */
  onStatus(listener: (status: EngineStatus) => void): () => void
}

/** Asks for the engine and keeps to it. Call it once per page. */
export function connectPage(bridge: { connect(): void }): PageEngine {
  const changes = new Set<(change: Change) => void>()
  const statuses = new Set<(status: EngineStatus) => void>()
  const waiting: (() => void)[] = []
  let status: EngineStatus = { state: 'opening' }
  let client: EngineClient | null = null

  const settle = (event: MessageEvent<{ relais?: string; status: EngineStatus }>): void => {
    if (event.source !== window || event.data?.relais !== engineMessage) return
    client?.close()
    const port = event.ports[0]
    status = event.data.status
    client = port ? connectEngine(port) : null
    client?.onChange(change => changes.forEach(listener => listener(change)))
    statuses.forEach(listener => listener(status))
    if (!isPassing(status)) waiting.splice(0).forEach(wake => wake())
  }
  window.addEventListener('message', settle)
  bridge.connect()

  return {
    call: async (name, input) => {
      while (isPassing(status)) await new Promise<void>(wake => waiting.push(wake))
      if (!client) throw new RelaisError(status.state === 'failed' ? 'engine-stopped' : 'no-workspace')
      return client.call(name, input)
    },
    onChange: listener => subscribe(changes, listener),
    onStatus(listener) {
      listener(status)
      return subscribe(statuses, listener)
    }
  }
}

/** The calls of the main process, which answer or reject with a RelaisError. */
export function deskOf(bridge: Bridge): Desk {
  const { connect: _connect, onCommand: _onCommand, onClosing: _onClosing, ...areas } = bridge
  const unwrapped = Object.entries(areas).map(([area, calls]) => [
    area,
    Object.fromEntries(
      Object.entries(calls).map(([name, ask]: [string, (input?: unknown) => Promise<Reply>]) => [
        name,
        async (input?: unknown) => answerOf(await ask(input))
      ])
    )
  ])
  return Object.fromEntries(unwrapped) as Desk
}

const isPassing = ({ state }: EngineStatus): boolean => state === 'opening' || state === 'restarting'

function subscribe<T>(set: Set<T>, listener: T): () => void {
  set.add(listener)
  return () => set.delete(listener)
}
