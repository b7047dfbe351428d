import { Option } from 'commander'
import type { FeedItem, TriageVerdict } from '../../preload/contract/curation.ts'
import { actAs, type Desk } from '../desk.ts'
import { itemId, shortId, sourceId } from '../ids.ts'
import { asOption, limitOption } from '../options.ts'
import { firstRows } from '../pages.ts'
import type { Cli } from '../program.ts'
import type { Answer } from '../terminal/answer.ts'
import { table } from '../terminal/table.ts'
import { oneLine } from '../terminal/text.ts'
import { localDay } from '../times.ts'

interface InboxOptions {
  verdict: TriageVerdict | 'none' | 'all'
  source?: string
  limit: number
}

/** `inbox`, `triage`. */
export function curationCommands(cli: Cli): void {
  const { t } = cli.terminal
  cli.program
    .command('inbox')
    .description(t('cli.inbox.about'))
    .addOption(
      new Option('--verdict <verdict>', t('cli.inbox.verdict'))
        .choices(['none', 'keep', 'dismiss', 'draft', 'all'])
        .default('none')
    )
    .option('--source <source>', t('cli.inbox.source'))
    .addOption(limitOption(t))
    .action(cli.atDesk((desk, options: InboxOptions) => inbox(desk, options)))
  cli.program
    .command('triage')
    .description(t('cli.triage.about'))
    .argument('<id>', t('cli.triage.id'))
    .addOption(
      new Option('--verdict <verdict>', t('cli.triage.verdict'))
        .choices(['keep', 'dismiss', 'draft'])
        .makeOptionMandatory()
    )
    .addOption(asOption(t))
    .action(
      cli.atDesk(async (desk, id: string, options: { verdict: TriageVerdict; as?: string }) => {
        await actAs(desk, options.as)
        const item = await desk.call('inbox.triage', { id: await itemId(desk.call, id), verdict: options.verdict })
        const text = t(`cli.triage.${options.verdict}`, { title: oneLine(item.title), id: item.releaseId ?? '' })
        return { data: { item }, text }
      })
    )
}

async function inbox(desk: Desk, options: InboxOptions): Promise<Answer> {
  const { call, terminal } = desk
  const { t, width } = terminal
  const filter = {
    ...(options.verdict === 'all' ? {} : { verdict: options.verdict }),
    ...(options.source === undefined ? {} : { source: await sourceId(call, options.source) })
  }
  const { total, rows: items } = await firstRows(
    options.limit,
    from => call('inbox.list', { ...filter, ...from }),
    answer => answer.items
  )
  const count = t('cli.inbox.shown', { count: total, shown: items.length })
  return { data: { total, items }, text: items.length > 0 ? `${itemsTable(desk, items, width)}\n\n${count}` : count }
}

function itemsTable(desk: Desk, items: readonly FeedItem[], width: number): string {
  const { t } = desk.terminal
  const columns = [
    { title: t('cli.columns.id') },
    { title: t('cli.columns.date') },
    { title: t('cli.columns.verdict') },
    { title: t('cli.columns.source'), flexible: true },
    { title: t('cli.columns.title'), flexible: true }
  ]
  const rows = items.map(item => [
    shortId(item.id),
    localDay(desk, item.publishedAt ?? item.receivedAt),
    item.verdict ? t(`cli.verdicts.${item.verdict}`) : '',
    item.sourceTitle,
    item.title
  ])
  return table(columns, rows, width)
}
