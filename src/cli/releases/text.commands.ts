import { Option } from 'commander'
import { wallIn } from '../../domain/delivery/embargo.ts'
import { actAs, type Desk } from '../desk.ts'
import { readGiven } from '../files.ts'
import { releaseId } from '../ids.ts'
import { asOption, given } from '../options.ts'
import type { Cli } from '../program.ts'
import { UsageError, type Answer } from '../terminal/answer.ts'
import { oneLine } from '../terminal/text.ts'

interface TextOptions {
  title?: string
  subtitle?: string
  bodyFile?: string
  lang?: string
  as?: string
}

interface EditOptions extends TextOptions {
  embargo?: string
  zone?: string
}

/** `new`, `edit`. */
export function textCommands(cli: Cli): void {
  const { t } = cli.terminal
  cli.program
    .command('new')
    .description(t('cli.new.about'))
    .requiredOption('--title <title>', t('cli.text.title'))
    .requiredOption('--body-file <file>', t('cli.text.bodyFile'))
    .option('--lang <lang>', t('cli.text.lang'))
    .addOption(asOption(t))
    .action(cli.atDesk((desk, options: TextOptions) => writeNew(desk, options)))
  cli.program
    .command('edit')
    .description(t('cli.edit.about'))
    .argument('<id>', t('cli.arguments.release'))
    .option('--title <title>', t('cli.text.title'))
    .option('--subtitle <subtitle>', t('cli.text.subtitle'))
    .option('--body-file <file>', t('cli.text.bodyFile'))
    .option('--lang <lang>', t('cli.text.lang'))
    .option('--embargo <time>', t('cli.edit.embargo'))
    .addOption(new Option('--zone <zone>', t('cli.options.zone')))
    .addOption(asOption(t))
    .action(cli.atDesk((desk, id: string, options: EditOptions) => edit(desk, id, options)))
}

async function writeNew(desk: Desk, options: TextOptions): Promise<Answer> {
  const body = options.bodyFile === undefined ? {} : { body: readGiven(options.bodyFile).toString() }
  await actAs(desk, options.as)
  const release = await desk.call('releases.create', { ...given(options, 'title', 'lang'), ...body })
  return { data: { release }, text: desk.terminal.t('cli.new.made', { title: oneLine(release.title), id: release.id }) }
}

async function edit(desk: Desk, id: string, options: EditOptions): Promise<Answer> {
  const { t } = desk.terminal
  const body = options.bodyFile === undefined ? {} : { body: readGiven(options.bodyFile).toString() }
  const change = { ...given(options, 'title', 'subtitle', 'lang'), ...body, ...embargoOf(desk, options) }
  if (Object.keys(change).length === 0) throw new UsageError(t('cli.usage.nothingToChange'))
  await actAs(desk, options.as)
  const before = await desk.call('releases.get', { id: await releaseId(desk.call, id) })
  const { approvalVoided } = await desk.call('releases.save', { id: before.id, rev: before.rev, change })
  const release = await desk.call('releases.get', { id: before.id })
  const lines = [
    t('cli.edit.saved', { title: oneLine(release.title), status: t(`releases.statuses.${release.status}`) })
  ]
  if (approvalVoided) lines.push(t('cli.edit.voided'))
  return { data: { release, approvalVoided }, text: lines.join('\n') }
}

function embargoOf(
  { info, terminal }: Desk,
  { embargo, zone }: EditOptions
): { embargo?: { wall: string; zone: string } | null } {
  if (embargo === undefined && zone !== undefined) throw new UsageError(terminal.t('cli.usage.zoneAlone'))
  if (embargo === undefined) return {}
  const at = zone ?? info.zone
  return { embargo: embargo === 'none' ? null : { wall: wallIn(embargo, at), zone: at } }
}
