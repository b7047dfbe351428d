import type { ReleaseContent } from '../../src/domain/releases/release.ts'
import type { Tokens } from '../../src/main/workspace/delivery/connectors/connector.ts'
import { seal } from '../../src/main/workspace/people/vault.ts'
import type { Account } from '../../src/preload/contract/delivery.ts'
import type { DeliveryDesk } from '../support/delivery-desk.ts'
import type { Destination } from './destination.ts'

/** Several destinations take only what stands on a public page. */
export const withLink: Partial<ReleaseContent> = {
  kit: {
    link: 'https://armelin.example/presse/usine',
    campaign: '',
    messages: [],
    other: null,
    copies: [],
    media: [],
    destinations: []
  }
}

/** Adds the account that a destination has for Relais, signed in to. */
export async function addAccount(
  desk: Pick<DeliveryDesk, 'handlers' | 'workspace'>,
  destination: Destination,
  base: string,
  name: string
): Promise<Account> {
  const { settings, secret, tokens } = destination.accountAt(base)
  const account = await desk.handlers['accounts.add']({
    connector: destination.kind,
    name,
    settings,
    ...(secret !== undefined && { secret })
  })
  if (tokens) await grant(desk, account.id, tokens)
  return account
}

/** As if somebody had signed in at the destination: the browser's part of it is tested with the accounts. */
async function grant({ workspace }: Pick<DeliveryDesk, 'workspace'>, id: string, tokens: Tokens): Promise<void> {
  const { context } = workspace
  const { vaultKey } = context.session
  if (!vaultKey) throw new Error('nobody is unlocked')
  await context.write(trx =>
    trx
      .updateTable('account')
      .set({ sealed_tokens: seal(vaultKey, JSON.stringify(tokens)) })
      .where('id', '=', id)
      .execute()
  )
}
