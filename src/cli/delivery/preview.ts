import { formatPrice } from '../../messages/format.ts'
import type { Preview } from '../../preload/contract/delivery.ts'
import type { Desk } from '../desk.ts'
import type { Answer } from '../terminal/answer.ts'
import { manyLines, oneLine } from '../terminal/text.ts'

/** What planning would send to each destination, as it would look there; nothing is planned. */
export async function preview(desk: Desk, release: string, accounts: string[]): Promise<Answer> {
  const found = await desk.call('outbox.preview', { release, accounts })
  const names = new Map((await desk.call('accounts.list', {})).map(({ id, name }) => [id, name]))
  const previews = found.map(each => ({
    accountName: names.get(each.accountId) ?? '',
    ...each,
    problems: each.problems.map(problem => ({
      ...problem,
      message: desk.terminal.t(`share.problems.${problem.code}`, problem.params)
    }))
  }))
  return { data: { previews }, text: previews.map(each => previewText(desk, each)).join('\n\n') }
}

type Shown = Preview & { accountName: string; problems: { stops: boolean; message: string }[] }

function previewText(
  { terminal: { t, language } }: Desk,
  { accountName, action, post, problems, price, hold }: Shown
): string {
  const lines = [t('cli.labelled', { label: oneLine(accountName), value: t(`delivery.actions.${action}`) })]
  const indent = (text: string): string => text.replace(/^(?=.)/gm, '  ')
  lines.push(indent(post ? manyLines(post.text) : t('delivery.screen.whole')))
  if (post?.link && !post.text.includes(post.link)) lines.push(indent(oneLine(post.link)))
  for (const { stops, message } of problems)
    lines.push(
      t('cli.labelled', { label: t(stops ? 'share.screen.stops' : 'share.screen.advice'), value: oneLine(message) })
    )
  if (price) lines.push(t('delivery.screen.costs', { price: formatPrice(price, language) }))
  if (hold) lines.push(t('delivery.screen.wouldHold', { reason: t(`delivery.reasons.${hold}`) }))
  return lines.join('\n')
}
