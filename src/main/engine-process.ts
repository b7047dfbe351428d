import { basename } from 'node:path'
import { app, MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron'
import { RelaisError } from '../domain/errors.ts'
import type { Call, Change } from '../preload/contract/index.ts'
import type { Door } from '../preload/contract/method.ts'
import { answerOf } from '../preload/reply.ts'
import type { EngineStatus } from '../preload/shell-contract.ts'
import { connectEngine, type EngineClient } from '../preload/transport.ts'
import { restartBudget } from './restarts.ts'
import type { EngineNotice, EngineRequest, OpenMode } from './workspace/index.ts'
import enginePath from './workspace/index?modulePath'

type Deliver = Extract<EngineRequest, { kind: 'open' }>['deliver']
type OpenNotice = Extract<EngineNotice, { reply: unknown }>

/**
 * The engine in its own process, as the main process holds it: one workspace at a time, started again when it dies.
 * Main passes no data through: a page gets a port of its own.
 */
export class EngineProcess {
  #child: UtilityProcess | null = null
  #client: EngineClient | null = null
  #status: EngineStatus = { state: 'closed' }
  #file: string | null = null
  #answer: ((notice: OpenNotice | RelaisError) => void) | null = null
  #turn: Promise<unknown> = Promise.resolve()
  readonly #listeners = new Set<(status: EngineStatus) => void>()
  readonly #changes = new Set<(change: Change) => void>()
  readonly #mayRestart = restartBudget()
  readonly #deliver: Deliver

  /** @param deliver whether what falls due goes by itself while a workspace is open here */
  constructor(deliver: Deliver = 'auto') {
    this.#deliver = deliver
  }

  get status(): EngineStatus {
    return this.#status
  }

  /** The path of the open workspace; the page is only ever told its last part. */
  get file(): string | null {
    return this.#file
  }

  onStatus(listener: (status: EngineStatus) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Told of every change in whichever workspace is open. */
  onChange(listener: (change: Change) => void): void {
    this.#changes.add(listener)
  }

  /** Calls with every right: passphrases and paths, which pages never handle. */
  readonly call: Call = async (name, input) => {
    if (!this.#client) throw new RelaisError('no-workspace')
    return this.#client.call(name, input)
  }

  /**
   * Opens a workspace in the place of the one that is open; if that fails, the open one stays.
   * @throws RelaisError what `openEngine` throws, `engine-stopped`
   */
  open(file: string, mode: OpenMode): Promise<void> {
    return this.#inTurn(async () => {
      if (mode !== 'create' && file === this.#file) return
      const before = this.#status
      this.#tell({ state: 'opening' })
      try {
        await this.#ask({ kind: 'open', file, mode, deliver: this.#deliver })
        this.#opened(file)
      } catch (thrown) {
        this.#tell(this.#file ? before : { state: 'closed' })
        throw thrown
      }
    })
  }

  /** Closes the workspace, if one is open; its file is complete and free afterwards. */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      const open = this.#file !== null
      this.#forget()
      if (open) await this.#ask({ kind: 'close' })
      this.#tell({ state: 'closed' })
    })
  }

  /** Closes the workspace and ends the process: one that is alive while Electron exits can keep it from exiting. */
  async end(): Promise<void> {
    await this.close()
    const child = this.#child
    if (!child) return
    await new Promise<void>(resolve => {
      child.once('exit', () => resolve())
      child.kill()
    })
  }

  /** A new port to the open workspace for a page; null while none is open. */
  port(): MessagePortMain | null {
    return this.#status.state === 'open' ? this.#connect('page') : null
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work)
    this.#turn = done.catch(() => undefined)
    return done
  }

  async #ask(request: EngineRequest): Promise<void> {
    const notice = await new Promise<OpenNotice | RelaisError>(resolve => {
      this.#answer = resolve
      this.#child ??= this.#start()
      this.#child.postMessage(request)
    })
    this.#answer = null
    if (notice instanceof RelaisError) throw notice
    answerOf(notice.reply)
  }

  #start(): UtilityProcess {
    // Standard output stays free for what the command line asked for.
    const child = utilityProcess.fork(enginePath, [], {
      serviceName: 'Relais engine',
      stdio: ['ignore', 'ignore', 'inherit']
    })
    child.on('message', (notice: EngineNotice) => {
      if ('whichProxy' in notice) void tellProxy(child, notice.whichProxy)
      else this.#answer?.(notice)
    })
    child.on('exit', () => this.#died())
    return child
  }

  #connect(door: Door): MessagePortMain {
    const { port1, port2 } = new MessageChannelMain()
    this.#child?.postMessage({ kind: 'port', door } satisfies EngineRequest, [port2])
    return port1
  }

  #opened(file: string): void {
    this.#forget()
    this.#file = file
    this.#client = connectEngine(this.#connect('shell'))
    this.#client.onChange(change => this.#changes.forEach(listener => listener(change)))
    this.#tell({ state: 'open', file: basename(file) })
  }

  #forget(): void {
    this.#file = null
    this.#client?.close()
    this.#client = null
  }

  #died(): void {
    const file = this.#file
    this.#child = null
    this.#forget()
    this.#answer?.(new RelaisError('engine-stopped'))
    if (file) void this.#inTurn(() => this.#revive(file))
  }

  async #revive(file: string): Promise<void> {
    if (!this.#mayRestart()) return this.#tell({ state: 'failed' })
    this.#tell({ state: 'restarting' })
    try {
      await this.#ask({ kind: 'open', file, mode: 'open', deliver: this.#deliver })
      this.#opened(file)
    } catch {
      this.#tell({ state: 'failed' })
    }
  }

  #tell(status: EngineStatus): void {
    this.#status = status
    for (const listener of this.#listeners) listener(status)
  }
}

/**
 * Asks the system by which proxies an origin is reached; not a session, as those that pages have use none: see `guardSession`.
 * What the system cannot say is no reason to send nothing: the connection will then tell.
 */
async function tellProxy(child: UtilityProcess, origin: string): Promise<void> {
  const answer = await app.resolveProxy(origin).catch(() => 'DIRECT')
  child.postMessage({ kind: 'proxy', origin, answer } satisfies EngineRequest)
}
