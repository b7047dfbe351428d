import type { FeedPreview, PullResult } from '../../preload/contract/curation.ts'
import type { MessageKey, Translate } from '../../messages/index.ts'
import { actAs, type Desk } from '../desk.ts'
import { shortId, sourceId } from '../ids.ts'
import { asOption } from '../options.ts'
import type { Cli } from '../program.ts'
import type { Answer } from '../terminal/answer.ts'
import { table } from '../terminal/table.ts'
import { oneLine } from '../terminal/text.ts'
import { localDay, localTime } from '../times.ts'

/** `source add|pull|preview|list|remove`. */
export function sourceCommands(cli: Cli): void {
  const { t } = cli.terminal
  const source = cli.program.command('source').description(t('cli.source.about'))
  source
    .command('add')
    .description(t('cli.source.add'))
    .argument('<address>', t('cli.source.address'))
    .addOption(asOption(t))
    .action(cli.atDesk((desk, address: string, options: { as?: string }) => addSource(desk, address, options.as)))
  source
    .command('pull')
    .description(t('cli.source.pull'))
    .argument('[source]', t('cli.source.which'))
    .addOption(asOption(t))
    .action(cli.atDesk((desk, which: string | undefined, options: { as?: string }) => pull(desk, which, options.as)))
  source
    .command('preview')
    .description(t('cli.source.preview'))
    .argument('<address>', t('cli.source.address'))
    .action(
      cli.atDesk(async (desk, address: string) => {
        const preview = await desk.call('sources.preview', { address })
        return {
          data: { ...preview, problems: problemsIn(desk.terminal.t, preview.problems) },
          text: previewText(desk, preview)
        }
      })
    )
  source
    .command('list')
    .description(t('cli.source.list'))
    .action(cli.atDesk(desk => listSources(desk)))
  source
    .command('remove')
    .description(t('cli.source.remove'))
    .argument('<source>', t('cli.source.which'))
    .addOption(asOption(t))
    .action(
      cli.atDesk(async (desk, which: string, options: { as?: string }) => {
        await actAs(desk, options.as)
        const id = await sourceId(desk.call, which)
        await desk.call('sources.remove', { id })
        return { data: { removed: id }, text: t('cli.source.removed') }
      })
    )
}

/** Most items of one feed that an answer lists. */
const listed = 1_000

async function addSource(desk: Desk, address: string, as: string | undefined): Promise<Answer> {
  const { call, terminal } = desk
  await actAs(desk, as)
  const { source, added, problems } = await call('sources.addPath', { address })
  const { items } = await call('inbox.list', { source: source.id, limit: listed })
  const feed = { title: source.title, format: source.format ?? '' }
  const lines = [
    terminal.t('cli.source.added', { title: oneLine(source.title), count: added }),
    ...problemLines(terminal.t, problems)
  ]
  return { data: { source, added, feed, items, problems: problemsIn(terminal.t, problems) }, text: lines.join('\n') }
}

async function pull(desk: Desk, which: string | undefined, as: string | undefined): Promise<Answer> {
  const { call, terminal } = desk
  const { t } = terminal
  await actAs(desk, as)
  const { results, failed } = await call('sources.pull', which === undefined ? {} : { id: await sourceId(call, which) })
  const failures = failed.map(({ source, code }) => ({
    source,
    code,
    message: failureWords(t, code)
  }))
  const lines = [
    ...results.flatMap(result => pulledLines(t, result)),
    ...failures.map(({ source, message }) => `${oneLine(source.title)}: ${message}`)
  ]
  return {
    data: {
      results: results.map(result => ({ ...result, problems: problemsIn(t, result.problems) })),
      failed: failures
    },
    text: lines.length > 0 ? lines.join('\n') : t('cli.source.none'),
    shortfall:
      failures.length > 0
        ? { code: 'some-failed', message: t('errors.some-failed', { count: failures.length }) }
        : undefined
  }
}

/** Why a pull failed, in short; a code that has no words of its own is just a failure. */
function failureWords(t: Translate, code: string): string {
  const key: MessageKey = `curation.failures.${code as 'other'}`
  const words = t(key)
  return words === key ? t('curation.failures.other') : words
}

const pulledLines = (t: Translate, { source, added, unchanged, problems }: PullResult): string[] => {
  const title = oneLine(source.title)
  return [
    unchanged ? t('cli.source.unchanged', { title }) : t('cli.source.pulled', { title, count: added }),
    ...problemLines(t, problems)
  ]
}

async function listSources(desk: Desk): Promise<Answer> {
  const { t, width } = desk.terminal
  const sources = await desk.call('sources.list', {})
  if (sources.length === 0) return { data: { sources }, text: t('cli.source.none') }
  const columns = [
    { title: t('cli.columns.id') },
    { title: t('cli.columns.title'), flexible: true },
    { title: t('cli.columns.address'), flexible: true },
    { title: t('cli.columns.pulled') },
    { title: t('cli.columns.untriaged'), align: 'right' as const }
  ]
  const rows = sources.map(source => [
    shortId(source.id),
    source.title,
    source.address,
    source.pulledAt ? localTime(desk, source.pulledAt) : '',
    String(source.untriaged)
  ])
  return { data: { sources }, text: table(columns, rows, width) }
}

function previewText(desk: Desk, { feed, items, problems }: FeedPreview): string {
  const { t, width } = desk.terminal
  const columns = [
    { title: t('cli.columns.date') },
    { title: t('cli.columns.lang') },
    { title: t('cli.columns.title'), flexible: true }
  ]
  const rows = items.map(item => [
    item.publishedAt ? localDay(desk, item.publishedAt) : '',
    item.lang ?? '',
    item.title
  ])
  return [
    `${oneLine(feed.title)} (${feed.format})`,
    '',
    table(columns, rows, width),
    ...problemLines(t, problems)
  ].join('\n')
}

type FeedProblem = FeedPreview['problems'][number]

const problemWords = (t: Translate, { code, detail }: FeedProblem): string =>
  t(`curation.problems.${code as 'feed-empty'}`, { detail: oneLine(detail) })

const problemsIn = (t: Translate, problems: readonly FeedProblem[]): (FeedProblem & { message: string })[] =>
  problems.map(problem => ({ ...problem, message: problemWords(t, problem) }))

const problemLines = (t: Translate, problems: readonly FeedProblem[]): string[] =>
  problems.map(problem => `  ${problemWords(t, problem)}`)
