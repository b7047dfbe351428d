import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { claimedType, pictureName, shownName } from '../../../src/domain/share/picture-name.ts'
import { hasShared, sharedJson } from '../../support/shared.ts'

const unseen = /[\p{Cc}\p{Cf}\u2028\u2029]/u

describe('the name of a picture', () => {
  test.each([
    ['../../etc/passwd.jpg', 'passwd.jpg'],
    ['/etc/cron.d/relais.jpg', 'relais.jpg'],
    ['C:\\Windows\\system32\\logo.jpg', 'logo.jpg'],
    ['..\\..\\up.jpg', 'up.jpg'],
    ['a\0.jpg', 'a.jpg'],
    ['CON', '_CON.jpg'],
    ['nul.jpg', '_nul.jpg'],
    ['com1.tar.jpg', '_com1.tar.jpg'],
    ['holiday\u202egpj.exe\u202c.jpg', 'holidaygpj.exe.jpg'],
    ['photo.jpg. . .', 'photo.jpg'],
    ['  .hidden.jpg', 'hidden.jpg'],
    ['a:b|c?d*e<f>"g.jpg', 'a_b_c_d_e_f__g.jpg'],
    ['two\nlines\t.JPG', 'two lines.jpg'],
    ['', 'image.jpg'],
    ['..', 'image.jpg'],
    ['.jpg', 'image.jpg'],
    ['Équipe de Rennes.jpeg', 'Équipe de Rennes.jpg'],
    ['rapport.v2', 'rapport.v2.jpg']
  ])('%j is shown as %j', (given, shown) => {
    expect(pictureName(given, 'image/jpeg')).toBe(shown)
  })

  test('4,000 characters are cut between whole characters, and keep their ending', () => {
    const name = pictureName(`${'👩‍👩‍👧é'.repeat(1_000)}.png`, 'image/png')
    expect(name.length).toBeLessThanOrEqual(125)
    expect(name).toMatch(/^(?:👩👩👧é)+\.png$/u)
  })

  test('twins in how accents are put together, and in case, stay two', () => {
    const twins = ['Ré.png', 'Re\u0301.png', 'ré.png'].map(name => pictureName(name, 'image/png'))
    expect(new Set(twins).size).toBe(3)
  })

  test('whatever it was called, it is one part of a path, holds nothing unseen, and is safe on every system', () => {
    const hostile = fc.constantFrom(
      '/',
      '\\',
      '..',
      '\0',
      '\u202e',
      '\u200b',
      ':',
      'CON',
      'aux.',
      ' ',
      '.',
      '\n',
      'é',
      '\ud800'
    )
    const names = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5_000 }),
      fc.array(hostile).map(parts => parts.join(''))
    )
    fc.assert(
      fc.property(names, fc.constantFrom('image/jpeg', 'image/gif'), (given, type) => {
        const name = pictureName(given, type)
        expect(name).toMatch(/^[^/\\<>:"|?*]{1,125}\.(?:jpg|gif)$/)
        expect(name).not.toMatch(unseen)
        expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)\./i)
        expect(name).not.toMatch(/^[. ]|[. ]$|\p{Surrogate}/u)
        expect(pictureName(name, type)).toBe(name)
        expect(shownName(given).length).toBeLessThanOrEqual(120)
        expect(shownName(given)).not.toMatch(unseen)
      }),
      { numRuns: 500 }
    )
  })

  test.skipIf(!hasShared)(
    'also that of every naughty string of ../shared/data (skipped where that folder is absent)',
    () => {
      for (const { text } of sharedJson<{ text: string }[]>('unicode/naughty-strings.json')) {
        const name = pictureName(`${text}.png`, 'image/png')
        expect(name).toMatch(/^[^/\\<>:"|?*]{1,125}\.png$/)
        expect(name).not.toMatch(unseen)
      }
    }
  )
})

test.each([
  ['a.jpg', 'image/jpeg'],
  ['a.JFIF', 'image/jpeg'],
  ['a.png', 'image/png'],
  ['a.svg', 'other'],
  ['a.jpg.exe', 'other'],
  ['a.html. ', 'other'],
  ['folder.svg/a', null],
  ['pasted', null],
  ['Capture 2026-11-23 à 19.02', null]
])('the name %j claims %j', (name, claimed) => {
  expect(claimedType(name)).toBe(claimed)
})
