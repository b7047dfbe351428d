import { expect, test } from 'vitest'
import { rightsProblems } from '../../../src/domain/share/rights.ts'
import { aPicture } from '../../support/kit.ts'

test('a picture with its description, credit, licence and consent may go out', () => {
  expect(rightsProblems(aPicture(), '2026-11-26')).toEqual([])
  expect(rightsProblems(aPicture({ consent: 'given', expires: '2026-11-26' }), '2026-11-26')).toEqual([])
})

test('each thing that lacks is named, the last day is still a day', () => {
  const bare = aPicture({ alt: ' ', credit: '', licence: ' ', consent: 'missing', expires: '2026-11-25' })
  expect(rightsProblems(bare, '2026-11-26')).toEqual([
    'alt-missing',
    'credit-missing',
    'licence-missing',
    'consent-missing',
    'expired'
  ])
})

test('the description is not asked about where it is not given', () => {
  const { alt: _alt, ...rights } = aPicture({ alt: '' })
  expect(rightsProblems(rights, '2026-11-26')).toEqual([])
})
