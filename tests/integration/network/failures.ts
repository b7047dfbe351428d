import { expect } from 'vitest'
import { NetworkFailure } from '../../../src/main/workspace/network/failure.ts'

/** The failure that a request ends with, which it has to. */
export async function failureOf(asked: Promise<unknown>): Promise<NetworkFailure> {
  const error = await asked.then(
    () => null,
    (error: unknown) => error
  )
  expect(error).toBeInstanceOf(NetworkFailure)
  return error as NetworkFailure
}
