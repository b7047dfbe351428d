import type { Input } from '../../preload/contract/index.ts'

/** A figure whose file rows are asked for. */
export interface RowsQuestion {
  /** The figure, and the period or the thing that it is about. */
  figure: string
  period: string
  rows: Omit<Input<'reach.rows'>, 'limit'>
}
