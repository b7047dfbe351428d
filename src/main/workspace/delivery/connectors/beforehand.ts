import type * as v from 'valibot'
import { NetworkFailure } from '../../network/failure.ts'
import { request, type HttpResponse, type RequestOptions } from '../../network/http.ts'
import { failedAnswer, readAnswer } from './answer.ts'
import type { Call, SendResult } from './connector.ts'
import { evidenceOf } from './evidence.ts'
import { readJson } from './json.ts'

/** A step that led on, with the destination's clock where it told it, or what its end means for the whole send. */
export type Step<T> = { told: T; date?: string | null } | { stopped: SendResult }

/**
 * A request that comes before the one with the effect: a look-up, an upload. Whatever becomes of it, nothing is live by it.
 * @param secrets what must not be in the evidence
 * @param own reads an answer that means something of its own there; null leaves it to the general reading
 */
export async function beforehand<S extends v.GenericSchema>(
  address: string,
  options: RequestOptions,
  { schema, secrets, call, own }: Asking<S>
): Promise<Step<v.InferOutput<S>>> {
  try {
    const response = await request(address, { ...options, signal: call.signal })
    const told = response.status < 300 ? readJson(response, schema) : null
    if (told !== null) return { told, date: response.date }
    const received = evidenceOf(response, secrets)
    return { stopped: own?.(response) ?? harmless(readAnswer(response, { received, now: call.now() })) }
  } catch (error) {
    if (error instanceof NetworkFailure) return { stopped: harmless(failedAnswer(error)) }
    throw error
  }
}

interface Asking<S extends v.GenericSchema> {
  schema: S
  secrets: readonly string[]
  call: Call
  own?: (response: HttpResponse) => SendResult | null
}

/** What may or may not have happened had no effect that anyone sees, so it may simply be tried again. */
export const harmless = (result: SendResult): SendResult =>
  result.outcome === 'unknown' ? { ...result, outcome: 'failed' } : result
