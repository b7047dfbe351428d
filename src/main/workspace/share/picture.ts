import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { RelaisError } from '../../../domain/errors.ts'
import type { Picture, PictureLimits } from '../delivery/connectors/connector.ts'
import type { Inspection } from './media-pixels.ts'

/** What the thread that decodes is asked, one thing at a time. */
export type Asked =
  | { job: 'inspect'; bytes: Uint8Array }
  | { job: 'fit'; bytes: Uint8Array; limits: PictureLimits }
  | { job: 'thumbnail'; bytes: Uint8Array; width: number }
export type Answered = { result: unknown } | { failed: true }

/** Many times what the largest picture takes; what takes longer is made to. */
const timeLimit = 60_000
/** Decoders keep the memory that a large picture took. It goes with the thread, which is soon started again. */
const idleTime = 15_000

let worker: Worker | null = null
let idle: NodeJS.Timeout | undefined
let turn: Promise<unknown> = Promise.resolve()

/** Looks what a file is, by its bytes, and whether it is a picture that can be read to its end. */
export async function inspectPicture(bytes: Uint8Array): Promise<Inspection> {
  // What brought the decoders down is no picture for us.
  return inTurn({ job: 'inspect', bytes }).catch((): Inspection => ({ is: 'broken' })) as Promise<Inspection>
}

/**
 * A picture made to fit: the same picture and limits give the same bytes.
 * @throws RelaisError `media-unfit`
 */
export async function fitPicture(bytes: Uint8Array, limits: PictureLimits): Promise<Picture> {
  const picture = (await inTurn({ job: 'fit', bytes, limits }).catch(() => null)) as Picture | null
  if (!picture)
    throw new RelaisError('media-unfit', { width: limits.width, height: limits.height, bytes: limits.bytes })
  return picture
}

/**
 * A picture for showing, as WebP.
 * @throws RelaisError `media-damaged`
 */
export async function thumbnailOf(bytes: Uint8Array, width: number): Promise<Uint8Array<ArrayBuffer>> {
  return (await inTurn({ job: 'thumbnail', bytes, width }).catch((cause: unknown) => {
    throw new RelaisError('media-damaged', {}, { cause })
  })) as Uint8Array<ArrayBuffer>
}

/** One picture at a time: two large ones at once could take more memory than there is. */
function inTurn(asked: Asked): Promise<unknown> {
  const answer = turn.then(() => ask(asked))
  turn = answer.catch(() => undefined)
  return answer
}

/** Pictures come from anywhere: the thread that opens them can be killed, and knows nothing of the environment. */
async function ask(asked: Asked): Promise<unknown> {
  clearTimeout(idle)
  const current = (worker ??= start())
  current.ref()
  const answered = await answerOf(current, asked)
  if ('result' in answered) {
    current.unref()
    idle = setTimeout(() => drop(current), idleTime).unref()
    return answered.result
  }
  drop(current)
  throw new Error('the picture could not be worked on')
}

function answerOf(current: Worker, asked: Asked): Promise<Answered> {
  return new Promise(resolve => {
    const end = (answer: Answered): void => {
      clearTimeout(timer)
      current.off('message', end).off('exit', stopped)
      resolve(answer)
    }
    const stopped = (): void => end({ failed: true })
    const timer = setTimeout(stopped, timeLimit)
    current.on('message', end).on('exit', stopped).postMessage(asked)
  })
}

function drop(old: Worker): void {
  if (worker === old) worker = null
  void old.terminate()
}

function start(): Worker {
  const started = new Worker(scriptOf(), { env: {}, execArgv: [], stdout: true, stderr: true })
  // An exit follows every error, and is what is listened to.
  started.on('error', () => undefined).on('exit', () => drop(started))
  return started
}

/** Beside this file in the source; where the program is built, beside its entry, one folder up from what is loaded later. */
function scriptOf(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const built = ['.', '..'].map(folder => join(here, folder, 'media-worker.js'))
  return built.find(file => existsSync(file)) ?? join(here, 'media-worker.ts')
}
