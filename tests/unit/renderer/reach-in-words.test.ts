import { expect, test } from 'vitest'
import { noCounts } from '../../../src/domain/reach/figures.ts'
import { keyFigures } from '../../../src/renderer/reach/key-figures.ts'
import { summarise } from '../../../src/renderer/reach/summary.ts'

const counts = (impressions: number, clicks = 0) => ({ ...noCounts, impressions, clicks })
const month = (owned: number, advocacy: number, clicks = 0) => ({
  owned: counts(owned, clicks),
  advocacy: counts(advocacy),
  multiplier: owned ? (owned + advocacy) / owned : null
})
const plain = (sentences: string[]): string => sentences.join(' ').replaceAll(/[\uE000\uE001]/g, '')

test('the sentence says who carried the month, and names a release that made much of it', () => {
  const releases = [
    { title: 'Nantes', owned: 300, advocacy: 500 },
    { title: 'Other', owned: 50, advocacy: 100 }
  ]
  const sentences = summarise({ ...month(400, 1600), releases }, 'en')
  expect(plain(sentences)).toBe(
    'Colleagues carried 80% of the reach. To each impression of our accounts they added 4. “Nantes” alone made 40% of the month.'
  )
  expect(sentences.join('')).toContain('\uE00080%\uE001')
})

test('without one of the channels, the sentence says so instead of dividing', () => {
  expect(plain(summarise({ ...month(100, 0), releases: [] }, 'en'))).toMatch(/our accounts: no figures of colleagues/)
  expect(plain(summarise({ ...month(0, 100), releases: [] }, 'en'))).toMatch(/colleagues: no figures of our accounts/)
  expect(plain(summarise({ ...month(1000, 10), releases: [] }, 'en'))).toMatch(/^Our accounts carried nearly all/)
  expect(summarise({ ...month(0, 0), releases: [] }, 'en')).toEqual([])
})

test('figures are told with their change against the month before', () => {
  const figures = keyFigures(month(200, 600, 16), { month: '2026-10', totals: month(200, 300, 20) }, 'en')
  expect(figures.map(({ key, value, change }) => [key, value, change.text, change.direction])).toEqual([
    ['total', '800', '+60% on October 2026', 'up'],
    ['multiplier', '×4.0', '+1.5 on October 2026', 'up'],
    ['share', '75%', '+15 pts on October 2026', 'up'],
    ['clicks', '16', '−20% on October 2026', 'down']
  ])
})

test('with nothing to compare, no change is made up', () => {
  const first = keyFigures(month(200, 600), { month: '2026-10', totals: null }, 'fr')
  expect(new Set(first.map(({ change }) => change.text))).toEqual(new Set(['aucun chiffre en octobre 2026']))
  const same = keyFigures(month(0, 600), { month: '2026-10', totals: month(0, 600) }, 'fr')
  expect(same.map(({ value, change }) => [value, change.direction])).toContainEqual(['–', 'level'])
  expect(same[0]?.change.text).toBe('comme en octobre 2026')
})
