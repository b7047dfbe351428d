import { Option } from 'commander'
import { releaseStatuses, type ReleaseStatus } from '../../domain/releases/lifecycle.ts'
import type { ReleaseRow } from '../../domain/releases/release.ts'
import { exportFormats } from '../../main/workspace/releases/export/format.ts'
import type { Desk } from '../desk.ts'
import { shortId } from '../ids.ts'
import { asOption, given, limitOption } from '../options.ts'
import { firstRows, longestPage } from '../pages.ts'
import type { Cli } from '../program.ts'
import type { Answer } from '../terminal/answer.ts'
import { table } from '../terminal/table.ts'
import { localDay } from '../times.ts'
import { importPaths } from './import.ts'
import { showRelease, type ShowOptions } from './show.ts'

interface ListOptions {
  status?: ReleaseStatus
  lang?: string
  limit: number
}

/** `import`, `releases`, `search`, `show`. */
export function releaseCommands(cli: Cli): void {
  const { t } = cli.terminal
  const filters = (most?: number) => [
    new Option('--status <status>', t('cli.options.status')).choices(releaseStatuses),
    new Option('--lang <lang>', t('cli.options.lang')),
    limitOption(t, most)
  ]
  cli.program
    .command('import')
    .description(t('cli.import.about'))
    .argument('<path...>', t('cli.import.paths'))
    .addOption(asOption(t))
    .action(cli.atDesk((desk, paths: string[], options: { as?: string }) => importPaths(desk, paths, options.as)))

  const list = cli.program.command('releases').description(t('cli.releases.about'))
  for (const option of filters()) list.addOption(option)
  list.action(cli.atDesk((desk, options: ListOptions) => listReleases(desk, options)))

  const search = cli.program
    .command('search')
    .description(t('cli.search.about'))
    .argument('<query...>', t('cli.search.query'))
  for (const option of filters(longestPage)) search.addOption(option)
  search.action(
    cli.atDesk((desk, words: string[], options: ListOptions) => searchReleases(desk, words.join(' '), options))
  )

  cli.program
    .command('show')
    .description(t('cli.show.about'))
    .argument('<id>', t('cli.arguments.release'))
    .addOption(new Option('--format <format>', t('cli.show.format')).choices([...exportFormats, 'docx']))
    .option('--out <file>', t('cli.show.out'))
    .action(cli.atDesk((desk, id: string, options: ShowOptions) => showRelease(desk, id, options)))
}

async function listReleases(desk: Desk, options: ListOptions): Promise<Answer> {
  const started = performance.now()
  const { total, rows: releases } = await firstRows(
    options.limit,
    from => desk.call('releases.list', { ...given(options, 'status', 'lang'), ...from }),
    answer => answer.releases
  )
  const ms = Math.round(performance.now() - started)
  return { data: { total, releases, ms }, text: releasesTable(desk, total, releases) }
}

async function searchReleases(desk: Desk, query: string, options: ListOptions): Promise<Answer> {
  const started = performance.now()
  const found = await desk.call('releases.search', {
    query,
    ...given(options, 'status', 'lang'),
    limit: options.limit
  })
  const ms = Math.round(performance.now() - started)
  // The marks around hits are for screens; a terminal has no use for private characters.
  const releases = found.releases.map(({ markedTitle: _marked, snippet, ...release }) => ({
    ...release,
    snippet: snippet.replace(/[\ue000\ue001]/g, '')
  }))
  return { data: { total: found.total, releases, ms }, text: releasesTable(desk, found.total, releases) }
}

function releasesTable(desk: Desk, total: number, releases: readonly ReleaseRow[]): string {
  const { t, width } = desk.terminal
  const count = t('cli.releases.shown', { count: total, shown: releases.length })
  if (releases.length === 0) return count
  const columns = [
    { title: t('cli.columns.id') },
    { title: t('cli.columns.status') },
    { title: t('cli.columns.lang') },
    { title: t('cli.columns.date') },
    { title: t('cli.columns.title'), flexible: true }
  ]
  const rows = releases.map(release => [
    shortId(release.id),
    t(`releases.statuses.${release.status}`),
    release.lang,
    localDay(desk, release.listedAt),
    release.title
  ])
  return `${table(columns, rows, width)}\n\n${count}`
}
