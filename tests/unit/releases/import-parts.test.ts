import { describe, expect, test } from 'vitest'
import { dayOf, listedOn } from '../../../src/main/workspace/releases/import/dates.ts'
import { detectLanguage, languageTag } from '../../../src/main/workspace/releases/import/language.ts'
import { decodeText } from '../../../src/main/workspace/releases/import/text.ts'
import { languages, translator } from '../../../src/messages/index.ts'
import { releases } from '../../../src/messages/en/releases.ts'

describe('dates of documents', () => {
  test.each([
    ['2024-12-17', '2024-12-17'],
    ['2018-02-20T23:30:00-05:00', '2018-02-20'],
    ['2015-11-09 9:52:53 -0400', '2015-11-09'],
    ['2022-07-05T14:30:00.000Z', '2022-07-05'],
    ['20240105', '2024-01-05'],
    [20240105, '2024-01-05'],
    ['Wed, 14 May 2014 11:02:00 -0400', '2014-05-14'],
    ['4 Sept 2020', '2020-09-04'],
    ['2024-02-29', '2024-02-29'],
    ['1900-01-01', '1900-01-01'],
    ['2100-12-31', '2100-12-31']
  ])('%j is %s', (text, day) => expect(dayOf(text)).toBe(day))

  test.each([
    '',
    'soon',
    '2023-02-29',
    '2024-13-01',
    '2024-00-10',
    '1899-12-31',
    '2101-01-01',
    '0024-01-01',
    '99999-01-01',
    '2024',
    'undefined',
    '31/12/2024'
  ])('%j is none', text => expect(dayOf(text)).toBeNull())

  test.each(['Pacific/Honolulu', 'America/Montreal', 'Europe/Paris', 'Asia/Tokyo', 'Pacific/Noumea'])(
    'are the same day in %s',
    timeZone => {
      const shown = new Intl.DateTimeFormat('sv', { timeZone }).format(new Date(listedOn('2024-12-17')))
      expect(shown).toBe('2024-12-17')
    }
  )
})

describe('language', () => {
  test.each([
    ['fr', 'fr'],
    ['FR', 'fr'],
    ['fr_CA', 'fr-CA'],
    ['fr_FR.UTF-8', 'fr-FR'],
    ['en-us', 'en-US'],
    ['fra', 'fr'],
    ['cmn', 'zh'],
    ['English', undefined],
    ['', undefined],
    [undefined, undefined],
    ['x'.repeat(99), undefined]
  ])('the tag %j is %j', (given, tag) => expect(languageTag(given)).toBe(tag))

  test.each([
    ['Armelin inaugure à Lyon son centre de formation aux économies d’eau.', 'fr'],
    ['Armelin opens its water-saving training centre in Lyon this morning.', 'en'],
    [
      'Armelin eröffnet heute in Lyon sein neues Zentrum für Wassersparen, das mit der Stadt gebaut wurde. '.repeat(5),
      'de'
    ],
    ['Armelin abre hoy en Lyon su centro de formación, construido con la ciudad y sus vecinos. '.repeat(5), 'es'],
    ['123 456', undefined]
  ])('of %j is %j', (text, tag) => expect(detectLanguage(text)).toBe(tag))
})

describe('text of files', () => {
  const french = 'L’été à Lyon'
  test.each([
    ['UTF-8', Buffer.from(french), undefined],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${french}`), undefined],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${french}`, 'utf16le'), undefined],
    ['big-endian UTF-16 with a mark', Buffer.from(`\uFEFF${french}`, 'utf16le').swap16(), undefined],
    ['Windows-1252', Buffer.from([0x4c, 0x92, 0xe9, 0x74, 0xe9, 0x20, 0xe0, 0x20, 0x4c, 0x79, 0x6f, 0x6e]), undefined],
    [
      'what a page wrongly calls UTF-8',
      Buffer.from([0x4c, 0x92, 0xe9, 0x74, 0xe9, 0x20, 0xe0, 0x20, 0x4c, 0x79, 0x6f, 0x6e]),
      'utf-8'
    ],
    ['what a page calls by no known name', Buffer.from(french), 'x-unknown']
  ])('is read from %s', (_name, bytes, declared) => expect(decodeText(bytes, 'a.md', declared)).toBe(french))

  test('is not found in a picture', () => {
    expect(() => decodeText(Buffer.alloc(5_000), 'a.md')).toThrow('file-damaged')
  })
})

test('every problem of a row is worded, in both languages', () => {
  for (const language of languages)
    for (const problem of Object.keys(releases.rowProblem)) {
      const words = translator(language)('errors.row-unreadable', { row: 7, problem })
      expect(words).toContain(
        translator(language)(`releases.rowProblem.${problem as keyof typeof releases.rowProblem}`)
      )
      expect(words).toMatch(/7/)
      expect(words).not.toMatch(/rowProblem|\{\{/)
    }
})
