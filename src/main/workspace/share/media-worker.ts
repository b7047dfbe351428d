import { parentPort } from 'node:worker_threads'
import { fit, inspect, thumbnail } from './media-pixels.ts'
import type { Answered, Asked } from './picture.ts'

async function work(asked: Asked): Promise<unknown> {
  if (asked.job === 'inspect') return inspect(asked.bytes)
  if (asked.job === 'thumbnail') return owned(await thumbnail(asked.bytes, asked.width))
  const picture = await fit(asked.bytes, asked.limits)
  return picture && { ...picture, bytes: owned(picture.bytes) }
}

/** What the decoders give is a window on their whole memory, which would be shared with whoever is sent it. */
const owned = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)

parentPort?.on('message', (asked: Asked) => {
  void work(asked).then(
    result => parentPort?.postMessage({ result } satisfies Answered),
    () => parentPort?.postMessage({ failed: true } satisfies Answered)
  )
})
