import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { mail } from '../../../src/main/workspace/delivery/connectors/mail/mail.ts'
import { emlOf } from '../../../src/main/workspace/delivery/connectors/mail/message.ts'
import { checkSettings } from '../../../src/main/workspace/delivery/connectors/settings.ts'

const connector = mail()
const anne = 'anne@presse.example'
const bruno = 'bruno@journal.example'

describe('an .eml file', () => {
  it('has no line that is too long, reads back as it was written, and opens as a draft', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3_000 }),
      fc.string({ unit: 'grapheme', maxLength: 500 })
    )
    await fc.assert(
      fc.asyncProperty(text, text, fc.nat(5_000), async (subject, body, spread) => {
        const written = `A${body}${'x'.repeat(spread)}`
        const html = `<p>${'é'.repeat(spread)}</p>`
        const eml = await emlOf(
          { subject: `A${subject}`, text: written, html, pictures: [] },
          {
            date: new Date('2026-03-02T06:30:00Z'),
            messageId: '<1@armelin.example>',
            headers: { 'X-Unsent': '1' }
          }
        )
        const wire = eml.toString('latin1')
        const lines = wire.split('\r\n')
        expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(998)
        expect(wire).not.toMatch(/[^\r]\n|\r[^\n]/)
        const head = lines.slice(0, lines.indexOf('')).filter(line => !/^\s/.test(line))
        expect(head.map(line => line.split(':')[0]).sort()).toEqual(
          ['Content-Type', 'Date', 'MIME-Version', 'Message-ID', 'Subject', 'X-Unsent'].sort()
        )
        const read = await simpleParser(eml)
        expect(read.html).toBe(html)
        if (/^[^\p{Cc}\p{Cs}]*$/u.test(written)) expect(read.text?.trim()).toBe(written.trim())
      }),
      { numRuns: 100 }
    )
  })
})

describe('settings', () => {
  const check = (more: Record<string, string>) => {
    const all = { host: 'smtp.armelin.example', from: 'presse@armelin.example', to: anne, ...more }
    return checkSettings(connector.settings, all)
  }

  it.each([
    [{}],
    [{ host: 'smtp.armelin.example:2525', security: 'starttls' }],
    [{ host: '[2001:db8::1]:25' }],
    [{ host: '192.168.1.2', allowHost: '192.168.1.2', security: 'none' }],
    [{ to: `Anne Martin <${anne}>; ${bruno}` }],
    [{ to: 'élise@exämple.example' }]
  ])('takes %j', more => {
    expect(check(more)).toMatchObject(more)
  })

  it.each([
    ['host', { host: 'https://smtp.armelin.example' }],
    ['host', { host: 'smtp:99999' }],
    ['host', { host: 'a b' }],
    ['security', { security: 'none' }],
    ['security', { security: 'ssl' }],
    ['from', { from: `${anne}, ${bruno}` }],
    ['from', { from: 'Armelin' }],
    ['to', { to: 'a@b.example, nobody' }],
    ['to', { to: '"x@evil.example y"@armelin.example' }],
    ['to', { to: `${anne}\u0000` }],
    ['replyTo', { replyTo: '<>' }],
    ['allowHost', { allowHost: 'other.example' }]
  ])('refuses %s: %j', (key, more) => {
    expect(() => check(more as unknown as Record<string, string>)).toThrow(
      expect.objectContaining({ code: 'bad-settings', params: expect.objectContaining({ key }) })
    )
  })

  it('needs a password only where somebody signs in', () => {
    expect(connector.needsSecret?.({ user: 'presse' })).toBe(true)
    expect(connector.needsSecret?.({})).toBe(false)
  })
})
