import type { Command } from 'commander'
import { RelaisError } from '../../domain/errors.ts'
import type { Account, ConnectorInfo } from '../../preload/contract/delivery.ts'
import { actAs, actWithSecrets, type Desk } from '../desk.ts'
import { accountId } from '../ids.ts'
import { asOption } from '../options.ts'
import type { Cli } from '../program.ts'
import { actUnlocked, askSecret, requireAsking, secretGiven } from '../secret.ts'
import { UsageError, type Answer } from '../terminal/answer.ts'
import { onInterrupt } from '../terminal/interrupt.ts'
import { oneLine } from '../terminal/text.ts'
import { addAccount, readSettings, type AddOptions } from './account-add.ts'
import { accountAnswer, listAccounts } from './account-list.ts'
import { aboutKind, kindHelp, kindName, kinds, secretWords, type Kind } from './kinds.ts'

interface As {
  as?: string
}

/** `account add KIND`, and what is done about a destination afterwards. */
export async function accountCommands(cli: Cli, argv: readonly string[]): Promise<void> {
  const { t } = cli.terminal
  const account = cli.program.command('account').description(t('cli.account.about'))
  const add = account.command('add').description(t('cli.account.add'))
  // A command per kind, so that each has help of its own; the kinds are loaded only where they are asked about.
  if (argv.includes('account')) for (const kind of await kinds()) addCommand(cli, add, kind)
  account
    .command('list')
    .description(t('cli.account.list'))
    .action(cli.atDesk(desk => listAccounts(desk)))
  const works = { test, connect, secret, revoke, resume, remove } as const
  for (const [verb, work] of Object.entries(works) as [keyof typeof works, typeof test][])
    account
      .command(verb)
      .description(t(`cli.account.${verb === 'secret' ? 'giveSecret' : verb}`))
      .argument('<account>', t('cli.arguments.account'))
      .addOption(asOption(t))
      .action(cli.atDesk((desk, which: string, { as }: As) => work(desk, which, as)))
  account
    .command('change')
    .description(t('cli.account.change'))
    .argument('<account>', t('cli.arguments.account'))
    .requiredOption('--set <key=value...>', t('cli.account.setAnew'))
    .addOption(asOption(t))
    .action(cli.atDesk((desk, which: string, options: As & { set: string[] }) => change(desk, which, options)))
}

function addCommand(cli: Cli, add: Command, kind: Kind): void {
  const { t } = cli.terminal
  add
    .command(kind.kind)
    .summary(kindName(t, kind.kind))
    .description(aboutKind(t, kind.kind))
    .requiredOption('--name <name>', t('cli.account.name'))
    .option('--set <key=value...>', t('cli.account.set'))
    .addOption(asOption(t))
    .addHelpText('after', () => kindHelp(t, kind))
    .action(cli.atDesk((desk, options: AddOptions) => addAccount(desk, kind, options)))
}

async function test(desk: Desk, which: string, as: string | undefined): Promise<Answer> {
  await actWithSecrets(desk, as)
  const { ok, detail } = await desk.call('accounts.test', { id: await accountId(desk.call, which) })
  return { data: { ok, detail }, text: oneLine(detail) }
}

/** Signs in at the destination: by a person, in their browser, which comes back to this process. */
async function connect(desk: Desk, which: string, as: string | undefined): Promise<Answer> {
  const { call, terminal } = desk
  const id = await accountId(call, which)
  await actUnlocked(desk, as)
  const { url } = await call('accounts.authorize', { id })
  const stopListening = onInterrupt(() => void call('accounts.cancelAuthorize', { id }))
  terminal.say(`${terminal.t('cli.account.open')}\n${url}`)
  try {
    const { name } = await call('accounts.authorized', { id })
    return await accountAnswer(desk, id, terminal.t('delivery.destinations.connected', { name: oneLine(name) }))
  } finally {
    stopListening()
  }
}

/** Keeps a secret under people's passphrases: that of the environment, else one that is typed. */
async function secret(desk: Desk, which: string, as: string | undefined): Promise<Answer> {
  const { call, terminal } = desk
  const { account, kind } = await found(desk, which)
  const label = secretWords(terminal.t, account.connector, kind?.secret ?? 'given').label
  if (secretGiven(account.name) === null) requireAsking(account.name)
  await actUnlocked(desk, as)
  const given = secretGiven(account.name) ?? (await askSecret(desk, account.name, label))
  await call('accounts.setSecret', { id: account.id, secret: given })
  return accountAnswer(desk, account.id, terminal.t('delivery.destinations.secretKept'))
}

/** @throws RelaisError `account-missing` */
async function found({ call }: Desk, which: string): Promise<{ account: Account; kind: ConnectorInfo | undefined }> {
  const id = await accountId(call, which)
  const account = (await call('accounts.list', {})).find(each => each.id === id)
  if (!account) throw new RelaisError('account-missing', { name: which })
  return { account, kind: (await call('accounts.connectors', {})).find(({ kind }) => kind === account.connector) }
}

async function revoke(desk: Desk, which: string, as: string | undefined): Promise<Answer> {
  await actWithSecrets(desk, as)
  const id = await accountId(desk.call, which)
  const { name } = await desk.call('accounts.revoke', { id })
  return accountAnswer(desk, id, desk.terminal.t('delivery.destinations.disconnected', { name: oneLine(name) }))
}

async function resume(desk: Desk, which: string, as: string | undefined): Promise<Answer> {
  await actAs(desk, as)
  const id = await accountId(desk.call, which)
  const { name } = await desk.call('accounts.resume', { id })
  return accountAnswer(desk, id, desk.terminal.t('delivery.screen.resumed', { name: oneLine(name) }))
}

async function remove(desk: Desk, which: string, as: string | undefined): Promise<Answer> {
  await actAs(desk, as)
  const id = await accountId(desk.call, which)
  await desk.call('accounts.remove', { id })
  return { data: { removed: id }, text: desk.terminal.t('cli.account.removed') }
}

/** Other settings; those that are not named stay, and one that is given no value is left out from then on. */
async function change(desk: Desk, which: string, { set, as }: As & { set: string[] }): Promise<Answer> {
  const { t } = desk.terminal
  const { account: before, kind } = await found(desk, which)
  const settings = readSettings(desk, { settings: kind?.settings ?? [] }, set)
  const fixed = kind?.settings.find(({ key, folder }) => folder && key in settings)
  if (fixed) throw new UsageError(t('cli.usage.folderStays', { name: fixed.key }))
  await actAs(desk, as)
  const after = await desk.call('accounts.change', { id: before.id, settings: { ...before.settings, ...settings } })
  const dropped = before.hasSecret && !after.hasSecret
  const said = [t('delivery.destinations.saved'), ...(dropped ? [t('cli.account.secretDropped')] : [])]
  return accountAnswer(desk, before.id, said.join('\n'))
}
