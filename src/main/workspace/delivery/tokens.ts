import type { Context } from '../context.ts'
import { seal, unseal } from '../people/vault.ts'
import { accountHold } from './account-hold.ts'
import type { StoredAccount } from './account.repository.ts'
import { saveTokens } from './connection.repository.ts'
import type { Access, Call, Connector, Evidence, Tokens } from './connectors/connector.ts'
import { inTime } from './renewal.ts'
import { secretFromEnvironment } from './secret.ts'

/** Tokens that end sooner than this are renewed before they are used. */
const minute = 60_000

/** Whether an account can be used now. `refused`: a person has to sign in again. `unreachable`: nothing is known. */
export type Readiness = { ready: true } | { ready: false; refused: Evidence } | { ready: false; unreachable: Evidence }

const ready: Readiness = { ready: true }

interface Held {
  tokens: Tokens
  /** Also lies in the file, so that it is forgotten with the vault's key. */
  sealed: boolean
  /** When it was got, by this machine's clock: one that is ahead sees tokens end as soon as they come. */
  gotAt: number
}

export interface AskedWith {
  vaultKey: Uint8Array | null
  /** How often what the account had was dropped before. */
  dropped: number
}

/**
 * What destinations granted. Tokens are sealed in the file before they are used, as a destination may count the old ones as
 * used up from the moment it gave the new ones; those got with a secret of the environment stay in memory, as that secret does.
 */
export class Tokenkeeper {
  readonly #context: Context
  readonly #held = new Map<string, Held>()
  /** Opened secrets, by how they lie in the file: opening one takes longer than signing with it. */
  readonly #opened = new Map<string, string>()
  readonly #renewing = new Map<string, Promise<Readiness>>()
  /** Accounts that a person has to sign in to again: those under way when that was found out do not ask once more. */
  readonly #refused = new Map<string, Readiness>()
  /** How often what an account had was dropped: what is asked for across that is not kept. */
  readonly #dropped = new Map<string, number>()

  constructor(context: Context) {
    this.#context = context
  }

  /** What an account is reached with, as far as it can be opened now. */
  accessOf(account: StoredAccount): Access {
    return { settings: account.settings, secret: this.#secretOf(account), tokens: this.#tokensOf(account) }
  }

  /** Makes sure that there are tokens which last, where the connector knows how to get them. */
  async ready(account: StoredAccount, connector: Connector, call: Call): Promise<Readiness> {
    const access = this.accessOf(account)
    const { tokens } = access
    const left = (tokens?.expiresAt ?? Infinity) - call.now()
    if (!connector.renew || (tokens !== null && (left > minute || this.#isNew(account.id)))) return ready
    // What cannot be opened, or has to be granted first, is for the gate's path to say.
    if (accountHold(account, connector, access) !== null) return ready
    const renewed = await this.#renew(account, connector, call)
    return !renewed.ready && 'unreachable' in renewed && tokens !== null && left > 0 ? ready : renewed
  }

  /** The destination did not take these tokens: gets others, unless somebody has meanwhile. */
  async again(account: StoredAccount, connector: Connector, call: Call, used: Tokens | null): Promise<Readiness> {
    if (!connector.renew) return { ready: false, refused: {} }
    if (this.#tokensOf(account)?.access !== used?.access) return ready
    return this.#renew(account, connector, call)
  }

  /**
   * Keeps tokens for later, in the file where they can be sealed.
   * @param asked what was at hand when they were asked for: the desk may have been locked since, or the account changed
   * @returns whether they are kept: what the account had may have been dropped since
   */
  async keep(account: StoredAccount, connector: Connector, tokens: Tokens, asked: AskedWith): Promise<boolean> {
    const { vaultKey } = asked
    if (!this.stands(account.id, asked)) return false
    this.allow(account.id)
    const gotAt = this.#context.now()
    const passing = connector.secret !== 'oauth' && secretFromEnvironment(account.name) !== null
    if (vaultKey === null || passing) {
      this.#held.set(account.id, { tokens, sealed: false, gotAt })
      return true
    }
    const sealed = seal(vaultKey, JSON.stringify(tokens))
    await this.#context.write(async trx => {
      if (this.stands(account.id, asked)) await saveTokens(trx, account.id, sealed, tokens)
    })
    if (!this.stands(account.id, asked)) return false
    if (this.#context.session.vaultKey !== null) this.#held.set(account.id, { tokens, sealed: true, gotAt })
    return true
  }

  /** What tokens are asked for with, now. */
  asking(account: string): AskedWith {
    return { vaultKey: this.#context.session.vaultKey, dropped: this.#dropped.get(account) ?? 0 }
  }

  /** Whether nothing of the account was dropped since. */
  stands(account: string, { dropped }: AskedWith): boolean {
    return (this.#dropped.get(account) ?? 0) === dropped
  }

  /** What was granted is not taken, or there is nothing more to be had: nobody asks again until a person has seen to it. */
  refuse(account: string, refused: Evidence): Readiness {
    const readiness: Readiness = { ready: false, refused }
    this.#refused.set(account, readiness)
    return readiness
  }

  /** A person has seen to an account that was refused. */
  allow(account: string): void {
    this.#refused.delete(account)
  }

  /** Drops what is in memory: of one account, or all that is in the file too. */
  forget(account?: string): void {
    this.#opened.clear()
    if (account !== undefined) {
      this.allow(account)
      this.#held.delete(account)
      this.#dropped.set(account, (this.#dropped.get(account) ?? 0) + 1)
    } else for (const [id, { sealed }] of this.#held) if (sealed) this.#held.delete(id)
  }

  #isNew(account: string): boolean {
    const held = this.#held.get(account)
    return held !== undefined && Math.abs(this.#context.now() - held.gotAt) < minute
  }

  #secretOf({ name, sealedSecret }: StoredAccount): string | null {
    return secretFromEnvironment(name) ?? this.#open(sealedSecret)
  }

  #tokensOf({ id, sealedTokens }: StoredAccount): Tokens | null {
    const held = this.#held.get(id)
    if (held) return held.tokens
    const text = this.#open(sealedTokens)
    return text === null ? null : (JSON.parse(text) as Tokens)
  }

  #open(sealed: string | null): string | null {
    const { vaultKey } = this.#context.session
    if (sealed === null || vaultKey === null) return null
    const text = this.#opened.get(sealed) ?? unseal(vaultKey, sealed)
    this.#opened.set(sealed, text)
    return text
  }

  /** Asks once at a time for an account: whoever comes meanwhile gets the same answer. */
  async #renew(account: StoredAccount, connector: Connector, call: Call): Promise<Readiness> {
    const refused = this.#refused.get(account.id)
    if (refused) return refused
    const renewing =
      this.#renewing.get(account.id) ??
      this.#ask(account, connector, call).finally(() => this.#renewing.delete(account.id))
    this.#renewing.set(account.id, renewing)
    return renewing
  }

  async #ask(account: StoredAccount, connector: Connector, call: Call): Promise<Readiness> {
    const asked = this.asking(account.id)
    const answer = await inTime(call, limited => connector.renew?.(this.accessOf(account), limited))
    if ('refused' in answer) return this.refuse(account.id, answer.refused)
    if ('unreachable' in answer) return { ready: false, unreachable: answer.unreachable }
    return (await this.keep(account, connector, answer.renewed, asked)) ? ready : { ready: false, refused: {} }
  }
}
