import { EventEmitter, once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EngineRequest } from '../../../src/main/workspace/index.ts'
import { connectEngine } from '../../../src/preload/transport.ts'

const folder = mkdtempSync(join(tmpdir(), 'relais opening '))
/** Stands in for Electron's line between the main process and the engine's. */
const main = new EventEmitter()

function ask(request: EngineRequest, ports: unknown[] = []): Promise<unknown[]> {
  const answer = once(main, 'answer')
  main.emit('message', { data: request, ports })
  return answer
}

beforeAll(async () => {
  const postMessage = (notice: unknown) => void main.emit('answer', notice)
  Object.assign(process, { parentPort: Object.assign(main, { postMessage }) })
  await import('../../../src/main/workspace/index.ts')
})
afterAll(async () => {
  await ask({ kind: 'close' })
  Reflect.deleteProperty(process, 'parentPort')
  rmSync(folder, { recursive: true, force: true })
})

test.each([
  ['auto', true],
  ['on-call', false]
] as const)('a workspace that is opened to deliver “%s” delivers by itself: %s', async (deliver, running) => {
  const file = join(folder, `${deliver}.relais`)
  expect(await ask({ kind: 'open', file, mode: 'create', deliver })).toEqual([{ reply: { answer: null } }])
  const { port1, port2 } = new MessageChannel()
  main.emit('message', { data: { kind: 'port', door: 'shell' }, ports: [port2] })
  const engine = connectEngine(port1)
  try {
    expect(await engine.call('outbox.status', {})).toMatchObject({ running })
  } finally {
    engine.close()
  }
})
