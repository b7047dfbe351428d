import * as v from 'valibot'
import { limits } from '../../../../../domain/share/limits.ts'
import { multipart } from '../../../network/multipart.ts'
import { beforehand, type Step } from '../beforehand.ts'
import type { ParcelMedia } from '../connector.ts'
import { untilReady } from '../until-ready.ts'
import { mediaRefusal, upload } from '../upload.ts'
import { asked, json, type Session } from './api.ts'

const { most, ...room } = limits.x.pictures

/** What X shows of a release's pictures. */
export const shownMedia = (media: readonly ParcelMedia[]): readonly ParcelMedia[] => media.slice(0, most ?? undefined)

const mediaId = v.pipe(v.string(), v.regex(/^\d{1,19}$/))
const begun = v.looseObject({ data: v.looseObject({ id: mediaId }) })
const progress = v.looseObject({
  data: v.looseObject({ processing_info: v.optional(v.looseObject({ state: v.string() })) })
})

/** Uploads pictures and their descriptions. Nobody sees them before the post, so each try may upload anew. */
export async function uploadPictures(session: Session, media: readonly ParcelMedia[]): Promise<Step<string[]>> {
  const ids: string[] = []
  for (const each of media) {
    const step = await uploadOne(session, each)
    if ('stopped' in step) return step
    const described = each.alt ? await describe(session, step.told, each.alt) : null
    if (described && 'stopped' in described) return described
    ids.push(step.told)
  }
  return { told: ids }
}

/** In one segment: a picture is never more than the 5 MB that one may have. */
async function uploadOne(session: Session, media: ParcelMedia): Promise<Step<string>> {
  const { secrets, call, hosts } = session
  const { bytes, type } = await media.fit(room)
  const about = { media_type: type, total_bytes: bytes.byteLength, media_category: 'tweet_image' }
  const own = (response: Parameters<typeof mediaRefusal>[0]) => mediaRefusal(response, secrets)
  const start = await beforehand(`${hosts.api}/2/media/upload/initialize`, asked(session, json(about)), {
    schema: begun,
    secrets,
    call,
    own
  })
  if ('stopped' in start) return start
  const { id } = start.told.data
  const form = multipart({ segment_index: '0' }, { name: 'media', filename: 'picture', type, bytes })
  const append = asked(session, { method: 'POST', ...form })
  const put = await upload(`${hosts.api}/2/media/upload/${id}/append`, append, { secrets, call })
  if ('stopped' in put) return put
  const end = await beforehand(`${hosts.api}/2/media/upload/${id}/finalize`, asked(session, { method: 'POST' }), {
    schema: progress,
    secrets,
    call,
    own
  })
  if ('stopped' in end) return end
  const ready = readiness(id, end.told.data.processing_info?.state)
  if ('stopped' in ready) return ready
  return ready.told === null ? untilReady(() => askAfter(session, id), call) : { told: ready.told }
}

async function askAfter(session: Session, id: string): Promise<Step<string | null>> {
  const { secrets, call, hosts } = session
  const address = `${hosts.api}/2/media/upload?command=STATUS&media_id=${id}`
  const step = await beforehand(address, asked(session), { schema: progress, secrets, call })
  return 'stopped' in step ? step : readiness(id, step.told.data.processing_info?.state)
}

/** Without any word of processing, it is ready. */
function readiness(id: string, state: string | undefined): Step<string | null> {
  if (state === undefined || state === 'succeeded') return { told: id }
  if (state !== 'failed') return { told: null }
  return { stopped: { outcome: 'refused', reason: 'media-refused', received: { media: id, state } } }
}

async function describe(session: Session, id: string, alt: string): Promise<Step<unknown>> {
  const { secrets, call, hosts } = session
  const body = json({ id, metadata: { alt_text: { text: alt } } })
  return upload(`${hosts.api}/2/media/metadata`, asked(session, body), { secrets, call })
}
