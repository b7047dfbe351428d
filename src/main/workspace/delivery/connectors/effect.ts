import { NetworkFailure } from '../../network/failure.ts'
import { request, type HttpResponse, type RequestOptions } from '../../network/http.ts'
import { failedAnswer, readAnswer } from './answer.ts'
import type { Call, Evidence, SendResult } from './connector.ts'
import { evidenceOf } from './evidence.ts'

interface Reading {
  /** What must not be in the evidence. */
  secrets: readonly string[]
  call: Call
  /** Reads an answer that means something of its own there; null leaves it to the general reading. */
  own(response: HttpResponse, received: Evidence): SendResult | null
  /** How long the destination's own headers ask to wait, in milliseconds. */
  wait?(response: HttpResponse): number | null
}

/** The one request of a send that people see something of: made once, and whatever the network does is answered. */
export async function effect(
  address: string,
  options: RequestOptions,
  { secrets, call, own, wait }: Reading
): Promise<SendResult> {
  try {
    const response = await request(address, { ...options, signal: call.signal })
    const received = evidenceOf(response, secrets)
    return (
      own(response, received) ?? readAnswer(response, { received, now: call.now(), wait: wait?.(response) ?? null })
    )
  } catch (error) {
    if (error instanceof NetworkFailure) return failedAnswer(error)
    throw error
  }
}
