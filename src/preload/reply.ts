import { RelaisError, toErrorShape, type ErrorShape } from '../domain/errors.ts'

/** What crosses a process boundary: an answer, or why there is none. A thrown error would arrive without its code. */
export type Reply<T = unknown> = { answer: T } | { error: ErrorShape }

/** Runs `work` for a caller on the other side. Never rejects. */
export async function replyOf<T>(work: () => T | Promise<T>): Promise<Reply<T>> {
  try {
    return { answer: await work() }
  } catch (thrown) {
    return { error: toErrorShape(thrown) }
  }
}

/** @throws RelaisError the one that the other side met */
export function answerOf<T>(reply: Reply<T>): T {
  if ('error' in reply) throw new RelaisError(reply.error.code, reply.error.params)
  return reply.answer
}
