import { request, type RequestOptions } from '../../../network/http.ts'
import { readAnswer } from '../answer.ts'
import { harmless } from '../beforehand.ts'
import type { Call, SendResult } from '../connector.ts'
import { evidenceOf } from '../evidence.ts'
import type { FolderChange, UploadPlace } from './upload.ts'

const limits = { bytes: 100_000, milliseconds: 30_000 }

const types: Record<string, string> = {
  'feed.xml': 'application/rss+xml',
  'atom.xml': 'application/atom+xml',
  'feed.json': 'application/feed+json'
}

/** Puts files into a WebDAV collection (RFC 4918, 9.7), which has to be there, and deletes those that have to go. */
export async function putByWebDav(
  place: UploadPlace,
  { files, gone }: FolderChange,
  call: Call
): Promise<SendResult | null> {
  for (const { name, text } of files) {
    const type = types[name] ?? 'image/jpeg'
    const stopped = await ask(place, name, call, { method: 'PUT', headers: { 'content-type': type }, body: text })
    if (stopped) return stopped
  }
  for (const name of gone) {
    const stopped = await ask(place, name, call, { method: 'DELETE' })
    if (stopped) return stopped
  }
  return null
}

async function ask(
  place: UploadPlace,
  name: string,
  { signal, now }: Call,
  options: Omit<RequestOptions, 'limits'>
): Promise<SendResult | null> {
  const pair = Buffer.from(`${place.user}:${place.password}`).toString('base64')
  const response = await request(addressOf(place.put, name), {
    ...options,
    headers: { ...options.headers, authorization: `Basic ${pair}` },
    limits,
    allowPrivate: place.allowPrivate,
    signal,
    reuse: true
  })
  const { status } = response
  if (status >= 200 && status < 300) return null
  if (options.method === 'DELETE' && (status === 404 || status === 410)) return null
  const received = { file: name, ...evidenceOf(response, [place.password, pair]) }
  // A collection that is not there (RFC 4918, 9.7.1) is a wrong address, not a duplicate.
  if (status === 409) return { outcome: 'refused', reason: 'not-there', received }
  return harmless(readAnswer(response, { received, now: now() }))
}

const addressOf = (folder: string, name: string): string =>
  new URL(name, folder.endsWith('/') ? folder : `${folder}/`).href
