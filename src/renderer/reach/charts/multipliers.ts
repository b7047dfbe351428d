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
  bars: { title: string; titleY: number; y: number; width: number; value: string }[]
  /** The claim that figures are held against. */
  claim: { x: number; top: number; bottom: number }
}

/** How many times further press releases go when employees share them, as the trade press has it: a claim, not a measure. */
export const claimedMultiplier = 22
export const claimedText = `×${claimedMultiplier}`

/** As many bars as one compares at a glance; the table has them all. */
export const barLimit = 6
export const barHeight = 12
const rowHeight = 44
const footHeight = 28

/** Works out the drawing of the multipliers, in the order given: the same on screen and in print. */
export function layOutMultipliers(
  releases: readonly ReleaseMultiplier[],
  width: number,
  lang: Language
): MultiplierLayout {
  const shown = releases.filter(({ multiplier }) => multiplier !== null).slice(0, barLimit)
  const highest = Math.max(claimedMultiplier, ...shown.map(({ multiplier }) => multiplier ?? 0))
  const room = width - (highest > claimedMultiplier ? widthOf(formatMultiplier(highest, lang)) + 12 : 2)
  const x = scaleLinear([0, highest], [0, Math.max(room, 0)])
  const bottom = Math.max(shown.length, 1) * rowHeight
  return {
    height: bottom + footHeight,
    bars: shown.map(({ title, multiplier }, index) => ({
      title: fitText(title, x(claimedMultiplier) - 8),
      titleY: index * rowHeight + 14,
      y: index * rowHeight + 20,
      width: x(multiplier ?? 0),
      value: formatMultiplier(multiplier, lang)
    })),
    claim: { x: x(claimedMultiplier), top: 0, bottom }
  }
}
