import type { Preview } from '../../preload/contract/delivery.ts'

type Price = NonNullable<Preview['price']>

/** What several prices come to, by currency. */
export function sum(prices: readonly Price[]): Price[] {
  const totals = new Map<string, number>()
  for (const { amount, currency } of prices) totals.set(currency, (totals.get(currency) ?? 0) + amount)
  return [...totals].map(([currency, amount]) => ({ amount, currency }))
}

/** Whether planning it sends nothing, and so costs nothing: the destination has no call for it. */
export const isOnlyByHand = ({ hold }: Preview): boolean => hold === 'cannot-update' || hold === 'cannot-withdraw'
