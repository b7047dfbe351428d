import type { Command } from 'commander'
import { wordsFor } from '../../messages/failure.ts'
import { actWithSecrets, type Desk } from '../desk.ts'
import { accountId } from '../ids.ts'
import { asOption } from '../options.ts'
import type { Cli } from '../program.ts'
import type { Answer } from '../terminal/answer.ts'
import { oneLine } from '../terminal/text.ts'

interface PullOptions {
  account?: string
  as?: string
}

/** `metrics pull`: asks destinations for their figures. */
export function pullCommand(cli: Cli, metrics: Command): void {
  const { t } = cli.terminal
  metrics
    .command('pull')
    .description(t('cli.metrics.pull'))
    .option('--account <account>', t('cli.arguments.account'))
    .addOption(asOption(t))
    .action(cli.atDesk((desk, options: PullOptions) => pull(desk, options)))
}

async function pull(desk: Desk, { account, as }: PullOptions): Promise<Answer> {
  const { t } = desk.terminal
  await actWithSecrets(desk, as)
  const chosen = account === undefined ? {} : { account: await accountId(desk.call, account) }
  const answer = await desk.call('metrics.pull', chosen)
  const accounts = answer.accounts.map(each => ({
    ...each,
    problem: each.problem && { code: each.problem.code, message: wordsFor(t, each.problem) }
  }))
  const failures = accounts.filter(({ problem }) => problem !== null)
  const lines = accounts.map(({ name, readings, stored, problem }) =>
    problem
      ? t('cli.metrics.pullFailed', { name: oneLine(name), problem: oneLine(problem.message) })
      : t('cli.metrics.pulled', { name: oneLine(name), readings, stored })
  )
  return {
    data: { accounts },
    text: lines.join('\n') || t('cli.metrics.noneTell'),
    shortfall:
      failures.length > 0
        ? { code: 'some-failed', message: t('errors.some-failed', { count: failures.length }) }
        : undefined
  }
}
