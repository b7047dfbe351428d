import { RelaisError } from '../../../domain/errors.ts'
import type { Account } from '../../../preload/contract/delivery.ts'
import { instantNow, requireRole } from '../context.ts'
import { translator } from '../../../messages/index.ts'
import { findWorkspace } from '../people/person.repository.ts'
import { findAccount } from './account.repository.ts'
import { changeAccount, signedInAgain, type Keeping } from './connection.service.ts'
import { saveConnection } from './connection.repository.ts'
import type { OAuthServer, Tokens } from './connectors/connector.ts'
import { connectorOf } from './connectors/index.ts'
import { openLoopback, type Loopback } from './connectors/loopback.ts'
import { grantAddress, NotGranted, redeem, type Asked } from './connectors/oauth.ts'
import { within } from './patience.ts'
import type { AskedWith } from './tokens.ts'

/** How long a person may take in the browser. */
const patience = 10 * 60_000

interface Underway {
  since: AskedWith
  granted: Promise<Tokens>
  cancel(): void
}

/** Signing in at destinations in the system's browser (RFC 8252): one at a time for an account. */
export class SignIns {
  readonly #keeping: Keeping
  readonly #underway = new Map<string, Underway>()

  constructor(keeping: Keeping) {
    this.#keeping = keeping
  }

  /**
   * Begins signing in, in place of one that is under way for the account.
   * @returns the address for the system's browser
   * @throws RelaisError `locked` if what is granted could not be sealed, `account-missing`, `no-sign-in` where there is none,
   * `app-key-needed` where the app has to prove itself and has no key here,
   * `port-taken` where the destination's rules name a port that something else listens on
   */
  async authorize(id: string): Promise<{ url: string }> {
    const { context, connectors, tokens } = this.#keeping
    requireRole(context.session, 'officer', 'administrator')
    if (context.session.vaultKey === null) throw new RelaisError('locked')
    const account = await findAccount(context.read, id)
    const access = tokens.accessOf(account)
    const server = connectorOf(connectors, account.connector).oauth?.(access)
    if (!server) throw new RelaisError('no-sign-in', { name: account.name })
    // Said before a person signs in, not after: what they granted could not be redeemed.
    if (server.client !== 'public' && !access.secret) throw new RelaisError('app-key-needed', { name: account.name })
    this.cancel(id)
    const since = tokens.asking(id)
    const { lang } = await findWorkspace(context.read)
    const page = translator(lang === 'fr' ? 'fr' : 'en')('delivery.signedIn')
    const loopback = await openLoopback(server.loopback, server.port ?? 0, page).catch(() => {
      throw new RelaisError('port-taken', { port: server.port ?? 0 })
    })
    const { url, asked } = await grantAddress(server, loopback.redirect)
    this.#begin(id, account.name, { server, secret: access.secret, loopback, asked, since })
    return { url }
  }

  /**
   * Waits for what `authorize` began, and keeps what was granted.
   * @throws RelaisError `no-sign-in` if nothing was begun, `not-granted` with the destination's own word for why,
   * `sign-in-late`, `cancelled`, or what kept the destination from being reached
   */
  async authorized(id: string): Promise<Account> {
    const { context, connectors, tokens } = this.#keeping
    const actor = requireRole(context.session, 'officer', 'administrator')
    const account = await findAccount(context.read, id)
    const underway = this.#underway.get(id)
    if (!underway) throw new RelaisError('no-sign-in', { name: account.name })
    const { vaultKey } = context.session
    if (vaultKey === null) throw new RelaisError('locked')
    const since = { ...underway.since, vaultKey }
    const granted = await underway.granted.finally(() => {
      if (this.#underway.get(id) === underway) this.#underway.delete(id)
    })
    const kept = await tokens.keep(account, connectorOf(connectors, account.connector), granted, since)
    if (!kept) throw new RelaisError('cancelled')
    const { scopes = [] } = granted
    const detail = { scopes: scopes.join(' ') }
    const at = instantNow(context)
    const connected = async (...[trx, note]: Parameters<Parameters<typeof changeAccount>[3]>): Promise<void> => {
      // Taken back, or the account changed, a moment ago.
      if (!tokens.stands(id, since)) throw new RelaisError('cancelled')
      await saveConnection(trx, id, actor.id, at)
      await signedInAgain(trx, note, await findAccount(trx, id), at)
    }
    return changeAccount(context, id, 'account.connect', connected, detail)
  }

  /** Gives up waiting for an account's answer. */
  cancel(id: string): void {
    this.#underway.get(id)?.cancel()
  }

  /** Gives up waiting for any. */
  stop(): void {
    for (const { cancel } of this.#underway.values()) cancel()
  }

  #begin(id: string, name: string, flow: Flow): void {
    let cancel: () => void = () => {}
    const cancelled = new Promise<never>((_resolve, reject) => {
      cancel = () => reject(new RelaisError('cancelled'))
    })
    const underway = { since: flow.since, granted: Promise.race([this.#answer(name, flow), cancelled]), cancel }
    this.#underway.set(id, underway)
    // A refusal stays for whoever waits; the answer may be here before anybody does.
    underway.granted.catch(() => {}).finally(() => flow.loopback.close())
  }

  async #answer(name: string, { server, secret, loopback, asked }: Flow): Promise<Tokens> {
    const answer = await within(patience, loopback.answer(asked.state))
    if (answer === 'late') throw new RelaisError('sign-in-late', { name })
    try {
      return await redeem(server, secret, answer, asked, this.#keeping.call)
    } catch (error) {
      if (error instanceof NotGranted) throw new RelaisError('not-granted', { name, code: error.code })
      throw error
    }
  }
}

interface Flow {
  server: OAuthServer
  secret: string | null
  loopback: Loopback
  asked: Asked
  since: AskedWith
}
