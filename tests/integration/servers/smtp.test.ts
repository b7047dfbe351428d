import { createTransport } from 'nodemailer'
import { afterEach, describe, expect, it } from 'vitest'
import { openSmtp, type Smtp, type SmtpBehaviour, type SmtpOptions } from '../../support/smtp.ts'

let smtp: Smtp
afterEach(() => smtp.close())

const mail = {
  from: 'presse@armelin.example',
  to: 'redaction@journal.example',
  subject: 'Armelin ouvre une usine à Landelles',
  text: 'La nouvelle usine ouvre ses portes mardi.',
  html: '<p>La nouvelle usine ouvre ses portes mardi.</p>',
  messageId: '<release-1@armelin.example>',
  date: new Date('2026-03-02T06:30:00Z')
}

/** @returns the answer to the message, or the code that nodemailer made of the failure, with that of the server */
async function send(more = {}, connection = {}): Promise<string | { code: string; responseCode?: number }> {
  const transport = createTransport({ host: smtp.host, port: smtp.port, ignoreTLS: true, ...connection })
  try {
    const sent = await transport.sendMail({ ...mail, ...more })
    return sent.response
  } catch (error) {
    const { code, responseCode } = error as { code: string; responseCode?: number }
    return responseCode === undefined ? { code } : { code, responseCode }
  } finally {
    transport.close()
  }
}

const open = async (options?: SmtpOptions, ...behaviours: SmtpBehaviour[]) => {
  smtp = await openSmtp(options)
  smtp.next(...behaviours)
}

describe('the mail server for tests', () => {
  it('takes a message in as it was sent', async () => {
    await open()
    expect(await send({ inReplyTo: '<release-0@armelin.example>', references: '<release-0@armelin.example>' })).toBe(
      '250 OK: queued-1'
    )
    expect(smtp.messages).toMatchObject([
      {
        id: 'queued-1',
        from: mail.from,
        to: [mail.to],
        subject: mail.subject,
        text: expect.stringContaining(mail.text),
        html: mail.html,
        messageId: mail.messageId,
        inReplyTo: '<release-0@armelin.example>',
        references: ['<release-0@armelin.example>'],
        date: mail.date
      }
    ])
  })

  it('has the same message twice when it came twice', async () => {
    await open()
    await send()
    await send()
    expect(smtp.messages.map(({ messageId }) => messageId)).toEqual([mail.messageId, mail.messageId])
  })

  it.each<[SmtpBehaviour, number, object]>([
    [{ at: 'mail', code: 421 }, 0, { responseCode: 421 }],
    [{ at: 'rcpt', code: 450 }, 0, { responseCode: 450 }],
    [{ at: 'rcpt', code: 550 }, 0, { responseCode: 550 }],
    [{ at: 'data', code: 451 }, 0, { responseCode: 451 }],
    [{ at: 'data', code: 554 }, 0, { responseCode: 554 }],
    [{ at: 'data', code: 451, taken: true }, 1, { responseCode: 451 }],
    ['lose before', 0, { code: 'ECONNECTION' }],
    ['lose after', 1, { code: 'ECONNECTION' }]
  ])('does as it is told: %j', async (behaviour, taken, failure) => {
    await open({}, behaviour)
    expect(await send()).toMatchObject(failure)
    expect([smtp.begun, smtp.messages.length]).toEqual([1, taken])
    expect(await send()).toMatch(/^250/)
  })

  it.each<[SmtpBehaviour, number]>([
    ['never take in', 0],
    ['never answer', 1]
  ])('leaves the sender waiting: %s', async (behaviour, taken) => {
    await open({}, behaviour)
    expect(await send({}, { socketTimeout: 300 })).toMatchObject({ code: 'ETIMEDOUT' })
    await smtp.arrived(taken)
    expect(smtp.messages).toHaveLength(taken)
  })

  it('lets in who knows the password, unless it is told not to', async () => {
    await open({ auth: { user: 'presse', password: 'sésame' } }, { at: 'auth', code: 454 })
    const auth = { user: 'presse', pass: 'sésame' }
    expect(await send({}, { auth })).toMatchObject({ code: 'EAUTH', responseCode: 454 })
    expect(await send({}, { auth })).toMatch(/^250/)
    expect(await send({}, { auth: { ...auth, pass: 'autre' } })).toMatchObject({ code: 'EAUTH', responseCode: 535 })
    expect(await send()).toMatchObject({ responseCode: 530 })
    expect(smtp.messages).toHaveLength(1)
  })

  it.each([
    ['starttls', { requireTLS: true, ignoreTLS: false }],
    ['implicit', { secure: true }]
  ] as const)('speaks TLS (%s) with a certificate that one has to trust', async (tls, connection) => {
    await open({ tls, auth: { user: 'presse', password: 'sésame' } })
    const auth = { user: 'presse', pass: 'sésame' }
    expect(await send({}, { ...connection, auth, tls: { ca: smtp.certificate } })).toMatch(/^250/)
    expect(await send({}, { ...connection, auth })).toMatchObject({ code: expect.stringMatching(/^E(SOCKET|TLS)$/) })
    expect(smtp.messages).toHaveLength(1)
  })
})
