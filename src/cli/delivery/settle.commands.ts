import { Argument, Option } from 'commander'
import { RelaisError, toErrorShape } from '../../domain/errors.ts'
import type { Delivery } from '../../domain/delivery/delivery.ts'
import { actAs, actWithSecrets, type Desk } from '../desk.ts'
import { deliveryId } from '../ids.ts'
import { asOption } from '../options.ts'
import type { Cli } from '../program.ts'
import { UsageError, type Answer, type Failure } from '../terminal/answer.ts'
import { failureFrom } from '../terminal/failure.ts'
import { choosing, chosenBy, type ChosenOptions } from './chosen.ts'
import { deliveriesAnswer } from './outbox.ts'

interface As {
  as?: string
}

/** `reconcile`, `look`, `retry`, `cancel`, `hold`. */
export function settleCommands(cli: Cli): void {
  const { t } = cli.terminal
  cli.program
    .command('reconcile')
    .description(t('cli.reconcile.about'))
    .argument('<delivery>', t('cli.arguments.delivery'))
    .addOption(new Option('--is <fact>', t('cli.reconcile.is')).choices(['live', 'absent']).makeOptionMandatory())
    .option('--url <address>', t('cli.reconcile.url'))
    .addOption(asOption(t))
    .action(cli.atDesk((desk, id: string, options: ReconcileOptions) => reconcile(desk, id, options)))
  cli.program
    .command('look')
    .description(t('cli.look.about'))
    .argument('<delivery>', t('cli.arguments.delivery'))
    .addOption(asOption(t))
    .action(cli.atDesk((desk, id: string, { as }: As) => look(desk, id, as)))
  const retried = cli.program
    .command('retry')
    .description(t('cli.retry.about'))
    .argument('[delivery...]', t('cli.arguments.deliveries'))
    .option('--all', t('cli.retry.all'))
  choosing(retried, t)
    .addOption(asOption(t))
    .action(cli.atDesk((desk, ids: string[], options: RetryOptions) => retry(desk, ids, options)))
  cli.program
    .command('cancel')
    .description(t('cli.cancel.about'))
    .argument('<delivery...>', t('cli.arguments.deliveries'))
    .addOption(asOption(t))
    .action(
      cli.atDesk((desk, ids: string[], { as }: As) => each(desk, ids, as, id => desk.call('outbox.cancel', { id })))
    )
  cli.program
    .command('hold')
    .description(t('cli.hold.about'))
    .addArgument(new Argument('[switch]', t('cli.hold.switch')).choices(['on', 'off']))
    .addOption(asOption(t))
    .action(cli.atDesk((desk, to: 'on' | 'off' | undefined, { as }: As) => hold(desk, to, as)))
}

type ReconcileOptions = As & { is: 'live' | 'absent'; url?: string }

async function reconcile(desk: Desk, id: string, { is, url, as }: ReconcileOptions): Promise<Answer> {
  await actAs(desk, as)
  const found = { id: await deliveryId(desk.call, id), is, ...(url !== undefined && { url }) }
  return deliveriesAnswer(desk, [await desk.call('outbox.reconcile', found)])
}

async function look(desk: Desk, id: string, as: string | undefined): Promise<Answer> {
  await actWithSecrets(desk, as)
  return deliveriesAnswer(desk, [await desk.call('outbox.look', { id: await deliveryId(desk.call, id) })])
}

type RetryOptions = As & ChosenOptions & { all?: true }

async function retry(desk: Desk, ids: string[], { all, as, ...options }: RetryOptions): Promise<Answer> {
  const { t } = desk.terminal
  // Either these, or all that fit: a filter beside ids would be read in two ways.
  const filtered = Object.keys(options).length > 0
  if (all ? ids.length > 0 : ids.length === 0 || filtered) throw new UsageError(t('cli.usage.someOrAll'))
  if (!all) return each(desk, ids, as, id => desk.call('outbox.retry', { id }))
  await actAs(desk, as)
  const { retried, left } = await desk.call('outbox.retryAll', await chosenBy(desk, options))
  const lines = [t('delivery.screen.retried', { count: retried })]
  if (left > 0) lines.push(t('delivery.screen.leftAlone', { count: left }))
  return { data: { retried, left }, text: lines.join('\n') }
}

/** Does the same to each delivery; one that refuses does not stop the rest. */
async function each(
  desk: Desk,
  ids: string[],
  as: string | undefined,
  act: (id: string) => Promise<Delivery>
): Promise<Answer> {
  const { t } = desk.terminal
  await actAs(desk, as)
  const whole: string[] = []
  for (const id of ids) whole.push(await deliveryId(desk.call, id))
  const done: Delivery[] = []
  const failed: Failure[] = []
  for (const id of whole) {
    try {
      done.push(await act(id))
    } catch (thrown) {
      if (whole.length === 1 || !(thrown instanceof RelaisError)) throw thrown
      failed.push({ id, ...failureFrom(t, toErrorShape(thrown)) })
    }
  }
  const { data, text } = await deliveriesAnswer(desk, done)
  if (failed.length === 0) return { data, text }
  const count = failed.length
  return {
    data: { ...data, failed },
    text: [text, ...failed.map(({ id, message }) => `${String(id)}: ${message}`)].join('\n'),
    shortfall: { code: 'some-failed', message: t('errors.some-failed', { count }) }
  }
}

/** Holds everything, or lets it go again; without a word, says how it stands. */
async function hold(desk: Desk, to: 'on' | 'off' | undefined, as: string | undefined): Promise<Answer> {
  const { call, terminal } = desk
  if (to !== undefined) {
    await actAs(desk, as)
    await call('outbox.hold', { held: to === 'on' })
  }
  const { held } = await call('outbox.status', {})
  return { data: { held }, text: terminal.t(held ? 'delivery.screen.allHeldText' : 'cli.hold.off') }
}
