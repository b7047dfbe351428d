import type { ErrorShape } from '../../domain/errors.ts'
import { wordsFor } from '../../messages/failure.ts'
import type { Translate } from '../../messages/index.ts'
import type { Failure } from './answer.ts'

/** A coded failure as an answer tells it: its parameters, its code and its words. */
export const failureFrom = (t: Translate, shape: ErrorShape): Failure => ({
  ...shape.params,
  code: shape.code,
  message: wordsFor(t, shape)
})
