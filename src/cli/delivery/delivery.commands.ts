import { instantFrom } from '../../domain/delivery/embargo.ts'
import { actAs, actWithSecrets, type Desk } from '../desk.ts'
import { accountId, releaseId } from '../ids.ts'
import { asOption, limitOption } from '../options.ts'
import type { Cli } from '../program.ts'
import type { Answer } from '../terminal/answer.ts'
import { choosing, type ChosenOptions } from './chosen.ts'
import { deliver } from './deliver.ts'
import { deliveriesAnswer, outbox } from './outbox.ts'
import { places } from './places.ts'
import { preview } from './preview.ts'
import { rehearse, type RehearseOptions } from './rehearse.ts'

interface PlanOptions {
  account: string[]
  at?: string
  zone?: string
  preview?: true
  as?: string
}

interface As {
  as?: string
}

/** `plan`, `rehearse`, `deliver`, `outbox`, `places`, `withdraw`. */
export function deliveryCommands(cli: Cli): void {
  const { t } = cli.terminal
  cli.program
    .command('plan')
    .description(t('cli.plan.about'))
    .argument('<id>', t('cli.arguments.release'))
    .requiredOption('--account <account...>', t('cli.plan.account'))
    .option('--at <time>', t('cli.plan.at'))
    .option('--zone <zone>', t('cli.options.zone'))
    .option('--preview', t('cli.plan.preview'))
    .addOption(asOption(t))
    .action(cli.atDesk((desk, id: string, options: PlanOptions) => plan(desk, id, options)))
  cli.program
    .command('rehearse')
    .description(t('cli.rehearse.about'))
    .option('--from <time>', t('cli.rehearse.from'))
    .option('--to <time>', t('cli.rehearse.to'))
    .option('--zone <zone...>', t('cli.rehearse.zone'))
    .option('--out <file>', t('cli.rehearse.out'))
    .action(cli.atDesk((desk, options: RehearseOptions) => rehearse(desk, options)))
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
  choosing(cli.program.command('outbox').description(t('cli.outbox.about')), t)
    .addOption(limitOption(t))
    .action(cli.atDesk((desk, options: ChosenOptions & { limit: number }) => outbox(desk, options)))
  cli.program
    .command('places')
    .description(t('cli.places.about'))
    .argument('<id>', t('cli.arguments.release'))
    .action(cli.atDesk((desk, id: string) => places(desk, id)))
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
}

async function plan(desk: Desk, id: string, options: PlanOptions): Promise<Answer> {
  const { call, info } = desk
  // Only a look needs what is sealed: whether a destination could be reached.
  await (options.preview ? actWithSecrets(desk, options.as) : actAs(desk, options.as))
  const accounts: string[] = []
  for (const account of options.account) accounts.push(await accountId(call, account))
  const release = await releaseId(call, id)
  const zone = options.zone === undefined ? {} : { zone: options.zone }
  const at = options.at === undefined ? {} : { at: instantFrom(options.at, options.zone ?? info.zone) }
  if (options.preview) return preview(desk, release, accounts)
  return deliveriesAnswer(desk, await call('outbox.plan', { release, accounts, ...zone, ...at }))
}
