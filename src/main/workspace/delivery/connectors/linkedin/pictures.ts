import * as v from 'valibot'
import { limits } from '../../../../../domain/share/limits.ts'
import { beforehand, type Step } from '../beforehand.ts'
import type { RequestOptions } from '../../../network/http.ts'
import type { ParcelMedia, Picture } from '../connector.ts'
import { untilReady } from '../until-ready.ts'
import { mediaRefusal, upload } from '../upload.ts'
import { isMember } from './author.ts'
import { encoded, rest, type Session } from './api.ts'

/** A picture that lies at LinkedIn and can be shown. */
export interface Uploaded {
  id: string
  alt: string
}

const begun = v.looseObject({ value: v.looseObject({ uploadUrl: v.pipe(v.string(), v.url()), image: v.string() }) })
const progress = v.looseObject({ status: v.string() })

/** Uploads pictures for an author's post. Nobody sees them before the post, so each try may upload anew. */
export async function uploadPictures(
  session: Session,
  owner: string,
  media: readonly ParcelMedia[]
): Promise<Step<Uploaded[]>> {
  const uploaded: Uploaded[] = []
  for (const each of media) {
    const step = await uploadOne(session, owner, await each.fit(limits.linkedin.pictures))
    if ('stopped' in step) return step
    uploaded.push({ id: step.told, alt: each.alt })
  }
  return { told: uploaded }
}

async function uploadOne(session: Session, owner: string, picture: Picture): Promise<Step<string>> {
  const { hosts, secrets, call } = session
  const body = { initializeUploadRequest: { owner } }
  const start = await beforehand(
    `${hosts.api}/rest/images?action=initializeUpload`,
    rest(session, { method: 'POST', body }),
    { schema: begun, secrets, call, own: response => mediaRefusal(response, secrets) }
  )
  if ('stopped' in start) return start
  const { uploadUrl, image } = start.told.value
  // Whoever has the address may put a picture there.
  const withAddress = [...secrets, uploadUrl, new URL(uploadUrl).search.slice(1)]
  const put = await upload(uploadUrl, bytesFor(session, uploadUrl, picture), { secrets: withAddress, call })
  if ('stopped' in put) return put
  // A member's write token may not read pictures: the post then shows it once it is processed.
  return isMember(owner) ? { told: image } : untilReady(() => isAvailable(session, image), call)
}

/** The token goes to LinkedIn's own hosts only, wherever an answer may send the bytes. */
function bytesFor(
  { token, hosts }: Session,
  uploadUrl: string,
  { bytes, type }: Picture
): Omit<RequestOptions, 'limits'> {
  const { host, hostname, protocol } = new URL(uploadUrl)
  const known = [hosts.api, hosts.www].map(address => new URL(address).host)
  const theirs = known.includes(host) || (protocol === 'https:' && hostname.endsWith('.linkedin.com'))
  return {
    method: 'PUT',
    headers: { 'content-type': type, ...(theirs && { authorization: `Bearer ${token}` }) },
    body: bytes,
    allowPrivate: hosts.allowPrivate === true && known.includes(host)
  }
}

async function isAvailable(session: Session, image: string): Promise<Step<string | null>> {
  const { hosts, secrets, call } = session
  const address = `${hosts.api}/rest/images/${encoded(image)}`
  const step = await beforehand(address, rest(session), { schema: progress, secrets, call })
  if ('stopped' in step) {
    const reason = step.stopped.outcome === 'refused' && step.stopped.reason
    // Not every token may look, and the post does not depend on it; nor need what was just put there be listed at once.
    if (reason === 'forbidden') return { told: image }
    return reason === 'not-there' ? { told: null } : step
  }
  const { status } = step.told
  if (status === 'AVAILABLE') return { told: image }
  if (status !== 'PROCESSING_FAILED') return { told: null }
  return { stopped: { outcome: 'refused', reason: 'media-refused', received: { image, status } } }
}
