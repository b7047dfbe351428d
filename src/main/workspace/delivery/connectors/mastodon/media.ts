import * as v from 'valibot'
import type { HttpResponse } from '../../../network/http.ts'
import { multipart } from '../../../network/multipart.ts'
import { harmless, type Step } from '../beforehand.ts'
import { readAnswer } from '../answer.ts'
import type { ParcelMedia } from '../connector.ts'
import { evidenceOf } from '../evidence.ts'
import { readJson } from '../json.ts'
import { untilReady } from '../until-ready.ts'
import { upload } from '../upload.ts'
import { asked, waitFor, type Session } from './api.ts'
import type { Limits } from './instance.ts'

const attachment = v.looseObject({ id: v.pipe(v.string(), v.nonEmpty()) })

/** Uploads pictures with their descriptions. Nobody sees them before the status, so each try may upload anew. */
export async function uploadPictures(
  session: Session,
  media: readonly ParcelMedia[],
  { picture }: Limits
): Promise<Step<string[]>> {
  const ids: string[] = []
  for (const each of media) {
    const { bytes, type } = await each.fit(picture)
    const form = multipart(each.alt ? { description: each.alt } : {}, {
      name: 'file',
      filename: `picture.${type.split('/')[1] ?? 'jpeg'}`,
      type,
      bytes
    })
    const step = await uploadOne(session, form)
    if ('stopped' in step) return step
    ids.push(step.told)
  }
  return { told: ids }
}

/** 202 says that it is still being made ready; a status may not name it before. */
async function uploadOne(session: Session, form: ReturnType<typeof multipart>): Promise<Step<string>> {
  const { server, secrets, call } = session
  const put = await upload(`${server}/api/v2/media`, asked(session, { method: 'POST', ...form }), { secrets, call })
  if ('stopped' in put) return put
  const id = idIn(put.told, session)
  if ('stopped' in id || put.told.status === 200) return id
  return untilReady(() => isReady(session, id.told), call)
}

async function isReady(session: Session, id: string): Promise<Step<string | null>> {
  const { server, secrets, call } = session
  const address = `${server}/api/v1/media/${encodeURIComponent(id)}`
  const step = await upload(address, asked(session, { method: 'GET' }), { secrets, call })
  if ('stopped' in step) return step
  return step.told.status === 200 ? { told: id } : { told: null }
}

function idIn(response: HttpResponse, { secrets, call }: Session): Step<string> {
  const told = readJson(response, attachment)
  if (told) return { told: told.id }
  const received = evidenceOf(response, secrets)
  return { stopped: harmless(readAnswer(response, { received, now: call.now(), wait: waitFor(response, call) })) }
}
