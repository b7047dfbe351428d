import { readFileSync } from 'node:fs'
import type { AddressInfo, Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'

/**
 * What to do with one message: take it in, or refuse it where the code of an answer is given (`taken`: it is delivered all the
 * same), or break off or fall silent at the end of DATA, before or after taking it in.
 */
export type SmtpBehaviour =
  | 'accept'
  | { at: 'auth' | 'mail' | 'rcpt' | 'data'; code: number; text?: string; taken?: true }
  | 'lose before'
  | 'lose after'
  | 'never take in'
  | 'never answer'

export interface SmtpMessage {
  /** What the answer names it by, where one was given. */
  id: string
  /** Of the envelope. */
  from: string
  to: string[]
  /** As it came over the wire. */
  source: Buffer
  subject: string | undefined
  text: string | undefined
  html: string | null
  messageId: string | undefined
  inReplyTo: string | undefined
  references: string[]
  date: Date | undefined
  attachments: { name: string | undefined; type: string; content: Buffer }[]
}

/** A real mail server on loopback. */
export interface Smtp {
  host: string
  port: number
  /** The one it shows for TLS, signed by nobody else: PEM. */
  certificate: string
  /** All it took in, in order; the same one sent twice is here twice. */
  messages: SmtpMessage[]
  /** How many were begun, whatever became of them. */
  begun: number
  /** How the next messages are treated, in this order; after them each is taken in. */
  next(...behaviours: SmtpBehaviour[]): void
  /** Answers once so many have been taken in. */
  arrived(count: number): Promise<void>
  close(): Promise<void>
}

export interface SmtpOptions {
  /** Who may send; without it, whoever comes. */
  auth?: { user: string; password: string }
  /** Without it, none: a password is then taken in the clear. */
  tls?: 'starttls' | 'implicit'
}

const tlsFile = (name: string): string =>
  readFileSync(new URL(`../integration/network/tls/${name}`, import.meta.url), 'utf8')

export async function openSmtp({ auth, tls }: SmtpOptions = {}): Promise<Smtp> {
  const queue: SmtpBehaviour[] = []
  const underWay = new Map<string, SmtpBehaviour>()
  const waiting: { count: number; done(): void }[] = []
  const sockets = new Map<number | undefined, Socket>()
  const smtp = { messages: [] as SmtpMessage[], begun: 0 }
  const certificate = tlsFile('certificate.pem')

  /** The refusal that a message has coming at this moment. */
  const refusal = (at: string, behaviour: SmtpBehaviour | undefined): Error | null =>
    typeof behaviour === 'object' && behaviour.at === at
      ? Object.assign(new Error(behaviour.text ?? 'Refused'), { responseCode: behaviour.code })
      : null

  const server = new SMTPServer({
    key: tlsFile('key.pem'),
    cert: certificate,
    secure: tls === 'implicit',
    allowInsecureAuth: tls === undefined,
    authOptional: auth === undefined,
    disabledCommands: [...(tls === 'starttls' ? [] : ['STARTTLS']), ...(auth ? [] : ['AUTH'])],
    disableReverseLookup: true,
    onAuth({ username, password }, _session, answer) {
      const refused = refusal('auth', queue[0])
      if (refused) queue.shift()
      if (!refused && username === auth?.user && password === auth?.password) answer(null, { user: username })
      else answer(refused ?? Object.assign(new Error('Wrong user or password'), { responseCode: 535 }))
    },
    onMailFrom(_address, { id }, answer) {
      const behaviour = queue.shift() ?? 'accept'
      smtp.begun++
      underWay.set(id, behaviour)
      answer(refusal('mail', behaviour))
    },
    onRcptTo: (_address, { id }, answer) => answer(refusal('rcpt', underWay.get(id))),
    onData: (stream, session, answer) => void receive(stream, session).then(reply => reply && answer(...reply), answer)
  })

  /** @returns what to answer; null for nothing */
  async function receive(stream: Readable, session: SMTPServerSession): Promise<[Error | null, string?] | null> {
    const behaviour = underWay.get(session.id) ?? 'accept'
    const refused = refusal('data', behaviour)
    const source = await buffer(stream)
    const taken = typeof behaviour === 'object' ? !refused || behaviour.taken : !/before|take/.test(behaviour)
    const id = `queued-${smtp.messages.length + 1}`
    if (taken) smtp.messages.push(await parsed(id, session, source))
    for (const waiter of waiting) if (smtp.messages.length >= waiter.count) waiter.done()
    if (behaviour === 'lose before' || behaviour === 'lose after') sockets.get(session.remotePort)?.destroy()
    if (typeof behaviour === 'string' && behaviour !== 'accept') return null
    return refused ? [refused] : [null, `OK: ${id}`]
  }

  // Clients break off on purpose.
  server.on('error', () => {})
  server.server.on('connection', (socket: Socket) => {
    const { remotePort } = socket
    sockets.set(remotePort, socket)
    socket.on('close', () => sockets.delete(remotePort))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(smtp, {
    host: '127.0.0.1',
    port: (server.server.address() as AddressInfo).port,
    certificate,
    next: (...behaviours: SmtpBehaviour[]) => void queue.push(...behaviours),
    arrived: (count: number) =>
      new Promise<void>(resolve => {
        if (smtp.messages.length >= count) resolve()
        else waiting.push({ count, done: resolve })
      }),
    close: () =>
      new Promise<void>(resolve => {
        server.close(resolve)
        for (const socket of sockets.values()) socket.destroy()
      })
  })
}

async function parsed(id: string, { envelope }: SMTPServerSession, source: Buffer): Promise<SmtpMessage> {
  const mail = await simpleParser(source, { keepCidLinks: true })
  return {
    id,
    from: envelope.mailFrom ? envelope.mailFrom.address : '',
    to: envelope.rcptTo.map(({ address }) => address),
    source,
    subject: mail.subject,
    text: mail.text,
    html: mail.html || null,
    messageId: mail.messageId,
    inReplyTo: mail.inReplyTo,
    references: [mail.references ?? []].flat(),
    date: mail.date,
    attachments: mail.attachments.map(({ filename, contentType, content }) => ({
      name: filename,
      type: contentType,
      content
    }))
  }
}
