import { RelaisError } from '../../../../domain/errors.ts'
import type { Step } from './beforehand.ts'
import type { SendResult } from './connector.ts'

/** What a question told that only tries whether an account works. @throws RelaisError `destination-refused` */
export function toldOrThrown<T>(step: Step<T>): T {
  if ('told' in step) return step.told
  throw new RelaisError('destination-refused', { answer: answerIn(step.stopped) })
}

/** A status or the kind of failure: neither holds a secret. */
function answerIn({ outcome, received: { status, failure } }: SendResult): string {
  if (typeof status === 'number') return `HTTP ${status}`
  return typeof failure === 'string' ? failure : outcome
}
