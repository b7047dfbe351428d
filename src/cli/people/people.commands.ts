import { Option } from 'commander'
import { roles, type Person, type Role } from '../../domain/people/roles.ts'
import type { Translate } from '../../messages/index.ts'
import { actWithSecrets } from '../desk.ts'
import { asOption } from '../options.ts'
import { passphraseOf } from '../passphrase.ts'
import type { Cli } from '../program.ts'
import { UsageError } from '../terminal/answer.ts'
import { table } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { oneLine } from '../terminal/text.ts'
import { makeWorkspace, type InitOptions } from './init.ts'

/** `init`, `person add`, `person list`. */
export function peopleCommands(cli: Cli): void {
  const { t } = cli.terminal
  cli.program
    .command('init')
    .description(t('cli.init.about'))
    .option('--sample', t('cli.init.sample'))
    .option('--name <name>', t('cli.init.name'))
    .option('--email <address>', t('cli.init.email'))
    .option('--organisation <name>', t('cli.init.organisation'))
    .option('--zone <zone>', t('cli.init.zone'))
    .addOption(new Option('--lang <lang>', t('cli.init.lang')).choices(['fr', 'en']))
    .action(cli.answering((options: InitOptions) => makeWorkspace(cli.terminal, cli.workspaceFile(), options)))

  const person = cli.program.command('person').description(t('cli.person.about'))
  person
    .command('add')
    .description(t('cli.person.add'))
    .argument('<name>', t('cli.person.name'))
    .requiredOption('--email <address>', t('cli.person.email'))
    .requiredOption('--role <roles>', t('cli.person.role', { roles: roles.join(', ') }))
    .addOption(asOption(t))
    .action(
      cli.atDesk(async (desk, name: string, options: { email: string; role: string; as?: string }) => {
        const asked = readRoles(t, options.role)
        await actWithSecrets(desk, options.as)
        const passphrase = await passphraseOf(desk.terminal, name, 'twice')
        const added = await desk.call('people.add', { name, email: options.email, roles: asked, passphrase })
        return {
          data: { person: added },
          text: t('cli.person.added', { name: oneLine(added.name), roles: rolesInWords(t, added.roles) })
        }
      })
    )
  person
    .command('list')
    .description(t('cli.person.list'))
    .action(
      cli.atDesk(async desk => {
        const people = await desk.call('people.list', {})
        return { data: { people }, text: peopleTable(desk.terminal, people) }
      })
    )
}

function readRoles(t: Translate, text: string): Role[] {
  const names = text.split(',').map(name => name.trim())
  const unknown = names.find(name => !(roles as readonly string[]).includes(name))
  if (unknown !== undefined) throw new UsageError(t('cli.usage.role', { value: unknown, roles: roles.join(', ') }))
  return names as Role[]
}

const rolesInWords = (t: Translate, all: readonly Role[]): string =>
  all.map(role => t(`people.roles.${role}`)).join(', ')

/** People as a table; also shown after a workspace was made. */
export function peopleTable({ t, width }: Terminal, people: readonly Person[]): string {
  const columns = [
    { title: t('cli.columns.name'), flexible: true },
    { title: t('cli.columns.email'), flexible: true },
    { title: t('cli.columns.roles') }
  ]
  return table(
    columns,
    people.map(person => [person.name, person.email, rolesInWords(t, person.roles)]),
    width
  )
}
