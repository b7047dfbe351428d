import { Option } from 'commander'
import { dayIn } from '../../domain/delivery/days.ts'
import { consents, type Consent } from '../../domain/share/kit.ts'
import { rightsProblems } from '../../domain/share/rights.ts'
import { wordsFor } from '../../messages/failure.ts'
import type { Media } from '../../preload/contract/share.ts'
import { actAs, type Desk } from '../desk.ts'
import { mediaHash, shortId } from '../ids.ts'
import { asOption, given, limitOption } from '../options.ts'
import { firstRows } from '../pages.ts'
import type { Cli } from '../program.ts'
import { UsageError, type Answer } from '../terminal/answer.ts'
import { table } from '../terminal/table.ts'
import { oneLine } from '../terminal/text.ts'

interface DescribeOptions {
  altFr?: string
  altEn?: string
  credit?: string
  licence?: string
  expires?: string
  consent?: Consent
  as?: string
}

/** `media add`, `media list`, `media describe`, `media remove`. */
export function mediaCommands(cli: Cli): void {
  const { t } = cli.terminal
  const media = cli.program.command('media').description(t('cli.media.about'))
  media
    .command('add')
    .description(t('cli.media.add'))
    .argument('<path...>', t('cli.media.paths'))
    .addOption(asOption(t))
    .action(cli.atDesk((desk, paths: string[], options: { as?: string }) => add(desk, paths, options.as)))
  media
    .command('list')
    .description(t('cli.media.list'))
    .option('--query <words>', t('cli.media.query'))
    .addOption(limitOption(t))
    .action(cli.atDesk((desk, options: { query?: string; limit: number }) => list(desk, options)))
  media
    .command('describe')
    .description(t('cli.media.describe'))
    .argument('<hash>', t('cli.media.hash'))
    .option('--alt-fr <text>', t('cli.media.altFr'))
    .option('--alt-en <text>', t('cli.media.altEn'))
    .option('--credit <text>', t('cli.media.credit'))
    .option('--licence <text>', t('cli.media.licence'))
    .option('--expires <day>', t('cli.media.expires'))
    .addOption(new Option('--consent <consent>', t('cli.media.consent')).choices(consents))
    .addOption(asOption(t))
    .action(cli.atDesk((desk, hash: string, options: DescribeOptions) => describe(desk, hash, options)))
  media
    .command('remove')
    .description(t('cli.media.remove'))
    .argument('<hash>', t('cli.media.hash'))
    .addOption(asOption(t))
    .action(cli.atDesk((desk, hash: string, options: { as?: string }) => remove(desk, hash, options.as)))
}

async function add(desk: Desk, paths: string[], as: string | undefined): Promise<Answer> {
  const { call, terminal } = desk
  const { t } = terminal
  await actAs(desk, as)
  const { added, present, failed } = await call('media.addPaths', { paths })
  const failures = failed.map(({ path, ...shape }) => ({ path, code: shape.code, message: wordsFor(t, shape) }))
  const lines = [
    ...added.map(media => t('cli.media.added', { name: oneLine(media.name), hash: shortId(media.hash) })),
    ...present.map(media => t('cli.media.present', { name: oneLine(media.name), hash: shortId(media.hash) })),
    ...failures.map(({ message }) => oneLine(message))
  ]
  const count = failures.length
  return {
    data: { added, present, failed: failures },
    text: lines.join('\n'),
    shortfall: count > 0 ? { code: 'some-failed', message: t('errors.some-failed', { count }) } : undefined
  }
}

async function list(desk: Desk, { query = '', limit }: { query?: string; limit: number }): Promise<Answer> {
  const { total, rows: media } = await firstRows(
    limit,
    from => desk.call('media.list', { query, ...from }),
    answer => answer.media
  )
  return { data: { total, media }, text: mediaTable(desk, total, media) }
}

function mediaTable(desk: Desk, total: number, media: readonly Media[]): string {
  const { t, width } = desk.terminal
  const count = t('cli.media.shown', { count: total, shown: media.length })
  if (media.length === 0) return count
  const columns = [
    { title: t('cli.columns.id') },
    { title: t('cli.columns.name'), flexible: true },
    { title: t('cli.columns.size') },
    { title: t('cli.columns.uses'), align: 'right' as const },
    { title: t('cli.columns.lacking'), flexible: true }
  ]
  const rows = media.map(each => [
    shortId(each.hash),
    each.name,
    `${each.width} × ${each.height}`,
    String(each.uses),
    lackingIn(desk, each)
  ])
  return `${table(columns, rows, width)}\n\n${count}`
}

/** What keeps a picture from being used today, in the workspace's language; nothing where it may be. */
function lackingIn({ info, terminal: { t } }: Desk, media: Media): string {
  const alt = media.alt[info.lang === 'fr' ? 'fr' : 'en']
  return rightsProblems({ ...media, alt }, dayIn(Date.now(), info.zone))
    .map(problem => t(`share.problems.${problem}`, { expires: media.expires ?? '' }))
    .join(' ')
}

async function describe(desk: Desk, which: string, options: DescribeOptions): Promise<Answer> {
  const { t } = desk.terminal
  const { altFr, altEn, expires } = options
  const known = { ...given(options, 'credit', 'licence', 'consent'), ...(expires && { expires: dayOf(t, expires) }) }
  if (Object.keys(known).length === 0 && altFr === undefined && altEn === undefined)
    throw new UsageError(t('cli.usage.nothingToDescribe'))
  await actAs(desk, options.as)
  const { hash, rev, alt } = await desk.call('media.get', { hash: await mediaHash(desk.call, which) })
  const words = { fr: altFr ?? alt.fr, en: altEn ?? alt.en }
  const media = await desk.call('media.describe', { hash, rev, change: { ...known, alt: words } })
  const lacking = lackingIn(desk, media)
  const lines = [t('cli.media.described', { name: oneLine(media.name) }), ...(lacking ? [lacking] : [])]
  return { data: { media }, text: lines.join('\n') }
}

function dayOf(t: Desk['terminal']['t'], text: string): string | null {
  if (text === 'never') return null
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) throw new UsageError(t('cli.usage.invalid', { name: '--expires', value: text }))
  return text
}

async function remove(desk: Desk, which: string, as: string | undefined): Promise<Answer> {
  await actAs(desk, as)
  const hash = await mediaHash(desk.call, which)
  await desk.call('media.remove', { hash })
  return { data: { removed: hash }, text: desk.terminal.t('cli.media.removed') }
}
