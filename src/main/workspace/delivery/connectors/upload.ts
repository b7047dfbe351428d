import { NetworkFailure } from '../../network/failure.ts'
import { request, type HttpResponse, type RequestOptions } from '../../network/http.ts'
import { failedAnswer, readAnswer } from './answer.ts'
import { harmless, type Step } from './beforehand.ts'
import type { Call, SendResult } from './connector.ts'
import { evidenceOf } from './evidence.ts'

/** A picture's bytes take their time on a slow line. */
export const uploadLimits = { bytes: 1_000_000, milliseconds: 120_000 }

const aboutTheFile = new Set([400, 413, 415, 422])

/**
 * Hands over bytes ahead of the post that will show them, where any answer of success says enough. Nobody sees them until
 * then, so a repeat is harmless.
 */
export async function upload(
  address: string,
  options: Omit<RequestOptions, 'limits'>,
  { secrets, call }: { secrets: readonly string[]; call: Call }
): Promise<Step<HttpResponse>> {
  try {
    const response = await request(address, { ...options, limits: uploadLimits, signal: call.signal })
    if (response.status < 300) return { told: response }
    return {
      stopped: mediaRefusal(response, secrets) ?? harmless(readAnswer(response, reading(response, secrets, call)))
    }
  } catch (error) {
    if (error instanceof NetworkFailure) return { stopped: harmless(failedAnswer(error)) }
    throw error
  }
}

const reading = (response: HttpResponse, secrets: readonly string[], call: Call) => ({
  received: evidenceOf(response, secrets),
  now: call.now()
})

/** An answer that is about the picture itself; null for any other. */
export const mediaRefusal = (response: HttpResponse, secrets: readonly string[]): SendResult | null =>
  aboutTheFile.has(response.status)
    ? { outcome: 'refused', reason: 'media-refused', received: evidenceOf(response, secrets) }
    : null
