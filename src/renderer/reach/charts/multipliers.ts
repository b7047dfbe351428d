import { scaleLinear } from 'd3-scale'
import { formatMultiplier } from '../../../messages/format.ts'
import type { Language } from '../../../messages/index.ts'
import { fitText, widthOf } from './text.ts'

export interface ReleaseMultiplier {
  title: string
  multiplier: number | null
}

export interface MultiplierLayout {
  height: number
  /** Where all bars begin. */
  left: number
  bars: { title: string; titleY: number; y: number; width: number; value: string }[]
  /** The claim that figures are held against. */
  claim: { x: number; bottom: number }
}

/** How many times further press releases go when employees share them, as the trade press has it: a claim, not a measure. */
export const claimedMultiplier = 22
export const claimedText = `×${claimedMultiplier}`

/** As many bars as one compares at a glance; the table has them all. */
export const barLimit = 6
export const barHeight = 12
const footHeight = 28
/** From this width on, titles stand before their bars, else above them. */
const wide = 480

/** Works out the drawing of the multipliers, in the order given: the same on screen and in print. */
export function layOutMultipliers(
  releases: readonly ReleaseMultiplier[],
  width: number,
  lang: Language
): MultiplierLayout {
  const shown = releases.filter(({ multiplier }) => multiplier !== null).slice(0, barLimit)
  const highest = Math.max(claimedMultiplier, ...shown.map(({ multiplier }) => multiplier ?? 0))
  const beside = width >= wide
  const left = beside ? Math.round(width * 0.42) : 0
  const right = width - (highest > claimedMultiplier ? widthOf(formatMultiplier(highest, lang)) + 12 : 2)
  const x = scaleLinear([0, highest], [left, Math.max(left, right)])
  const row = beside ? { height: 26, title: 16, bar: 6 } : { height: 44, title: 14, bar: 20 }
  const bottom = Math.max(shown.length, 1) * row.height
  return {
    height: bottom + footHeight,
    left,
    bars: shown.map(({ title, multiplier }, index) => ({
      title: fitText(title, (beside ? left : x(claimedMultiplier)) - 12),
      titleY: index * row.height + row.title,
      y: index * row.height + row.bar,
      width: x(multiplier ?? 0) - left,
      value: formatMultiplier(multiplier, lang)
    })),
    claim: { x: x(claimedMultiplier), bottom }
  }
}
