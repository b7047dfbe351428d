import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  fromLittleText,
  shownText,
  toLittleText
} from '../../../src/main/workspace/delivery/connectors/linkedin/little-text.ts'
import { readLittle } from '../../stand-ins/linkedin-text.ts'

const markup = fc.constantFrom(
  ...'\\|{}@[]()<>#*_~',
  '#usine',
  '#_a',
  '{hashtag|\\#|x}',
  '@[Armelin (France)](urn:li:organization:5583111)',
  '@[a](urn:li:person:b_-1)',
  '\n',
  ' ',
  'é',
  '👩‍🏭'
)
const hostile = fc
  .array(fc.oneof(markup, fc.string({ unit: 'binary' })), { maxLength: 40 })
  .map(parts => parts.join(''))

describe('a text for LinkedIn', () => {
  test('is shown there as it was written, whatever is in it', () => {
    fc.assert(
      fc.property(hostile, text => {
        expect(readLittle(toLittleText(text)).shown).toBe(shownText(text))
      }),
      { numRuns: 5_000 }
    )
  })

  test('is known again by what the API gives back', () => {
    fc.assert(
      fc.property(hostile, text => {
        expect(fromLittleText(readLittle(toLittleText(text)).read)).toBe(shownText(text))
      }),
      { numRuns: 5_000 }
    )
  })

  test('would be cut if it were sent as it is', () => {
    expect(readLittle('up from 4 % (EPRI, 2024)').shown).toBe('up from 4 % ')
  })

  test.each([
    ['#usine', '{hashtag|\\#|usine}'],
    ['à #Landelles_2026, enfin', 'à {hashtag|\\#|Landelles\\_2026}, enfin'],
    ['C# et #1', 'C\\# et \\#1'],
    ['https://armelin.example/#usine?a_b', 'https://armelin.example/\\#usine?a\\_b'],
    ['@[Armelin](urn:li:organization:5583111)', '@[Armelin](urn:li:organization:5583111)'],
    ['@[Armelin (France)](urn:li:organization:1)', '@[Armelin \\(France\\)](urn:li:organization:1)'],
    ['@omar et @[Omar](https://x.example)', '\\@omar et \\@\\[Omar\\]\\(https://x.example\\)'],
    ['**gras** <b>|~{x}', '\\*\\*gras\\*\\* \\<b\\>\\|\\~\\{x\\}']
  ])('%s', (text, little) => {
    expect(toLittleText(text)).toBe(little)
  })
})
