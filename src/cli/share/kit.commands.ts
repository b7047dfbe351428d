import { Option } from 'commander'
import type { Release } from '../../domain/releases/release.ts'
import { postsOf } from '../../domain/share/compose.ts'
import { withFirstCopies } from '../../domain/share/first-kit.ts'
import { consents, emptyKit, type ShareKit } from '../../domain/share/kit.ts'
import { toUse } from '../../domain/share/media-use.ts'
import { copyLangOf } from '../../domain/share/words.ts'
import { actAs, type Desk } from '../desk.ts'
import { releaseId } from '../ids.ts'
import { asOption, lastDay } from '../options.ts'
import type { Cli } from '../program.ts'
import type { Answer } from '../terminal/answer.ts'
import { oneLine } from '../terminal/text.ts'
import { described, pictureAt, type AttachOptions } from './attach.ts'
import { checkAnswer } from './kit-check.ts'
import { kitInFile } from './kit-file.ts'
import { kitText } from './kit-text.ts'

interface As {
  as?: string
}

/** `kit show`, `kit first`, `kit set`, `kit attach`, `kit check`. */
export function kitCommands(cli: Cli): void {
  const { t } = cli.terminal
  const kit = cli.program.command('kit').description(t('cli.kit.about'))
  kit
    .command('show')
    .description(t('cli.kit.show'))
    .argument('<id>', t('cli.arguments.release'))
    .action(cli.atDesk((desk, id: string) => show(desk, id)))
  kit
    .command('first')
    .description(t('cli.kit.first'))
    .argument('<id>', t('cli.arguments.release'))
    .option('--anew', t('cli.kit.anew'))
    .addOption(asOption(t))
    .action(cli.atDesk((desk, id: string, options: As & { anew?: true }) => first(desk, id, options)))
  kit
    .command('set')
    .description(t('cli.kit.set'))
    .argument('<id>', t('cli.arguments.release'))
    .argument('<file>', t('cli.kit.file'))
    .addOption(asOption(t))
    .addHelpText('after', () => `\n${t('cli.kit.fileAfter')}`)
    .action(cli.atDesk((desk, id: string, file: string, { as }: As) => set(desk, id, file, as)))
  kit
    .command('attach')
    .description(t('cli.kit.attach'))
    .argument('<id>', t('cli.arguments.release'))
    .argument('<picture>', t('cli.kit.picture'))
    .option('--alt <text>', t('cli.kit.alt'))
    .option('--credit <text>', t('cli.media.credit'))
    .option('--licence <text>', t('cli.media.licence'))
    .addOption(new Option('--expires <day>', t('cli.media.expires')).argParser(lastDay))
    .addOption(new Option('--consent <consent>', t('cli.media.consent')).choices(consents))
    .addOption(asOption(t))
    .action(cli.atDesk((desk, id: string, which: string, options: AttachOptions) => attach(desk, id, which, options)))
  kit
    .command('check')
    .description(t('cli.kit.check'))
    .argument('<id>', t('cli.arguments.release'))
    .action(cli.atDesk(async (desk, id: string) => checkAnswer(desk, await released(desk, id))))
}

const released = async ({ call }: Desk, id: string): Promise<Release> =>
  call('releases.get', { id: await releaseId(call, id) })

const kitOf = ({ kit = emptyKit }: Release): ShareKit => kit

async function show(desk: Desk, id: string): Promise<Answer> {
  const release = await released(desk, id)
  const kit = kitOf(release)
  const posts = postsOf(release, await desk.call('share.rules', {}))
  const accounts = await desk.call('accounts.list', {})
  const places = kit.destinations.map(
    each => accounts.find(account => account.id === each)?.name ?? desk.terminal.t('share.kit.unknownDestination')
  )
  return { data: { id: release.id, kit, posts }, text: kitText(desk, kit, posts, places) }
}

async function first(desk: Desk, id: string, { anew, as }: As & { anew?: true }): Promise<Answer> {
  const { t } = desk.terminal
  await actAs(desk, as)
  const before = await released(desk, id)
  const { kit, made } = withFirstCopies(before, await desk.call('share.rules', {}), anew)
  if (made.length === 0) {
    const missing = kitOf(before).copies.length === 0
    return { data: { made: 0, kit: kitOf(before) }, text: t(missing ? 'share.screen.madeNone' : 'cli.kit.allThere') }
  }
  return saved(desk, before, kit, { made: made.length }, t('share.screen.made', { count: made.length }))
}

async function set(desk: Desk, id: string, file: string, as: string | undefined): Promise<Answer> {
  await actAs(desk, as)
  const before = await released(desk, id)
  const kit = await kitInFile(desk, file)
  return saved(desk, before, kit, {}, desk.terminal.t('cli.kit.saved', { title: oneLine(before.title) }))
}

async function attach(desk: Desk, id: string, which: string, options: AttachOptions): Promise<Answer> {
  await actAs(desk, options.as)
  const before = await released(desk, id)
  const lang = copyLangOf(before.lang)
  const picture = await described(desk, await pictureAt(desk, which), options, lang)
  const use = { ...toUse(picture, lang), ...(options.alt !== undefined && { alt: options.alt }) }
  const kit = kitOf(before)
  const at = kit.media.findIndex(({ hash }) => hash === use.hash)
  // In its place if it is there already: the first picture is the one that networks show.
  const media = at < 0 ? [...kit.media, use] : kit.media.with(at, use)
  const said = desk.terminal.t('cli.kit.attached', { name: oneLine(use.name), title: oneLine(before.title) })
  return saved(desk, before, { ...kit, media }, {}, said)
}

async function saved(desk: Desk, before: Release, kit: ShareKit, data: object, said: string): Promise<Answer> {
  const { id, rev } = before
  const { approvalVoided } = await desk.call('releases.save', { id, rev, change: { kit } })
  const after = await desk.call('releases.get', { id })
  const lines = [said, ...(approvalVoided ? [desk.terminal.t('cli.edit.voided')] : [])]
  return {
    data: { release: { id, title: after.title, status: after.status }, approvalVoided, ...data, kit: kitOf(after) },
    text: lines.join('\n')
  }
}
