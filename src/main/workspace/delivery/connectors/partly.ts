import type { SendResult } from './connector.ts'

/** Some of it is there already, whatever stopped the rest. */
export const partly = (result: SendResult): SendResult =>
  result.outcome === 'confirmed' || result.outcome === 'handed-over' || result.outcome === 'unknown'
    ? result
    : { ...result, partly: true }
