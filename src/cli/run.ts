import { CommanderError } from 'commander'
import { toErrorShape } from '../domain/errors.ts'
import { curationCommands } from './curation/curation.commands.ts'
import { sourceCommands } from './curation/source.commands.ts'
import { accountCommands } from './delivery/account.commands.ts'
import { deliveryCommands } from './delivery/delivery.commands.ts'
import { settleCommands } from './delivery/settle.commands.ts'
import { peopleCommands } from './people/people.commands.ts'
import { newCli, type Cli } from './program.ts'
import { reachCommands } from './reach/reach.commands.ts'
import { releaseCommands } from './releases/release.commands.ts'
import { textCommands } from './releases/text.commands.ts'
import { reportCommands } from './reports/report.commands.ts'
import { reviewCommands } from './review/review.commands.ts'
import { kitCommands } from './share/kit.commands.ts'
import { mediaCommands } from './share/media.commands.ts'
import { rulesCommands } from './share/rules.commands.ts'
import { UsageError } from './terminal/answer.ts'
import { failureFrom } from './terminal/failure.ts'
import { openTerminal, type Terminal } from './terminal/terminal.ts'
import { usageWords } from './usage.ts'

/**
 * Runs one command line and prints its answer.
 * @returns the exit code: 0 if all that was asked was done, 2 for wrong usage, 1 otherwise
 */
export async function run(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const terminal = openTerminal(argv, env)
  const cli = newCli(terminal)
  try {
    await registerCommands(cli, argv)
    await cli.program.parseAsync(argv, { from: 'user' })
    if (cli.answer) terminal.answer(cli.answer)
    return cli.answer?.shortfall ? 1 : 0
  } catch (thrown) {
    return failed(terminal, cli, thrown)
  }
}

/** Puts every command on the program; those of one kind of destination only where `argv` asks about destinations. */
export async function registerCommands(cli: Cli, argv: readonly string[]): Promise<void> {
  peopleCommands(cli)
  releaseCommands(cli)
  textCommands(cli)
  kitCommands(cli)
  reviewCommands(cli)
  sourceCommands(cli)
  curationCommands(cli)
  await accountCommands(cli, argv)
  deliveryCommands(cli)
  settleCommands(cli)
  mediaCommands(cli)
  rulesCommands(cli)
  reachCommands(cli)
  reportCommands(cli)
}

function failed(terminal: Terminal, cli: Cli, thrown: unknown): number {
  if (thrown instanceof CommanderError && thrown.exitCode === 0) {
    terminal.answer({ data: { help: cli.help }, text: cli.help })
    return 0
  }
  const usage =
    thrown instanceof CommanderError
      ? usageWords(terminal.t, thrown)
      : thrown instanceof UsageError
        ? thrown.message
        : null
  if (usage === null) {
    terminal.failure(failureFrom(terminal.t, toErrorShape(thrown)))
    return 1
  }
  if (cli.help) terminal.say(cli.help)
  terminal.failure({ code: 'usage', message: usage })
  return 2
}
