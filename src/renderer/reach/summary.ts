import { advocacyShare, type Counts } from '../../domain/reach/figures.ts'
import { formatNumber, formatPercent } from '../../messages/format.ts'
import { translator, type Language } from '../../messages/index.ts'

/** The figures of a month that can be put into words. */
export interface Summarised {
  owned: Counts
  advocacy: Counts
  multiplier: number | null
  releases: readonly { title: string; owned: number; advocacy: number }[]
}

/** Below this part, what colleagues carried is said as an aside. */
const little = 0.05
/** From this part of a month on, one release is worth naming. */
const large = 0.2

const emphasised = (text: string): string => `\uE000${text}\uE001`

/** What the figures of a month mean, in a sentence or two; U+E000 and U+E001 stand around the numbers. */
export function summarise({ owned, advocacy, multiplier, releases }: Summarised, lang: Language): string[] {
  const t = translator(lang)
  const share = advocacyShare(owned.impressions, advocacy.impressions)
  if (share === null) return []
  const percent = (part: number): string => emphasised(formatPercent(part, lang))
  const kind = share === 0 ? 'ownedOnly' : multiplier === null ? 'advocacyOnly' : share < little ? 'little' : 'both'
  const more = emphasised(formatNumber(Math.round(((multiplier ?? 1) - 1) * 10) / 10, lang))
  const sentences = [t(`reach.screen.summary.${kind}`, { share: percent(share), more })]

  const reachOf = (release: { owned: number; advocacy: number }): number => release.owned + release.advocacy
  const top = releases.toSorted((a, b) => reachOf(b) - reachOf(a))[0]
  const part = top ? reachOf(top) / (owned.impressions + advocacy.impressions) : 0
  if (top && part >= large)
    sentences.push(t('reach.screen.summary.topRelease', { title: top.title, part: percent(part) }))
  return sentences
}
