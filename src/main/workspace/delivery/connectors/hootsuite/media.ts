import * as v from 'valibot'
import { beforehand, type Step } from '../beforehand.ts'
import type { ParcelMedia, SendResult } from '../connector.ts'
import { untilReady } from '../until-ready.ts'
import { mediaRefusal, upload } from '../upload.ts'
import { asked, type Session } from './api.ts'

const uploadTarget = v.looseObject({
  data: v.looseObject({ id: v.pipe(v.string(), v.nonEmpty()), uploadUrl: v.pipe(v.string(), v.url()) })
})
const uploadState = v.looseObject({ data: v.looseObject({ state: v.string() }) })

/** Hands a picture over and waits until it may be used in a message; answers with its id. */
export async function handOver(
  session: Session,
  picture: ParcelMedia,
  limits: { width: number; height: number; bytes: number }
): Promise<Step<string>> {
  const { hosts, secrets, call } = session
  const { bytes, type } = await picture.fit(limits)
  const target = await beforehand(
    `${hosts.platform}/v1/media`,
    asked(session, { method: 'POST', body: { sizeBytes: bytes.length, mimeType: type } }),
    { schema: uploadTarget, secrets, call, own: response => mediaRefusal(response, secrets) }
  )
  if ('stopped' in target) return target
  const { id, uploadUrl } = target.told.data
  // The address is signed for exactly this type and size; our token is nothing to the host that it is on.
  const put = await upload(
    uploadUrl,
    { method: 'PUT', headers: { 'content-type': type }, body: bytes, allowPrivate: hosts.allowPrivate === true },
    { secrets: [...secrets, uploadUrl, new URL(uploadUrl).search], call }
  )
  if ('stopped' in put) return { stopped: byTheStore(put.stopped) }
  const ready = await untilReady(() => isReady(session, id), call)
  return 'stopped' in ready ? ready : { told: id }
}

/** The store knows its own address and nothing of the account: one that it refuses may have run out, and another can be had. */
const byTheStore = (result: SendResult): SendResult =>
  result.outcome === 'unauthorized' || (result.outcome === 'refused' && result.reason === 'forbidden')
    ? { outcome: 'failed', reason: 'media-refused', retryAfter: null, received: result.received }
    : result

async function isReady(session: Session, id: string): Promise<Step<true | null>> {
  const { hosts, secrets, call } = session
  const address = `${hosts.platform}/v1/media/${encodeURIComponent(id)}`
  const step = await beforehand(address, asked(session), { schema: uploadState, secrets, call })
  if ('stopped' in step) return step
  return { told: step.told.data.state === 'READY' ? true : null }
}
