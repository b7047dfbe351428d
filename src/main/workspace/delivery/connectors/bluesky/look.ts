import * as v from 'valibot'
import { request } from '../../../network/http.ts'
import { NetworkFailure } from '../../../network/failure.ts'
import type { Call, Evidence, LookResult, Parcel } from '../connector.ts'
import { evidenceOf } from '../evidence.ts'
import { readJson } from '../json.ts'
import { errorIn, limits, openSession, xrpc, type Session } from './api.ts'
import { collection, keyIn, keyOf, uriOf } from './key.ts'
import { pageOf } from './send.ts'

const record = v.looseObject({ uri: v.string(), value: v.looseObject({}) })

/** Whether what a delivery was to bring about is so: its own post is there, and the one that it replaces or takes back is not. */
export async function look(parcel: Parcel, call: Call): Promise<LookResult> {
  const session = openSession(parcel.access, call)
  if (!session) return { found: 'unclear', unauthorized: true, received: {} }
  const { delivery, target } = parcel
  const own = delivery.action === 'withdraw' ? null : keyOf(delivery)
  const old = delivery.action === 'publish' ? null : keyIn(target?.remoteId ?? '', session.did)
  if (delivery.action !== 'publish' && old === null) return { found: 'unclear', received: { target: null } }
  const there = own === null ? null : await isThere(session, own)
  const stays = old === null || old === own ? null : await isThere(session, old)
  const received = { ...there?.received, ...stays?.received }
  if (there?.is === null || stays?.is === null) return { found: 'unclear', received }
  if (there?.is === false || stays?.is === true) return { found: 'absent', received }
  const uri = uriOf(session.did, own ?? old ?? '')
  return { found: 'live', remoteId: uri, remoteUrl: own === null ? null : pageOf(session, uri), received }
}

/** Records are public: no token is needed, so none goes. @returns `is: null` where the answer proves nothing */
async function isThere(session: Session, rkey: string): Promise<{ is: boolean | null; received: Evidence }> {
  const { home, did, call, secrets } = session
  const address = xrpc(session, 'com.atproto.repo.getRecord', { repo: did, collection, rkey })
  try {
    const response = await request(address, { limits, allowPrivate: home.allowPrivate, signal: call.signal })
    const absent = response.status === 400 && errorIn(response) === 'RecordNotFound'
    if (absent) return { is: false, received: { [rkey]: 'absent' } }
    if (response.status === 200 && readJson(response, record)) return { is: true, received: { [rkey]: 'live' } }
    return { is: null, received: evidenceOf(response, secrets) }
  } catch (error) {
    if (error instanceof NetworkFailure) return { is: null, received: { failure: error.kind } }
    throw error
  }
}
