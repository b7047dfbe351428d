import { NetworkFailure } from './failure.ts'
import type { HttpResponse } from './http.ts'

/**
 * Reads an answer that should be JSON. What it says is not known to be of any shape yet.
 * @throws NetworkFailure `garbled` if it says that it is something else, as sign-in pages of networks do, or was cut short
 */
export function readJson({ headers, body, url }: Pick<HttpResponse, 'headers' | 'body' | 'url'>): unknown {
  const [type = ''] = (headers['content-type'] ?? '').split(';')
  const garbled = (cause?: unknown): NetworkFailure => new NetworkFailure('garbled', new URL(url).host, true, { cause })
  if (!/^application\/(?:[\w.-]+\+)?json$/i.test(type.trim())) throw garbled()
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (error) {
    throw garbled(error)
  }
}
