import { RelaisError } from '../../../../../domain/errors.ts'
import { NetworkFailure } from '../../../network/failure.ts'
import type { Access, Call, Connector } from '../connector.ts'
import { MailFailure } from './line.ts'
import { openLine, send, type Patience } from './send.ts'
import { mailAccount, settings } from './settings.ts'

/** An answer to a whole mail may take its time: RFC 5321 asks for ten minutes of patience, and a lease lasts no longer. */
const realPatience: Patience = { ready: 30_000, answer: 90_000, whole: 7 * 60_000 }

/**
 * The release as a mail to each recipient, through the mail server of the house. A mail that was accepted cannot be taken back:
 * a correction or a withdrawal is another mail, which refers to the first. Nothing there knows a repeated mail, so who
 * accepted is written down, and is not written to again.
 */
export const mail = (patience: Patience = realPatience): Connector => ({
  kind: 'mail',
  network: 'mail',
  settings,
  secret: 'given',
  needsSecret: ({ user }) => user !== undefined,
  can: { update: true, withdraw: true, look: false, metrics: 'none', handOff: false },
  repeat: 'look-first',
  lane: 1,
  whole: false,
  describe(_delivery, access) {
    const { relay, from, to } = mailAccount(access.settings)
    return { method: 'SMTP', to: `${relay.host}:${relay.port}`, from: from.address, recipients: to.length }
  },
  send: (cleared, call) => send(cleared, mailAccount(cleared.access.settings), patience, call),
  test: (access, call) => test(access, patience, call)
})

/** Connects and signs in, and hands nothing over. */
async function test({ settings, secret }: Access, patience: Patience, call: Call): Promise<string> {
  const { relay } = mailAccount(settings)
  try {
    const line = await openLine(relay, secret, patience, call.signal)
    line.close()
    return `${relay.host}:${relay.port}`
  } catch (error) {
    if (error instanceof NetworkFailure || !(error instanceof MailFailure)) throw error
    throw new RelaisError('destination-refused', { answer: error.code === null ? error.kind : `SMTP ${error.code}` })
  }
}
