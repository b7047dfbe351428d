import { Option, type Command } from 'commander'
import { deliveryStates, type DeliveryState } from '../../domain/delivery/delivery.ts'
import type { Translate } from '../../messages/index.ts'
import type { Input } from '../../preload/contract/index.ts'
import type { Desk } from '../desk.ts'
import { accountId, releaseId } from '../ids.ts'
import { day, given } from '../options.ts'

/** Which deliveries a command is about, as it was typed. */
export interface ChosenOptions {
  state?: DeliveryState
  release?: string
  account?: string
  from?: string
  to?: string
}

/** Adds the options that choose deliveries. */
export const choosing = (command: Command, t: Translate): Command =>
  command
    .addOption(new Option('--state <state>', t('cli.outbox.state')).choices(deliveryStates))
    .option('--release <id>', t('cli.arguments.release'))
    .option('--account <account>', t('cli.arguments.account'))
    .addOption(new Option('--from <day>', t('cli.outbox.from')).argParser(day))
    .addOption(new Option('--to <day>', t('cli.outbox.to')).argParser(day))

/** The same as the engine takes it. @throws RelaisError `release-missing`, `account-missing`, `id-ambiguous` */
export async function chosenBy({ call }: Desk, options: ChosenOptions): Promise<Input<'outbox.retryAll'>> {
  return {
    ...given(options, 'state', 'from', 'to'),
    ...(options.release !== undefined && { release: await releaseId(call, options.release) }),
    ...(options.account !== undefined && { account: await accountId(call, options.account) })
  }
}
