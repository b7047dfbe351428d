import { request } from '../../../network/http.ts'
import { readAnswer } from '../answer.ts'
import { harmless } from '../beforehand.ts'
import type { Call, SendResult } from '../connector.ts'
import { evidenceOf } from '../evidence.ts'
import type { FeedFile, UploadPlace } from './upload.ts'

const limits = { bytes: 100_000, milliseconds: 30_000 }

const types: Record<string, string> = {
  'feed.xml': 'application/rss+xml',
  'atom.xml': 'application/atom+xml',
  'feed.json': 'application/feed+json'
}

/** Puts files into a WebDAV collection (RFC 4918, 9.7), which has to be there. */
export async function putByWebDav(
  place: UploadPlace,
  files: readonly FeedFile[],
  { signal, now }: Call
): Promise<SendResult | null> {
  const authorization = `Basic ${Buffer.from(`${place.user}:${place.password}`).toString('base64')}`
  for (const { name, text } of files) {
    const response = await request(addressOf(place.put, name), {
      method: 'PUT',
      headers: { authorization, 'content-type': types[name] ?? 'image/jpeg' },
      body: text,
      limits,
      allowPrivate: place.allowPrivate,
      signal,
      reuse: true
    })
    if (response.status >= 200 && response.status < 300) continue
    const received = { file: name, ...evidenceOf(response, [place.password, authorization]) }
    // A collection that is not there (RFC 4918, 9.7.1) is a wrong address, not a duplicate.
    if (response.status === 409) return { outcome: 'refused', reason: 'not-there', received }
    return harmless(readAnswer(response, { received, now: now() }))
  }
  return null
}

const addressOf = (folder: string, name: string): string =>
  new URL(name, folder.endsWith('/') ? folder : `${folder}/`).href
