import type { Call, Renewal } from './connectors/connector.ts'

/** No destination may take longer to answer for its tokens; a connector's own limits are shorter. */
const patience = 30_000

/** Also ends the wait for a connector that does not heed its signal. */
export async function inTime(call: Call, ask: (limited: Call) => Promise<Renewal> | undefined): Promise<Renewal> {
  const late = AbortSignal.timeout(patience)
  const signal = AbortSignal.any([call.signal, late])
  const given = new Promise<Renewal>(resolve => {
    signal.addEventListener('abort', () => resolve({ unreachable: { failure: 'timed-out' } }), { once: true })
  })
  const asked = ask({ ...call, signal })?.catch((cause: unknown): Renewal => ({ refused: { failure: nameOf(cause) } }))
  return Promise.race([asked ?? given, given])
}

const nameOf = (cause: unknown): string => (cause instanceof Error ? cause.name : 'unknown')
