import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import tls from 'node:tls'
import { simpleParser } from 'mailparser'
import { afterEach, describe, expect, it } from 'vitest'
import type { Evidence, SendResult } from '../../../src/main/workspace/delivery/connectors/connector.ts'
import { mail } from '../../../src/main/workspace/delivery/connectors/mail/mail.ts'
import { sampleContent } from '../../support/approved.ts'
import { call, parcel, picture } from '../../support/parcel.ts'
import { openSmtp, type Smtp, type SmtpBehaviour, type SmtpOptions } from '../../support/smtp.ts'

let smtp: Smtp
afterEach(() => smtp?.close())

const connector = mail({ ready: 2_000, answer: 2_000, whole: 20_000 })
const [anne, bruno, chloe] = ['anne@presse.example', 'bruno@journal.example', 'chloe@radio.example'] as const
const list = `Anne Martin <${anne}>, ${bruno}; ${chloe}`
const user = 'presse'
const password = 'sésame ouvre-toi 42'

async function open(options?: SmtpOptions, ...behaviours: SmtpBehaviour[]): Promise<void> {
  smtp = await openSmtp(options)
  smtp.next(...behaviours)
}

const settings = (more: Record<string, string> = {}): Record<string, string> => ({
  host: `127.0.0.1:${smtp.port}`,
  security: 'none',
  allowHost: '127.0.0.1',
  from: 'Armelin Presse <presse@armelin.example>',
  to: list,
  ...more
})

type Fields = Parameters<typeof parcel>[0]
const made = (fields: Fields = {}, more: Record<string, string> = {}, secret: string | null = null) =>
  parcel({ ...fields, access: { settings: settings(more), secret } })
const send = (fields?: Fields, more?: Record<string, string>, secret?: string | null) =>
  connector.send(made(fields, more, secret), call)
const receivers = () => smtp.messages.map(({ to }) => to.join())
const fates = ({ received }: SendResult) =>
  Object.values(received['recipients'] as Record<string, { is: string }>).map(({ is }) => is)

/** Sends a delivery again and again, as the engine does, with what it received before. */
function delivering(fields: Fields = {}) {
  const received: Evidence[] = []
  const { delivery } = parcel(fields)
  return async (more?: Record<string, string>): Promise<SendResult> => {
    const result = await send({ ...fields, delivery, earlier: async () => received }, more)
    received.push(result.received)
    return result
  }
}

describe('a release by mail', () => {
  it('goes to each recipient alone, as text and HTML, with its pictures in it', async () => {
    await open()
    const { delivery } = parcel()
    const result = await send({ delivery, media: [picture('La nouvelle usine')] }, { replyTo: 'rp@armelin.example' })
    expect(result).toMatchObject({ outcome: 'confirmed', remoteUrl: null })
    expect(fates(result)).toEqual(['accepted', 'accepted', 'accepted'])
    expect(receivers()).toEqual([anne, bruno, chloe])
    const [first, second] = smtp.messages as [Smtp['messages'][number], Smtp['messages'][number]]
    const parsed = await simpleParser(first.source, { keepCidLinks: true })
    expect(first.from).toBe('presse@armelin.example')
    expect(parsed.from?.text).toBe('"Armelin Presse" <presse@armelin.example>')
    expect([parsed.to].flat().map(to => to?.text)).toEqual([`"Anne Martin" <${anne}>`])
    expect(parsed.replyTo?.text).toBe('rp@armelin.example')
    expect(first.subject).toBe(sampleContent.title)
    expect(first.date?.toISOString().slice(0, 19)).toBe(delivery.startedAt.slice(0, 19))
    expect(first.text).toBe(
      [
        sampleContent.title,
        sampleContent.subtitle,
        'La nouvelle usine ouvre ses portes mardi (https://armelin.example/usine).',
        '• citernes\n• pompes',
        '[La nouvelle usine · Armelin]\n'
      ].join('\n\n')
    )
    expect(first.html).toContain('<a href="https://armelin.example/usine">mardi</a>')
    expect(first.html).toMatch(/<img src="cid:[^"]+" width="640" height="427" alt="La nouvelle usine"/)
    expect(first.attachments).toMatchObject([{ name: 'usine.jpg', type: 'image/jpeg' }])
    expect(parsed.headerLines.map(({ key }) => key)).not.toContain('bcc')
    expect(first.source.indexOf('text/plain')).toBeLessThan(first.source.indexOf('text/html'))
    expect(first.messageId).not.toBe(second.messageId)
    expect(first.messageId).toMatch(/^<[0-9a-f]{40}@armelin\.example>$/)
  })

  it('is the same mail at each try, to the byte', async () => {
    await open()
    const { delivery } = parcel()
    for (let time = 0; time < 2; time++) await send({ delivery, media: [picture('La cour')] }, { to: anne })
    const [first, again] = smtp.messages
    expect(again?.source).toEqual(first?.source)
    await send({ delivery: { ...delivery, id: parcel().delivery.id } }, { to: anne })
    expect(smtp.messages[2]?.messageId).toBe(first?.messageId)
  })

  it('has a text that was written for mail before it, and else a link to its page', async () => {
    await open()
    const post = {
      network: 'mail',
      text: 'Bonjour,\n\nVoici : https://armelin.example/a?b=1&c=2.',
      link: null
    } as const
    await send({ post: { ...post, copy: 'copy 1' } }, { to: anne })
    await send({ post: { ...post, link: 'https://armelin.example/usine' } }, { to: anne })
    const [written, plain] = smtp.messages
    expect(written?.text).toMatch(/^Bonjour,\n\nVoici : https:.*\n\n———\n\nArmelin ouvre/)
    expect(written?.html).toContain(
      '<a href="https://armelin.example/a?b=1&amp;c=2">https://armelin.example/a?b=1&amp;c=2</a>.'
    )
    expect(plain?.text).not.toContain('Bonjour')
    expect(plain?.text).toContain('Lire le communiqué\nhttps://armelin.example/usine')
    expect(plain?.html).toContain('<a href="https://armelin.example/usine">Lire le communiqué</a>')
  })

  it('can be read in the dark, and sets no colour of text or ground', async () => {
    await open()
    await send({}, { to: anne })
    const html = smtp.messages[0]?.html ?? ''
    expect(html).toContain('<meta name="color-scheme" content="light dark">')
    expect(html).not.toMatch(/(?:^|[;{"\s])(?:background(?:-color)?|color)\s*:/m)
    expect(html).not.toContain('<script')
  })

  it('lets nothing in a text become a header, a recipient or markup', async () => {
    await open()
    const title = 'Usine\r\nBcc: espion@ailleurs.example\r\n\r\n<script>alert(1)</script>\u2028X-Evil: 1'
    await send({ content: { ...sampleContent, title, body: `<script>alert(1)</script>\n.\nDATA\n\n.` } }, { to: anne })
    expect(receivers()).toEqual([anne])
    const parsed = await simpleParser(smtp.messages[0]!.source)
    expect(parsed.headerLines.map(({ key }) => key)).toEqual([
      'from',
      'to',
      'subject',
      'message-id',
      'date',
      'mime-version',
      'content-type'
    ])
    expect(parsed.subject).toContain('Bcc: espion@ailleurs.example')
    expect(parsed.html).not.toContain('<script')
    expect(parsed.text).toContain('<script>alert(1)</script>\n.\nDATA')
  })
})

describe('a list of which some do not take it', () => {
  it('writes again only to those who have not got it', async () => {
    await open({}, 'accept', { at: 'rcpt', code: 450 }, { at: 'rcpt', code: 550 })
    const deliver = delivering()
    const first = await deliver()
    expect(first).toMatchObject({ outcome: 'failed', reason: 'rate-limited', partly: true })
    expect(fates(first)).toEqual(['accepted', 'later', 'refused'])
    const second = await deliver()
    expect(second).toMatchObject({ outcome: 'unknown', reason: 'some-refused' })
    expect(receivers()).toEqual([anne, bruno])
    // A person has the address put right over there, and sends it again.
    expect(await deliver()).toMatchObject({ outcome: 'confirmed' })
    expect(receivers()).toEqual([anne, bruno, chloe])
    expect(new Set(smtp.messages.map(({ messageId }) => messageId)).size).toBe(3)
  })

  it.each<[SmtpBehaviour, number]>([
    ['lose before', 0],
    ['lose after', 1]
  ])(
    'goes on with the others after one answer is lost (%s), and does not write to that one again by itself',
    async (lost, there) => {
      await open({}, lost)
      const deliver = delivering()
      const first = await deliver()
      expect(first).toMatchObject({ outcome: 'unknown', reason: 'no-answer' })
      expect(fates(first)).toEqual(['unknown', 'accepted', 'accepted'])
      expect(receivers().filter(to => to === anne)).toHaveLength(there)
      expect(receivers().slice(there)).toEqual([bruno, chloe])
    }
  )

  it('leaves whom it has not reached to the next try, and asks a person about the rest only then', async () => {
    await open({}, 'lose after', 'lose before')
    const deliver = delivering()
    const first = await deliver()
    expect(first).toMatchObject({ outcome: 'failed', partly: true })
    expect(fates(first)).toEqual(['unknown', 'unknown', 'untried'])
    expect(await deliver()).toMatchObject({ outcome: 'unknown', reason: 'no-answer' })
    expect(receivers()).toEqual([anne, chloe])
  })

  it('says so where nobody takes it', async () => {
    const no: SmtpBehaviour = { at: 'data', code: 554, text: 'Spam' }
    await open({}, no, no, no)
    const result = await send()
    expect(result).toMatchObject({ outcome: 'refused', reason: 'refused' })
    expect(JSON.stringify(result.received)).toContain('554 Spam')
  })

  it('ends at once where the sender is refused', async () => {
    await open({}, { at: 'mail', code: 550 })
    const result = await send()
    expect(result).toMatchObject({ outcome: 'refused', received: { at: 'sender', code: 550 } })
    expect(fates(result)).toEqual(['untried', 'untried', 'untried'])
    expect(smtp.begun).toBe(1)
  })

  it.each<[SmtpBehaviour, object]>([
    [
      { at: 'mail', code: 421 },
      { outcome: 'failed', reason: 'rate-limited' }
    ],
    [
      { at: 'data', code: 451 },
      { outcome: 'failed', reason: 'server-error' }
    ],
    [
      { at: 'data', code: 552 },
      { outcome: 'refused', reason: 'too-long' }
    ],
    ['never answer', { outcome: 'unknown', reason: 'timed-out' }],
    ['never take in', { outcome: 'unknown', reason: 'timed-out' }]
  ])('reads %j', async (behaviour, expected) => {
    await open({}, behaviour)
    expect(await send({}, { to: anne })).toMatchObject(expected)
  })
})

describe('the way to the mail server', () => {
  it('signs in, and says so where that is refused, without a word of the password', async () => {
    await open({ auth: { user, password } })
    expect(await send({}, { to: anne, user }, password)).toMatchObject({ outcome: 'confirmed' })
    expect(await connector.test({ settings: settings({ user }), secret: password, tokens: null }, call)).toContain(
      '127.0.0.1'
    )
    const wrong = `${password}!`
    smtp.next({ at: 'auth', code: 535, text: `no ${wrong} ${Buffer.from(wrong).toString('base64')}` })
    const refused = await send({}, { to: anne, user }, wrong)
    expect(refused).toMatchObject({ outcome: 'unauthorized', received: { at: 'sign-in', code: 535 } })
    expect(JSON.stringify(refused)).not.toContain(wrong)
    await expect(
      connector.test({ settings: settings({ user }), secret: wrong, tokens: null }, call)
    ).rejects.toMatchObject({ code: 'destination-refused', params: { answer: 'SMTP 535' } })
    expect(await send({}, { to: anne, user }, null)).toMatchObject({ outcome: 'unauthorized' })
    expect(await send({}, { to: anne }, null)).toMatchObject({ outcome: 'unauthorized', received: { code: 530 } })
    smtp.next({ at: 'auth', code: 454 })
    expect(await send({}, { to: anne, user }, password)).toMatchObject({ outcome: 'failed', reason: 'server-error' })
    expect(smtp.messages).toHaveLength(1)
  })

  it('shows no password that a server says back', async () => {
    await open({ auth: { user, password } }, { at: 'rcpt', code: 550, text: `not with ${password}` })
    const kept = JSON.stringify(await send({}, { to: anne, user }, password))
    expect(kept).not.toContain(password)
    expect(kept).toContain('•••')
  })

  it.each(['tls', 'starttls'] as const)(
    'sends nothing to a server whose certificate nobody vouches for (%s)',
    async security => {
      await open({ tls: security === 'tls' ? 'implicit' : 'starttls', auth: { user, password } })
      const sendIt = () => send({}, { to: anne, security, user }, password)
      expect(await sendIt()).toMatchObject({ outcome: 'failed', reason: 'tls' })
      expect(smtp.begun).toBe(0)
      const before = tls.getCACertificates('default')
      tls.setDefaultCACertificates([...before, smtp.certificate])
      try {
        expect(await sendIt()).toMatchObject({ outcome: 'confirmed' })
      } finally {
        tls.setDefaultCACertificates(before)
      }
    }
  )

  it('sends nothing in the clear where encryption was asked for', async () => {
    await open()
    expect(await send({}, { security: 'starttls' })).toMatchObject({ outcome: 'failed', reason: 'tls' })
    expect(smtp.begun).toBe(0)
  })

  it('reaches no private host unless that was allowed', async () => {
    await open()
    const { allowHost: _allowed, ...closed } = settings({ security: 'starttls' })
    for (const host of [`127.0.0.1:${smtp.port}`, `localhost:${smtp.port}`, `[::1]:${smtp.port}`, '169.254.169.254']) {
      const access = { settings: { ...closed, host }, secret: null }
      expect(await connector.send(parcel({ access }), call)).toMatchObject({
        outcome: 'refused',
        reason: 'address-refused'
      })
    }
    expect(smtp.begun).toBe(0)
  })

  it('waits where nobody is there', async () => {
    await open()
    await smtp.close()
    expect(await send()).toMatchObject({ outcome: 'offline', received: { failure: 'unreachable' } })
    expect(await send({}, { host: 'mail.nowhere.invalid', allowHost: 'true' })).toMatchObject({ outcome: 'offline' })
  })

  it.each(['', '554 go away\r\n', '421 later\r\n', 'HTTP/1.1 400 Bad Request\r\n'])(
    'knows that nothing left after %j',
    async greeting => {
      await open()
      const server = createServer(socket => socket.on('error', () => {}).write(greeting))
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
      try {
        const { port } = server.address() as AddressInfo
        const { outcome } = await send({}, { host: `127.0.0.1:${port}` })
        expect(outcome).toBe(greeting.startsWith('5') ? 'refused' : 'failed')
      } finally {
        server.close()
      }
    }
  )

  it('stops when it is told to, and knows of each recipient what that means', async () => {
    await open({}, 'accept', 'never answer')
    const stop = new AbortController()
    const sending = connector.send(made(), { ...call, signal: stop.signal })
    await smtp.arrived(2)
    stop.abort()
    const result = await sending
    expect(result).toMatchObject({ outcome: 'failed', reason: 'cut-short', partly: true })
    expect(fates(result)).toEqual(['accepted', 'unknown', 'untried'])
  })
})

describe('what was mailed already', () => {
  const sent = async (more?: Record<string, string>) => {
    const { delivery } = parcel()
    const result = (await send({ delivery }, more)) as { remoteId: string }
    const target = { remoteId: result.remoteId, remoteUrl: null }
    const next = (action: 'update' | 'withdraw') =>
      parcel({ delivery: { releaseId: delivery.releaseId, action } }).delivery
    return { target, next, ids: smtp.messages.map(({ messageId }) => messageId) }
  }

  it('is corrected by a mail that refers to it, to those who have it', async () => {
    await open()
    const { target, next, ids } = await sent({ to: `${anne}, ${bruno}` })
    const content = { ...sampleContent, title: 'Armelin ouvre deux usines' }
    const moved = { to: chloe, from: 'presse@armelin-group.example' }
    expect(await send({ delivery: next('update'), target, content }, moved)).toMatchObject({
      outcome: 'confirmed',
      remoteId: target.remoteId
    })
    expect(receivers().slice(2)).toEqual([anne, bruno])
    const corrections = smtp.messages.slice(2)
    expect(corrections.map(({ inReplyTo }) => inReplyTo)).toEqual(ids)
    expect(corrections.map(({ references }) => references)).toEqual(ids.map(id => [id]))
    for (const { subject, text, messageId } of corrections) {
      expect(subject).toBe('Rectificatif : Armelin ouvre deux usines')
      expect(text).toMatch(/^Ce message remplace celui que nous vous avons adressé\./)
      expect(ids).not.toContain(messageId)
    }
  })

  it('is withdrawn by a mail that says only that, in its language', async () => {
    await open()
    const { target, next, ids } = await sent({ to: anne })
    const fields = { delivery: next('withdraw'), target, content: null, post: null }
    expect(await send(fields, { to: anne })).toMatchObject({ outcome: 'confirmed' })
    const withdrawal = smtp.messages[1]!
    expect(withdrawal).toMatchObject({ inReplyTo: ids[0], to: [anne] })
    expect(withdrawal.subject).toMatch(/^Retrait/)
    for (const word of ['Armelin ouvre', 'usine', 'Landelles', 'Quarante'])
      expect(withdrawal.source.toString()).not.toContain(word)
    // A person said that it is live, and so nobody knows to whom it went.
    expect(await send({ ...fields, target: { remoteId: null, remoteUrl: null } }, { to: bruno })).toMatchObject({
      outcome: 'confirmed'
    })
    expect(smtp.messages[2]).toMatchObject({ to: [bruno], subject: expect.stringMatching(/^Retrait.*Withdrawal/) })
  })
})
