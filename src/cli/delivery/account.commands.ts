import { resolve } from 'node:path'
import type { Account, ConnectorInfo } from '../../preload/contract/delivery.ts'
import { actAs, actWithSecrets, type Desk } from '../desk.ts'
import { accountId, shortId } from '../ids.ts'
import { asOption } from '../options.ts'
import type { Cli } from '../program.ts'
import { UsageError, type Answer } from '../terminal/answer.ts'
import { table } from '../terminal/table.ts'
import { oneLine } from '../terminal/text.ts'

interface AddOptions {
  name: string
  set?: string[]
  as?: string
}

/** `account add KIND`, `account list`, `account test`, `account remove`. */
export async function accountCommands(cli: Cli, argv: readonly string[]): Promise<void> {
  const { t } = cli.terminal
  const account = cli.program.command('account').description(t('cli.account.about'))
  const add = account.command('add').description(t('cli.account.add'))
  // A command per kind, so that each has help of its own; the kinds are loaded only where they are asked about.
  if (argv.includes('account')) for (const kind of await kinds()) addCommand(cli, add, kind)
  account
    .command('list')
    .description(t('cli.account.list'))
    .action(cli.atDesk(desk => list(desk)))
  account
    .command('test')
    .description(t('cli.account.test'))
    .argument('<account>', t('cli.arguments.account'))
    .addOption(asOption(t))
    .action(cli.atDesk((desk, which: string, options: { as?: string }) => test(desk, which, options.as)))
  account
    .command('remove')
    .description(t('cli.account.remove'))
    .argument('<account>', t('cli.arguments.account'))
    .addOption(asOption(t))
    .action(
      cli.atDesk(async (desk, which: string, options: { as?: string }) => {
        await actAs(desk, options.as)
        const id = await accountId(desk.call, which)
        await desk.call('accounts.remove', { id })
        return { data: { removed: id }, text: t('cli.account.removed') }
      })
    )
}

function addCommand(cli: Cli, add: Cli['program'], connector: ConnectorInfo): void {
  const { kind, settings, secret } = connector
  const { t } = cli.terminal
  const command = add
    .command(kind)
    .description(t('cli.account.addKind', { kind }))
    .requiredOption('--name <name>', t('cli.account.name'))
    .option('--set <key=value...>', t('cli.account.set'))
    .addOption(asOption(t))
    .action(cli.atDesk((desk, options: AddOptions) => addAccount(desk, connector, options)))
  const width = Math.max(...settings.map(({ key }) => key.length))
  const keys = settings.map(({ key, required }) => {
    const words = t(`delivery.settings.${key}` as 'delivery.settings.url')
    return `  ${key.padEnd(width)}  ${words}${required ? '' : ` (${t('cli.account.optional')})`}`
  })
  command.addHelpText('after', () =>
    ['', t('cli.account.keys'), ...keys, ...(secret === 'none' ? [] : ['', t('cli.account.secret')])].join('\n')
  )
}

async function kinds(): Promise<ConnectorInfo[]> {
  const [{ connectors }, { listSettings }] = await Promise.all([
    import('../../main/workspace/delivery/connectors/index.ts'),
    import('../../main/workspace/delivery/connectors/settings.ts')
  ])
  return connectors.map(({ kind, settings, secret, can }) => ({ kind, settings: listSettings(settings), secret, can }))
}

async function addAccount(desk: Desk, { kind, settings: keys }: ConnectorInfo, options: AddOptions): Promise<Answer> {
  const { t } = desk.terminal
  const settings = Object.fromEntries(
    (options.set ?? []).map(pair => readPair(pair, t('cli.usage.pair', { value: pair })))
  )
  // A folder is typed from where the person stands; the workspace has to know it from anywhere.
  for (const { key, folder } of keys) if (folder && settings[key]) settings[key] = resolve(settings[key])
  await actWithSecrets(desk, options.as)
  const { secret, ...account } = await desk.call('accounts.add', { connector: kind, name: options.name, settings })
  const lines = [t('cli.account.added', { name: oneLine(account.name) })]
  if (secret !== undefined) lines.push(t('cli.account.secretOnce', { secret }))
  if (secret !== undefined && !account.hasSecret) lines.push(t('cli.account.notKept'))
  return { data: { account, ...(secret === undefined ? {} : { secret }) }, text: lines.join('\n') }
}

function readPair(pair: string, complaint: string): [string, string] {
  const at = pair.indexOf('=')
  if (at < 1) throw new UsageError(complaint)
  return [pair.slice(0, at), pair.slice(at + 1)]
}

async function list(desk: Desk): Promise<Answer> {
  const accounts = await desk.call('accounts.list', {})
  const { t } = desk.terminal
  return { data: { accounts }, text: accounts.length > 0 ? accountsTable(desk, accounts) : t('cli.account.none') }
}

function accountsTable({ terminal: { t, width } }: Desk, accounts: readonly Account[]): string {
  const columns = [
    { title: t('cli.columns.id') },
    { title: t('cli.columns.name'), flexible: true },
    { title: t('cli.columns.kind') },
    { title: t('cli.columns.settings'), flexible: true }
  ]
  const settings = (account: Account): string =>
    Object.entries(account.settings)
      .map(pair => pair.join('='))
      .join(' ')
  return table(
    columns,
    accounts.map(account => [shortId(account.id), account.name, account.connector, settings(account)]),
    width
  )
}

async function test(desk: Desk, which: string, as: string | undefined): Promise<Answer> {
  await actWithSecrets(desk, as)
  const { ok, detail } = await desk.call('accounts.test', { id: await accountId(desk.call, which) })
  return { data: { ok, detail }, text: oneLine(detail) }
}
