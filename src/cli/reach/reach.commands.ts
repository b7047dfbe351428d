import { Option } from 'commander'
import { RelaisError } from '../../domain/errors.ts'
import type { Counts } from '../../domain/reach/figures.ts'
import type { Reach } from '../../preload/contract/reach.ts'
import { actAs, type Desk } from '../desk.ts'
import { pickedFile, readGiven } from '../files.ts'
import { releaseId } from '../ids.ts'
import { asOption, given, month } from '../options.ts'
import type { Cli } from '../program.ts'
import type { Answer } from '../terminal/answer.ts'
import { wordsFor } from '../../messages/failure.ts'
import { table } from '../terminal/table.ts'
import { oneLine } from '../terminal/text.ts'
import { pullCommand } from './pull.command.ts'

interface ImportOptions {
  account?: string
  map?: string
  as?: string
}

/** `metrics import`, `metrics pull`, `reach`. */
export function reachCommands(cli: Cli): void {
  const { t } = cli.terminal
  const metrics = cli.program.command('metrics').description(t('cli.metrics.about'))
  metrics
    .command('import')
    .description(t('cli.metrics.import'))
    .argument('<file>', t('cli.metrics.file'))
    .option('--account <name>', t('cli.metrics.account'))
    .option('--map <file>', t('cli.metrics.map'))
    .addOption(asOption(t))
    .action(cli.atDesk((desk, file: string, options: ImportOptions) => importMetrics(desk, file, options)))
  pullCommand(cli, metrics)
  cli.program
    .command('reach')
    .description(t('cli.reach.about'))
    .addOption(new Option('--month <month>', t('cli.reach.month')).argParser(month))
    .option('--release <id>', t('cli.arguments.release'))
    .action(cli.atDesk((desk, options: { month?: string; release?: string }) => reach(desk, options)))
}

async function importMetrics(desk: Desk, path: string, options: ImportOptions): Promise<Answer> {
  const { t } = desk.terminal
  const file = pickedFile(path)
  const map = options.map === undefined ? {} : { map: readMap(options.map) }
  await actAs(desk, options.as)
  const { failed, ...counts } = await desk.call('metrics.import', { file, ...given(options, 'account'), ...map })
  const failures = failed.map(({ row, ...shape }) => ({ row, code: shape.code, message: wordsFor(t, shape) }))
  const lines = [t('cli.metrics.done', { ...counts }), ...failures.map(failure => `  ${oneLine(failure.message)}`)]
  for (const { name, channel } of counts.accounts)
    lines.push(t('cli.metrics.guessed', { name: oneLine(name), channel: t(`cli.channels.${channel}`) }))
  return {
    data: { ...counts, failed: failures },
    text: lines.join('\n'),
    shortfall:
      failures.length > 0
        ? { code: 'some-failed', message: t('errors.some-failed', { count: failures.length }) }
        : undefined
  }
}

/** A JSON object from our names of columns to those of the file. @throws RelaisError `file-unreadable` */
function readMap(path: string): Record<string, string> {
  try {
    const map: unknown = JSON.parse(readGiven(path).toString())
    if (map && typeof map === 'object' && Object.values(map).every(value => typeof value === 'string'))
      return map as Record<string, string>
  } catch (thrown) {
    if (thrown instanceof RelaisError) throw thrown
  }
  throw new RelaisError('file-unreadable', { path, problem: 'JSON' })
}

async function reach(desk: Desk, options: { month?: string; release?: string }): Promise<Answer> {
  const { call, terminal } = desk
  const { t } = terminal
  const release = options.release === undefined ? {} : { release: await releaseId(call, options.release) }
  const figures = await call('reach.month', { ...given(options, 'month'), ...release })
  const definitions = {
    impressions: t('cli.reach.definitions.impressions'),
    multiplier: t('cli.reach.definitions.multiplier')
  }
  return { data: { ...figures, definitions }, text: reachText(desk, figures) }
}

function reachText({ terminal: { t, language, width } }: Desk, figures: Reach): string {
  const number = new Intl.NumberFormat(language)
  const times = (value: number | null): string =>
    value === null ? '–' : `×${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value)}`
  const right = { align: 'right' as const }
  const measures = ['impressions', 'clicks', 'reactions', 'comments', 'shares'] as const
  const counts = (each: Counts): string[] => measures.map(measure => number.format(each[measure]))
  const totals = table(
    [
      { title: `${figures.from} – ${figures.to}` },
      ...measures.map(measure => ({ title: t(`cli.columns.${measure}`), ...right }))
    ],
    [
      [t('cli.channels.owned'), ...counts(figures.owned)],
      [t('cli.channels.advocacy'), ...counts(figures.advocacy)]
    ],
    width
  )
  const releases = table(
    [
      { title: t('cli.columns.title'), flexible: true },
      { title: t('cli.channels.owned'), ...right },
      { title: t('cli.channels.advocacy'), ...right },
      { title: t('cli.columns.multiplier'), ...right }
    ],
    figures.releases.map(release => [
      release.title,
      number.format(release.owned.impressions),
      number.format(release.advocacy.impressions),
      times(release.multiplier)
    ]),
    width
  )
  const parts = [
    `${totals}\n${t('cli.reach.multiplier', { value: times(figures.multiplier) })}`,
    figures.releases.length > 0 ? releases : ''
  ]
  return [
    ...parts.filter(Boolean),
    `${t('cli.reach.definitions.impressions')} ${t('cli.reach.definitions.multiplier')}`
  ].join('\n\n')
}
