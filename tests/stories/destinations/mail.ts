import { mail as connector } from '../../../src/main/workspace/delivery/connectors/mail/mail.ts'
import { openSmtp, type Smtp, type SmtpBehaviour } from '../../support/smtp.ts'
import type { Destination, Effect, Fault } from '../destination.ts'

const auth = { user: 'presse', password: 'sésame' }

/** What HTTP calls a fault, as mail servers have it. */
const named: Record<Extract<Fault, string>, SmtpBehaviour> = {
  'lost before': 'lose before',
  'lost after': 'lose after',
  'half a body': 'lose after',
  'never answered': 'never answer',
  'wrong content type': 'lose after'
}
const refusals: Record<Extract<Fault, { refuse: number }>['refuse'], SmtpBehaviour> = {
  401: { at: 'auth', code: 535 },
  403: { at: 'mail', code: 550 },
  404: { at: 'rcpt', code: 550 },
  409: { at: 'data', code: 554 },
  413: { at: 'data', code: 552 },
  422: { at: 'data', code: 554 },
  429: { at: 'rcpt', code: 450 },
  500: { at: 'data', code: 554 },
  503: { at: 'data', code: 451 }
}

const behaviour = (fault: Fault): SmtpBehaviour =>
  typeof fault === 'string'
    ? named[fault]
    : 'refuse' in fault
      ? refusals[fault.refuse]
      : { at: 'data', code: 451, taken: true }

/** A mail that a later one refers to is what that one corrects, or takes back. */
const effectsOf = ({ messages }: Smtp): Effect[] =>
  messages.map(({ id, text = '', messageId }) => ({
    id,
    text,
    live: !messages.some(({ inReplyTo }) => inReplyTo !== undefined && inReplyTo === messageId)
  }))

export const mail: Destination = {
  kind: 'mail',
  against: 'real server',
  async open() {
    const smtp = await openSmtp({ auth })
    return {
      base: `smtp://${smtp.host}:${smtp.port}`,
      server: {
        effects: async () => effectsOf(smtp),
        inject: (...faults) => smtp.next(...faults.map(behaviour)),
        // Of a mail's dialogue only its end has an effect.
        async stall(n) {
          if (n === 1) smtp.next('never answer')
          await smtp.arrived(n)
        },
        expire: () => smtp.next(refusals[401]),
        close: () => smtp.close()
      }
    }
  },
  connectorAt: () => connector({ ready: 10_000, answer: 8_000, whole: 30_000 }),
  accountAt: base => ({
    settings: {
      host: new URL(base).host,
      security: base.startsWith('https:') ? 'tls' : 'none',
      allowHost: 'true',
      user: auth.user,
      from: 'Armelin <presse@armelin.example>',
      to: 'anne@presse.example'
    },
    secret: auth.password
  }),
  grants: 'fixed',
  tooLong: null,
  refusesTwins: false,
  untold: {
    '500 after it acted': 'a server that refuses a mail has not taken it (RFC 5321, 4.2.5)',
    '503': 'a server that refuses a mail says so: see “429 without”',
    'half a body': 'an answer is one line',
    'wrong content type': 'an answer has no type',
    '429 with Retry-After': 'no answer says when'
  }
}
