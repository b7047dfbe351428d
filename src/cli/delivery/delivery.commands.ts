import { Option } from 'commander'
import { instantFrom } from '../../domain/delivery/embargo.ts'
import { deliveryStates, type DeliveryState } from '../../domain/delivery/delivery.ts'
import { actAs, actWithSecrets, type Desk } from '../desk.ts'
import { accountId, deliveryId, releaseId } from '../ids.ts'
import { asOption, limitOption } from '../options.ts'
import type { Cli } from '../program.ts'
import type { Answer } from '../terminal/answer.ts'
import { deliver } from './deliver.ts'
import { deliveriesAnswer, outbox } from './outbox.ts'

interface PlanOptions {
  account: string[]
  at?: string
  zone?: string
  as?: string
}

interface As {
  as?: string
}

/** `plan`, `deliver`, `outbox`, `withdraw`, `reconcile`, `retry`, `cancel`. */
export function deliveryCommands(cli: Cli): void {
  const { t } = cli.terminal
  cli.program
    .command('plan')
    .description(t('cli.plan.about'))
    .argument('<id>', t('cli.arguments.release'))
    .requiredOption('--account <account...>', t('cli.plan.account'))
    .option('--at <time>', t('cli.plan.at'))
    .option('--zone <zone>', t('cli.options.zone'))
    .addOption(asOption(t))
    .action(cli.atDesk((desk, id: string, options: PlanOptions) => plan(desk, id, options)))
  cli.program
    .command('deliver')
    .description(t('cli.deliver.about'))
    .option('--once', t('cli.deliver.once'))
    .addOption(asOption(t))
    .addHelpText('after', () => `\n${t('cli.deliver.after')}`)
    .action(
      cli.atDesk(async (desk, { once, as }: As & { once?: true }) => {
        await actWithSecrets(desk, as)
        return deliver(desk, once === true)
      })
    )
  cli.program
    .command('outbox')
    .description(t('cli.outbox.about'))
    .addOption(new Option('--state <state>', t('cli.outbox.state')).choices(deliveryStates))
    .option('--release <id>', t('cli.arguments.release'))
    .addOption(limitOption(t))
    .action(
      cli.atDesk((desk, options: { state?: DeliveryState; release?: string; limit: number }) => outbox(desk, options))
    )
  cli.program
    .command('withdraw')
    .description(t('cli.withdraw.about'))
    .argument('<id>', t('cli.arguments.release'))
    .addOption(asOption(t))
    .action(
      cli.atDesk(async (desk, id: string, { as }: As) => {
        await actAs(desk, as)
        return deliveriesAnswer(desk, await desk.call('outbox.withdraw', { release: await releaseId(desk.call, id) }))
      })
    )
  oneDeliveryCommands(cli)
}

/** The commands about one delivery. */
function oneDeliveryCommands(cli: Cli): void {
  const { t } = cli.terminal
  cli.program
    .command('reconcile')
    .description(t('cli.reconcile.about'))
    .argument('<delivery>', t('cli.arguments.delivery'))
    .addOption(new Option('--is <fact>', t('cli.reconcile.is')).choices(['live', 'absent']).makeOptionMandatory())
    .addOption(asOption(t))
    .action(
      cli.atDesk(async (desk, id: string, options: As & { is: 'live' | 'absent' }) => {
        await actAs(desk, options.as)
        return deliveriesAnswer(desk, [
          await desk.call('outbox.reconcile', { id: await deliveryId(desk.call, id), is: options.is })
        ])
      })
    )
  for (const verb of ['retry', 'cancel'] as const) {
    cli.program
      .command(verb)
      .description(t(`cli.${verb}.about`))
      .argument('<delivery>', t('cli.arguments.delivery'))
      .addOption(asOption(t))
      .action(
        cli.atDesk(async (desk, id: string, { as }: As) => {
          await actAs(desk, as)
          return deliveriesAnswer(desk, [await desk.call(`outbox.${verb}`, { id: await deliveryId(desk.call, id) })])
        })
      )
  }
}

async function plan(desk: Desk, id: string, options: PlanOptions): Promise<Answer> {
  const zone = options.zone === undefined ? {} : { zone: options.zone }
  await actAs(desk, options.as)
  const accounts: string[] = []
  for (const account of options.account) accounts.push(await accountId(desk.call, account))
  const at = options.at === undefined ? {} : { at: instantFrom(options.at, options.zone ?? desk.info.zone) }
  const deliveries = await desk.call('outbox.plan', {
    release: await releaseId(desk.call, id),
    accounts,
    ...zone,
    ...at
  })
  return deliveriesAnswer(desk, deliveries)
}
