import { readFile, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { RelaisError } from '../../../domain/errors.ts'
import { NetworkFailure, type FailureKind } from '../network/failure.ts'
import { request, type HttpResponse } from '../network/http.ts'
import { isAllowedPrivateHost } from '../network/private-hosts.ts'

const megabyte = 1024 * 1024
const mostMegabytes = 25
const mostSeconds = 30

/** A feed's bytes, where they came from after redirects, and what to say at the next pull so that they are not sent in vain. */
export interface FetchedFeed {
  bytes: Uint8Array
  contentType: string
  address?: string
  etag: string | null
  last_modified: string | null
}

const accept =
  'application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5'

/**
 * Fetches a feed from the web.
 * @throws RelaisError `address-refused`, `address-unusable`, `feed-offline`, `feed-unreachable`, `feed-status`, `feed-too-large`, `feed-too-slow`
 */
export async function fetchFeed(address: string): Promise<FetchedFeed> {
  return toFeed(await ask(address, {}))
}

/** The same for a feed that we have, or null if the server says that it has not changed since. */
export async function fetchIfChanged(
  address: string,
  known: Pick<FetchedFeed, 'etag' | 'last_modified'>
): Promise<FetchedFeed | null> {
  const answer = await ask(address, {
    ...(known.etag ? { 'if-none-match': known.etag } : {}),
    ...(known.last_modified ? { 'if-modified-since': known.last_modified } : {})
  })
  return answer.status === 304 ? null : toFeed(answer)
}

async function ask(address: string, conditions: Record<string, string>): Promise<HttpResponse> {
  const limits = { bytes: mostMegabytes * megabyte, milliseconds: mostSeconds * 1000 }
  const allowPrivate = isAllowedPrivateHost(new URL(address))
  return request(address, { headers: { accept, ...conditions }, limits, allowPrivate }).catch((error: unknown) => {
    throw error instanceof NetworkFailure ? asFeedError(error) : error
  })
}

function toFeed({ status, headers, body, url }: HttpResponse): FetchedFeed {
  if (status !== 200) throw new RelaisError('feed-status', { status })
  return {
    bytes: body,
    contentType: headers['content-type'] ?? '',
    address: url,
    etag: headers['etag'] ?? null,
    last_modified: headers['last-modified'] ?? null
  }
}

function asFeedError(failure: NetworkFailure): RelaisError {
  const special: Partial<Record<FailureKind, RelaisError>> = {
    'refused-address': failure,
    offline: new RelaisError('feed-offline', {}, { cause: failure }),
    'timed-out': new RelaisError('feed-too-slow', { seconds: mostSeconds }, { cause: failure }),
    'too-large': new RelaisError('feed-too-large', { limit: mostMegabytes }, { cause: failure })
  }
  return (
    special[failure.kind] ??
    new RelaisError('feed-unreachable', { problem: `${failure.params['host']}, ${failure.kind}` }, { cause: failure })
  )
}

/**
 * Reads a feed from a file that the terminal named.
 * @throws RelaisError `file-missing`, `feed-too-large`
 */
export async function readFeedFile(fileAddress: string): Promise<FetchedFeed> {
  const path = fileURLToPath(fileAddress)
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) throw new RelaisError('file-missing', { path })
  if (found.size > mostMegabytes * megabyte) throw new RelaisError('feed-too-large', { limit: mostMegabytes })
  return pickedFeed(await readFile(path))
}

/**
 * Takes bytes that a person picked as a feed.
 * @throws RelaisError `feed-too-large`
 */
export function pickedFeed(bytes: Uint8Array): FetchedFeed {
  if (bytes.byteLength > mostMegabytes * megabyte) throw new RelaisError('feed-too-large', { limit: mostMegabytes })
  return { bytes, contentType: '', etag: null, last_modified: null }
}
