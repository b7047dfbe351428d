import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { Mailbox } from './addresses.ts'

/** What a mail says, to whomever it goes. `html` shows a picture as `cid:` and its id. */
export interface Letter {
  subject: string
  text: string
  html: string
  pictures: readonly { cid: string; name: string; type: string; bytes: Uint8Array }[]
}

/** Who gets it from whom, and what it follows. A letter that somebody will send themselves has none of the mailboxes. */
export interface Envelope {
  from?: Mailbox
  to?: Mailbox
  replyTo?: Mailbox | null
  date: Date
  /** With its angle brackets. */
  messageId: string
  /** The mail that this one corrects or takes back. */
  inReplyTo?: string | null
  /** What else its reader has to be told: `X-Unsent`, `List-Unsubscribe`. Values are of one line. */
  headers?: Readonly<Record<string, string>>
}

/**
 * A mail as it goes over the wire and lies in an `.eml` file (RFC 5322): text first, HTML second, pictures within it. No line
 * is longer than mail servers take, nothing in a text can become a header, and the same mail gives the same bytes.
 */
export async function emlOf({ subject, text, html, pictures }: Letter, envelope: Envelope): Promise<Buffer> {
  const { from, to, replyTo, date, messageId, inReplyTo, headers = {} } = envelope
  const composer = new MailComposer({
    ...(from && { from }),
    ...(to && { to }),
    ...(replyTo && { replyTo }),
    ...(inReplyTo && { inReplyTo, references: [inReplyTo] }),
    subject: oneLine(subject),
    date,
    messageId,
    text: lines(text),
    html: lines(html),
    headers: Object.entries(headers).map(([key, value]) => ({ key, value: oneLine(value) })),
    attachments: pictures.map(({ cid, name, type, bytes }) => ({
      cid,
      filename: oneLine(name),
      contentType: type,
      contentDisposition: 'inline',
      content: Buffer.from(bytes)
    })),
    // Whatever the text is, its lines are folded.
    encoding: 'quoted-printable',
    newline: 'win',
    baseBoundary: createHash('sha256').update(messageId).digest('hex').slice(0, 24),
    // A text never has the mailer read a file or fetch a page.
    disableFileAccess: true,
    disableUrlAccess: true
  })
  return composer.compile().build()
}

/** A line break that is half of one may be read as the end of a mail. */
const lines = (text: string): string => text.replace(/\r\n?/g, '\n')

const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
