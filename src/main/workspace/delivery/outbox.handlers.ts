import type { Handlers } from '../../../preload/contract/index.ts'
import type { delivery } from '../../../preload/contract/delivery.ts'
import { findWorkspace } from '../people/person.repository.ts'
import { isAllHeld } from './dispatch.repository.ts'
import type { Dispatcher } from './dispatcher.ts'
import { countStates, listDeliveries, tallyAccounts } from './outbox.repository.ts'
import { cancelDelivery, deliveryWithAttempts, holdAll, lookForDelivery, retryDelivery } from './outbox.service.ts'
import { placesOf } from './places.service.ts'
import { outlookHandlers, outlookOf } from './outlook.ts'
import { planRelease } from './plan.service.ts'
import { previewRelease } from './preview.service.ts'
import { rehearse } from './rehearsal/rehearse.ts'
import { reconcileDelivery } from './reconcile.service.ts'
import { retryAll } from './retry-all.service.ts'
import type { Scheduler } from './scheduler.ts'
import { withdrawRelease } from './withdraw.service.ts'
import type { Gatekeeping } from './clearance.ts'

/** Answers once an act is done, and has what is due looked at. */
export type Afterwards = <T>(act: Promise<T>) => Promise<T>

/** What is planned, sent, and became of it. */
export const outboxHandlers = (
  keeping: Gatekeeping,
  dispatcher: Dispatcher,
  scheduler: Scheduler | null,
  afterwards: Afterwards
): Handlers<Extract<keyof typeof delivery, `outbox.${string}`>> => {
  const { context, connectors } = keeping
  return {
    'outbox.plan': input => afterwards(planRelease(context, connectors, input)),
    'outbox.preview': input => previewRelease(keeping, input),
    'outbox.places': ({ release }) => placesOf(context, connectors, release),
    'outbox.list': async filter => listDeliveries(context.read, filter, (await findWorkspace(context.read)).zone),
    'outbox.get': ({ id }) => deliveryWithAttempts(context, id),
    'outbox.cancel': ({ id }) => cancelDelivery(context, id),
    'outbox.retry': ({ id }) => afterwards(retryDelivery(context, id)),
    'outbox.retryAll': chosen => afterwards(retryAll(context, chosen)),
    'outbox.reconcile': found => afterwards(reconcileDelivery(context, found)),
    'outbox.look': ({ id }) => afterwards(lookForDelivery(context, dispatcher.looks, id)),
    'outbox.withdraw': ({ release }) => afterwards(withdrawRelease(context, connectors, release)),
    'outbox.hold': ({ held }) => afterwards(holdAll(context, held)),
    'outbox.status': async () => ({
      held: await isAllHeld(context.read),
      running: scheduler !== null,
      states: await countStates(context.read),
      ...(await outlookOf(context))
    }),
    ...outlookHandlers(context, () => scheduler?.wake()),
    'outbox.accounts': () => tallyAccounts(context.read),
    'outbox.deliver': () => dispatcher.deliver(),
    'outbox.rehearse': input => rehearse(context, connectors, input)
  }
}
