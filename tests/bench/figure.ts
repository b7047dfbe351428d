/** One line of the result: what the product takes, what the same work takes with nothing around it, and what was asked. */
export interface Figure {
  name: string
  floor: number
  product: number
  unit: string
  ratio: number
  target: number
  better: 'lower' | 'higher'
  /** Rounds that the medians are of. */
  n: number
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]]
  return low + (high - low) * (at - Math.floor(at))
}

export interface Pair {
  floor: number
  product: number
}

/** The ratio is the median of the rounds' own ratios: what slows the machine down for a while slows both of a round down. */
export function figure(
  { name, unit, target, better }: Pick<Figure, 'name' | 'unit' | 'target' | 'better'>,
  rounds: readonly Pair[]
): Figure {
  return {
    name,
    floor: median(rounds.map(({ floor }) => floor)),
    product: median(rounds.map(({ product }) => product)),
    unit,
    ratio: median(rounds.map(({ floor, product }) => product / floor)),
    target,
    better,
    n: rounds.length
  }
}

export const holds = ({ ratio, target, better }: Figure): boolean =>
  better === 'higher' ? ratio >= target : ratio <= target
