import { secretVariable } from '../domain/delivery/secret-variable.ts'
import { RelaisError } from '../domain/errors.ts'
import type { Person } from '../domain/people/roles.ts'
import { actAs, type Desk } from './desk.ts'
import { passphraseOf } from './passphrase.ts'
import { askHidden, canAsk } from './terminal/prompt.ts'

/** The environment's secret for a destination, if there is one. */
export const secretGiven = (account: string): string | null => process.env[secretVariable(account)] || null

/**
 * A destination's secret, typed without being shown.
 * @param label what the destination calls it
 * @throws RelaisError `secret-needed` where there is nobody to ask, `cancelled`
 */
export async function askSecret({ terminal }: Desk, account: string, label: string): Promise<string> {
  requireAsking(account)
  const secret = await askHidden(terminal.t('cli.account.askSecret', { name: account, label }))
  if (!secret) throw new RelaisError('cancelled')
  return secret
}

/** Said before anything else is asked for. @throws RelaisError `secret-needed` */
export function requireAsking(account: string): void {
  if (!canAsk()) throw new RelaisError('secret-needed', { name: account, variable: secretVariable(account) })
}

/**
 * Sits a person at the desk with their key, because something will be sealed.
 * @throws RelaisError `passphrase-needed`, `bad-passphrase`, `cancelled`
 */
export async function actUnlocked(desk: Desk, who: string | undefined): Promise<Person> {
  const person = await actAs(desk, who)
  const passphrase = await passphraseOf(desk.terminal, person.name, 'once')
  return desk.call('people.unlock', { person: person.id, passphrase })
}
