import { Command, Option } from 'commander'
import { languages } from '../messages/index.ts'
import { atDesk, type Desk } from './desk.ts'
import { helpIn } from './help.ts'
import { UsageError, type Answer } from './terminal/answer.ts'
import type { Terminal } from './terminal/terminal.ts'

/** What the features' commands are registered on. */
export interface Cli {
  program: Command
  terminal: Terminal
  /** The file that `--workspace` names. Throws a UsageError where it is not given. */
  workspaceFile(): string
  /** An action of commander that answers. */
  answering<A extends unknown[]>(work: (...args: A) => Promise<Answer>): (...args: A) => Promise<void>
  /** An action of commander that opens the workspace, answers, and closes it. */
  atDesk<A extends unknown[]>(work: (desk: Desk, ...args: A) => Promise<Answer>): (...args: A) => Promise<void>
  /** What the command that was run answered with. */
  answer: Answer | null
  /** What commander printed: help, asked for or not. */
  help: string
}

/** The program with its global options, and no commands yet. */
export function newCli(terminal: Terminal): Cli {
  const { t } = terminal
  const program = new Command('relais')
  const cli: Cli = {
    program,
    terminal,
    answer: null,
    help: '',
    workspaceFile() {
      const { workspace } = program.opts<{ workspace?: string }>()
      if (!workspace) throw new UsageError(t('cli.usage.workspace'))
      return workspace
    },
    answering:
      work =>
      async (...args) => {
        cli.answer = await work(...args)
      },
    atDesk: work => cli.answering((...args) => atDesk(terminal, cli.workspaceFile(), desk => work(desk, ...args)))
  }
  const keep = (text: string): void => void (cli.help += text)
  program
    .description(t('cli.about'))
    .exitOverride()
    .configureOutput({
      writeOut: keep,
      writeErr: keep,
      outputError: () => undefined,
      getOutHelpWidth: () => helpWidth(terminal),
      getErrHelpWidth: () => helpWidth(terminal)
    })
    .configureHelp(helpIn(t))
    .helpOption('-h, --help', t('cli.help.help'))
    .helpCommand('help [command]', t('cli.help.command'))
    .addOption(new Option('--workspace <file>', t('cli.options.workspace')).env('RELAIS_WORKSPACE'))
    .addOption(new Option('--json', t('cli.options.json')))
    .addOption(new Option('--ui-lang <lang>', t('cli.options.uiLang')).choices(languages))
    .addHelpText('after', () => `\n${t('cli.help.after')}`)
  return cli
}

const widestHelp = 100
const helpWidth = (terminal: Terminal): number => Math.min(terminal.width, widestHelp)
