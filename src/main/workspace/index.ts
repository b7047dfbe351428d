import { existsSync, renameSync, rmSync } from 'node:fs'
import type { MessageEvent, MessagePortMain } from 'electron'
import type { Door } from '../../preload/contract/method.ts'
import { replyOf, type Reply } from '../../preload/reply.ts'
import { serveEngine } from '../../preload/transport.ts'
import { openEngine, type Engine, type EngineOptions } from './engine.ts'
import { findProxiesBy } from './network/proxy.ts'
import { proxyQuestions } from './network/proxy-questions.ts'
import { mediaFolder } from './share/media-file.ts'

/** `sample` opens the invented company's workspace, which is made first if the file is missing. */
export type OpenMode = 'open' | 'create' | 'sample'

/** What the main process sends. `open` and `close` are each answered by one `EngineNotice`, in order. */
export type EngineRequest =
  | ({ kind: 'open'; file: string; mode: OpenMode } & Required<Pick<EngineOptions, 'deliver'>>)
  /** Comes with a port, which is served with the rights of `door` until the workspace closes. */
  | { kind: 'port'; door: Door }
  | { kind: 'close' }
  /** Answers a `whichProxy`, in the words of a PAC script. */
  | { kind: 'proxy'; origin: string; answer: string }

export type EngineNotice =
  | { reply: Reply<null> }
  /** Asks by which proxy the system wants an origin to be reached. Paths stay here: they may hold secrets. */
  | { whichProxy: string }

let engine: Engine | null = null
const ports: MessagePortMain[] = []
let turn: Promise<unknown> = Promise.resolve()

const tell = (notice: EngineNotice): void => process.parentPort.postMessage(notice)

const proxies = proxyQuestions(origin => tell({ whichProxy: origin }))
findProxiesBy(proxies.find)

// One request after the other: a port that was sent after `open` belongs to the workspace that it opened. Only a proxy is
// taken in at once: what waits for it may be what `close` waits for.
process.parentPort.on('message', (event: MessageEvent) => {
  const request = event.data as EngineRequest
  if (request.kind === 'proxy') proxies.answered(request.origin, request.answer)
  else turn = turn.then(() => obey(request, event.ports))
})

async function obey(request: Exclude<EngineRequest, { kind: 'proxy' }>, given: MessagePortMain[]): Promise<void> {
  if (request.kind === 'port') serve(request.door, given)
  else {
    const open = request.kind === 'open' ? () => openWorkspace(request) : async () => null
    tell({ reply: await replyOf(() => swap(open)) })
  }
}

function serve(door: Door, [port]: MessagePortMain[]): void {
  if (!port) return
  if (!engine) return port.close()
  serveEngine(engine, door, port)
  ports.push(port)
}

/** Puts another workspace, or none, in the place of the open one; when that fails, the open one stays as it is. */
async function swap(open: () => Promise<Engine | null>): Promise<null> {
  const next = await open()
  const previous = engine
  engine = next
  for (const port of ports.splice(0)) port.close()
  await previous?.close()
  return null
}

async function openWorkspace({ file, mode, deliver }: Extract<EngineRequest, { kind: 'open' }>): Promise<Engine> {
  if (mode === 'sample' && !existsSync(file)) await makeSample(file)
  const opened = openEngine(file, mode === 'create' ? 'create' : 'open', { deliver })
  try {
    const { sample } = await opened.shell('workspace.info', {})
    // The sample's passphrases are published: its officer sits at the desk from the start.
    if (sample) {
      const { sampleOfficer, samplePassphrase } = await import('./sample/sample.ts')
      await opened.shell('people.unlock', { person: sampleOfficer, passphrase: samplePassphrase })
    }
  } catch (thrown) {
    await opened.close()
    throw thrown
  }
  return opened
}

/** Writes the sample under another name first, so that an interrupted one is never taken for the whole. */
async function makeSample(file: string): Promise<void> {
  const part = `${file}.part`
  for (const ending of ['', '-wal', '-shm', '.media']) rmSync(part + ending, { recursive: true, force: true })
  const { createSample } = await import('./sample/sample.ts')
  await createSample(part)
  // The pictures first: a workspace that is there has them.
  rmSync(mediaFolder(file), { recursive: true, force: true })
  renameSync(mediaFolder(part), mediaFolder(file))
  renameSync(part, file)
}
