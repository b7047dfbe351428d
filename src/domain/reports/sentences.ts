import type { Translate } from '../../messages/index.ts'
import { formatMonth, formatMultiplier, formatNumber, formatPercent } from '../../messages/format.ts'
import { advocacyShare } from '../reach/figures.ts'
import { shiftMonth } from '../reach/month.ts'
import type { Report } from './report.ts'

/** Below this change, in either direction, two months are called the same. */
const noticeable = 0.005

/**
 * The month in about five sentences: how far it went, who carried it, what was seen most, who shared, what was delivered.
 * Titles and names are put in as they are: whoever shows the text escapes it.
 */
export function monthSentences(report: Report, t: Translate): string[] {
  const { month, lang } = report
  if (total(report) === 0)
    return [t('reports.sentences.none', { month: formatMonth(month, lang) }), ...deliverySentences(report, t)]
  return [
    reachSentence(report, t),
    carrierSentence(report, t),
    topSentence(report, t),
    ...ambassadorSentence(report, t),
    ...deliverySentences(report, t)
  ]
}

const total = ({ owned, advocacy }: Pick<Report, 'owned' | 'advocacy'>): number =>
  owned.impressions + advocacy.impressions

function reachSentence(report: Report, t: Translate): string {
  const { month, lang, previous } = report
  const before = previous ? total(previous) : 0
  const values = {
    month: formatMonth(month, lang),
    previous: formatMonth(shiftMonth(month, -1), lang),
    impressions: formatNumber(total(report), lang)
  }
  if (before === 0) return t('reports.sentences.reachFirst', values)
  const change = total(report) / before - 1
  if (Math.abs(change) < noticeable) return t('reports.sentences.reachSame', values)
  return t(change > 0 ? 'reports.sentences.reachUp' : 'reports.sentences.reachDown', {
    ...values,
    change: formatPercent(Math.abs(change), lang)
  })
}

function carrierSentence({ owned, advocacy, multiplier, lang }: Report, t: Translate): string {
  if (advocacy.impressions === 0) return t('reports.sentences.ownedOnly')
  if (multiplier === null) return t('reports.sentences.advocacyOnly')
  const share = advocacyShare(owned.impressions, advocacy.impressions) ?? 0
  return t('reports.sentences.advocacy', {
    share: formatPercent(share, lang),
    multiplier: formatMultiplier(multiplier, lang)
  })
}

function topSentence(report: Report, t: Translate): string {
  const [top] = report.releases
  if (!top) return t('reports.sentences.noTop')
  return t('reports.sentences.top', {
    title: top.title,
    part: formatPercent((top.owned + top.advocacy) / total(report), report.lang)
  })
}

function ambassadorSentence({ topAmbassadors, ambassadors, lang }: Report, t: Translate): string[] {
  const [first] = topAmbassadors
  if (!first) return []
  return [
    t('reports.sentences.ambassadors', {
      count: ambassadors,
      name: first.name,
      impressions: formatNumber(first.impressions, lang)
    })
  ]
}

function deliverySentences({ published, deliveries, lang }: Report, t: Translate): string[] {
  const { confirmed, onTime, failed } = deliveries
  const values = {
    count: published.length,
    onTime: formatNumber(onTime, lang),
    confirmed: formatNumber(confirmed, lang)
  }
  const sentences = [t(deliveryKey(published.length, confirmed), values)]
  if (failed > 0) sentences.push(t('reports.sentences.failed', { count: failed }))
  return sentences
}

function deliveryKey(published: number, confirmed: number) {
  if (published > 0) return confirmed > 0 ? 'reports.sentences.delivered' : 'reports.sentences.elsewhere'
  return confirmed > 0 ? 'reports.sentences.updated' : 'reports.sentences.nothingOut'
}
