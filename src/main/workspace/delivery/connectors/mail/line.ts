import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { kindOf, type FailureKind } from '../../../network/failure.ts'
import { openSocket } from '../../../network/socket.ts'
import { trustSystemStore } from '../../../network/trust.ts'
import type { Relay } from './settings.ts'

/** How long a mail server is waited for, in milliseconds. */
export interface Waits {
  /** Until it is ready for a mail: connection, greeting, TLS. */
  ready: number
  /** For any one answer; servers look through a mail before they answer for it. */
  answer: number
}

/** What a mail server, or the way to it, said no with. */
export class MailFailure extends Error {
  /** Of the server's answer; null where there was none. */
  readonly code: number | null
  readonly answer: string
  readonly kind: FailureKind
  readonly about: 'sign-in' | 'sender' | 'size' | 'other'
  /** The server may have taken the mail in all the same. */
  readonly mayHaveArrived: boolean

  constructor(cause: unknown, mayHaveArrived: boolean) {
    super('mail failed', { cause })
    this.name = 'MailFailure'
    const { code, originalCode, responseCode, response, command } = cause as Partial<Record<string, unknown>>
    this.code = typeof responseCode === 'number' ? responseCode : null
    this.answer = typeof response === 'string' ? response : ''
    this.kind = kindNamed(code, originalCode)
    this.about =
      code === 'EAUTH' ? 'sign-in' : command !== 'MAIL FROM' ? 'other' : code === 'EMESSAGE' ? 'size' : 'sender'
    this.mayHaveArrived = mayHaveArrived && this.code === null
  }
}

/** nodemailer's own codes hide those of the connection. */
function kindNamed(code: unknown, original: unknown): FailureKind {
  if (code === 'ETLS') return 'tls'
  if (code === 'ETIMEDOUT') return 'timed-out'
  return kindOf({ code: typeof original === 'string' ? original : code === 'EPROTOCOL' ? 'HPE_SMTP' : 'ECONNRESET' })
}

/** A connection to a mail server, for one mail after the other. */
export class Line {
  readonly #smtp: SMTPConnection
  readonly #socket: Socket
  readonly #signal: AbortSignal

  private constructor(smtp: SMTPConnection, socket: Socket, signal: AbortSignal) {
    this.#smtp = smtp
    this.#socket = socket
    this.#signal = signal
  }

  /**
   * Connects, and has TLS and the greetings done. The address is checked as it is connected to, like any other one.
   * @throws NetworkFailure where no connection came about; MailFailure
   */
  static async open(relay: Relay, waits: Waits, signal: AbortSignal): Promise<Line> {
    const { host, port, security } = relay
    const socket = await openSocket(relay, waits.ready, signal)
    if (security !== 'none') trustSystemStore()
    const smtp = new SMTPConnection({
      host,
      port,
      connection: socket,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      // This machine's name is nobody's business.
      name: `[${socket.localAddress?.includes(':') ? 'IPv6:' : ''}${socket.localAddress ?? '127.0.0.1'}]`,
      connectionTimeout: waits.ready,
      greetingTimeout: waits.ready,
      socketTimeout: waits.answer,
      socketCloseTimeout: 1_000,
      logger: false
    })
    const line = new Line(smtp, socket, signal)
    await line.#step(done => smtp.connect(done))
    return line
  }

  /** @throws MailFailure */
  signIn(user: string, pass: string): Promise<void> {
    return this.#step(done => this.#smtp.login({ user, pass }, error => done(error)))
  }

  /**
   * Hands one mail over.
   * @returns the server's answer @throws MailFailure
   */
  async send(from: string, to: string, source: Uint8Array): Promise<string> {
    // It is asked for after the server has said that it wants it: what was not asked for cannot have arrived.
    let wanted = false
    const message = new Readable({
      read() {
        wanted = true
        this.push(source)
        this.push(null)
      }
    })
    let answer = ''
    const envelope = { from, to: [to], size: source.byteLength }
    await this.#step(
      done =>
        this.#smtp.send(envelope, message, (error, info) => {
          answer = info?.response ?? ''
          done(error)
        }),
      () => wanted
    )
    return answer
  }

  /** Makes ready for the next mail after one that was refused. @throws MailFailure where the connection is gone */
  reset(): Promise<void> {
    return this.#step(done => this.#smtp.reset(error => done(error)))
  }

  /** Takes leave, without waiting for an answer to that. */
  close(): void {
    this.#smtp.on('error', () => {})
    this.#smtp.quit()
    setTimeout(() => this.#socket.destroy(), 1_000).unref()
  }

  /** A step also ends with the connection, and with whoever does not want it any more. */
  #step(act: (done: (error?: unknown) => void) => void, mayHaveArrived = (): boolean => false): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (error?: unknown): void => {
        this.#smtp.off('error', end)
        this.#signal.removeEventListener('abort', stop)
        // A late one is nobody's.
        this.#smtp.on('error', () => {})
        if (error) reject(new MailFailure(error, mayHaveArrived()))
        else resolve()
      }
      const stop = (): void => {
        end(this.#signal.reason)
        this.#socket.destroy()
      }
      this.#smtp.on('error', end)
      this.#signal.addEventListener('abort', stop, { once: true })
      if (this.#signal.aborted) return stop()
      act(end)
    })
  }
}
