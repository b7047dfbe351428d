import type { Handlers } from '../../../preload/contract/index.ts'
import type { delivery } from '../../../preload/contract/delivery.ts'
import { listAccounts } from './account.repository.ts'
import { addAccount, dropAccount, toPublicAccount } from './account.service.ts'
import { changeSettings } from './account-change.service.ts'
import { resumeAccount, revoke, setSecret, testAccount } from './connection.service.ts'
import { describeConnector } from './connectors/describe.ts'
import { noticeOf } from './notices.ts'
import type { SignIns } from './sign-in.ts'
import type { Gatekeeping } from './clearance.ts'
import type { Afterwards } from './outbox.handlers.ts'

/** Destinations: set up, connected, tried. */
export const accountHandlers = (
  keeping: Gatekeeping,
  signIns: SignIns,
  afterwards: Afterwards
): Handlers<Extract<keyof typeof delivery, `accounts.${string}`>> => {
  const { context, connectors } = keeping
  // What is granted in the browser is for the account as it was.
  const alone = <T>(id: string, act: () => Promise<T>): Promise<T> => {
    signIns.cancel(id)
    return act()
  }
  return {
    'accounts.connectors': () => connectors.map(describeConnector),
    'accounts.list': async () =>
      (await listAccounts(context.read)).map(account => ({
        ...toPublicAccount(account),
        ...noticeOf(connectors, account, context.now())
      })),
    'accounts.add': fields => addAccount(context, connectors, fields),
    'accounts.remove': async ({ id }) => {
      await dropAccount(context, id)
      return null
    },
    'accounts.test': async ({ id }) => ({ ok: true, detail: await testAccount(keeping, id) }),
    'accounts.change': ({ id, settings }) => afterwards(alone(id, () => changeSettings(keeping, id, settings))),
    'accounts.setSecret': ({ id, secret }) => afterwards(alone(id, () => setSecret(keeping, id, secret))),
    'accounts.authorize': ({ id }) => signIns.authorize(id),
    'accounts.authorized': ({ id }) => afterwards(signIns.authorized(id)),
    'accounts.cancelAuthorize': ({ id }) => {
      signIns.cancel(id)
      return null
    },
    'accounts.revoke': ({ id }) => alone(id, () => revoke(keeping, id)),
    'accounts.resume': ({ id }) => afterwards(resumeAccount(keeping, id))
  }
}
