import { describe, expect, test } from 'vitest'
import { noCounts } from '../../../src/domain/reach/figures.ts'
import { median } from '../../../src/domain/reports/median.ts'
import type { Report } from '../../../src/domain/reports/report.ts'
import { monthSentences } from '../../../src/domain/reports/sentences.ts'
import { translator } from '../../../src/messages/index.ts'

const line = { clicks: 0, shares: 0, posts: 1, multiplier: null }
const totals = (owned: number, advocacy: number) => ({
  owned: { ...noCounts, impressions: owned },
  advocacy: { ...noCounts, impressions: advocacy },
  multiplier: owned > 0 ? (owned + advocacy) / owned : null
})
const report: Report = {
  workspace: 'Armelin',
  month: '2026-11',
  lang: 'fr',
  zone: 'Europe/Paris',
  ...totals(108_000, 378_200),
  ambassadors: 24,
  previous: { ...totals(100_000, 295_000), ambassadors: 20 },
  days: [],
  marks: [],
  trend: [],
  releases: [{ title: 'L’eau lente', owned: 40_000, advocacy: 159_300, ...line }],
  otherReleases: null,
  unmatched: null,
  networks: [],
  topAmbassadors: [{ name: 'Élodie Fontanges', impressions: 41_200, clicks: 10, posts: 4 }],
  deliveries: { confirmed: 26, onTime: 25, failed: 1, destinations: [] },
  approvalMinutes: 90,
  previousApprovalMinutes: null,
  approvals: 9,
  published: Array.from({ length: 9 }, () => ({ day: '2026-11-03', title: 'x', destinations: 2 })),
  upcoming: [],
  sources: []
}
/** Spaces that do not break, as plain ones, so that a test can be read. */
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ')
const say = (change: Partial<Report>): string[] =>
  monthSentences({ ...report, ...change }, translator(change.lang ?? 'fr')).map(plain)

test('the month in sentences, in both languages', () => {
  expect(say({})).toEqual([
    'En novembre 2026, nos contenus ont été affichés 486 200 fois, soit 23 % de plus qu’en octobre 2026.',
    'Les collaborateurs en ont porté 78 %, soit un multiplicateur de ×4,5 sur nos propres comptes.',
    'Le communiqué le plus vu, « L’eau lente », a fait à lui seul 41 % du mois.',
    '24 collaborateurs ont relayé nos contenus, avec en tête Élodie Fontanges et 41 200 affichages.',
    '9 communiqués sont partis ; diffusions arrivées à l’heure : 25 sur 26.',
    'Une diffusion a été abandonnée.'
  ])
  expect(say({ lang: 'en' })).toEqual([
    'In November 2026, our news was displayed 486,200 times, 23% more than in October 2026.',
    'Colleagues carried 78% of that: a multiplier of ×4.5 on our own accounts.',
    'The release seen most, “L’eau lente”, made 41% of the month.',
    '24 colleagues shared our news, Élodie Fontanges foremost, with 41,200 displays.',
    '9 releases went out, and 25 of 26 deliveries arrived on time.',
    'One delivery was given up.'
  ])
})

describe('figures that are missing are said to be, never made up', () => {
  test.each<[string, Partial<Report>, string]>([
    [
      'no month before',
      { previous: null },
      'En novembre 2026, nos contenus ont été affichés 486 200 fois ; il n’y a pas de chiffres pour octobre 2026 auxquels comparer.'
    ],
    [
      'a month before without impressions',
      { previous: { ...totals(0, 0), ambassadors: 0 } },
      'il n’y a pas de chiffres pour octobre 2026 auxquels comparer.'
    ],
    [
      'less than before',
      { previous: { ...totals(972_400, 0), ambassadors: 0 } },
      'soit 50 % de moins qu’en octobre 2026.'
    ],
    ['as before', { previous: { ...totals(486_000, 0), ambassadors: 0 } }, 'fois, autant qu’en octobre 2026.'],
    ['colleagues only', totals(0, 5), 'sans chiffres de nos propres comptes, il n’y a pas de multiplicateur.'],
    [
      'own accounts only',
      { ...totals(5, 0), topAmbassadors: [], ambassadors: 0 },
      'aucun chiffre de collaborateur n’a été importé.'
    ],
    ['no release', { releases: [] }, 'Aucun de ces chiffres ne se rattache à un communiqué de cet espace de travail.'],
    [
      'one colleague',
      { ambassadors: 1 },
      'Une personne a relayé nos contenus : Élodie Fontanges, avec 41 200 affichages.'
    ],
    [
      'published elsewhere',
      { deliveries: { confirmed: 0, onTime: 0, failed: 0, destinations: [] } },
      '9 communiqués sont partis, sans diffusion par Relais.'
    ],
    [
      'updates only',
      { published: [] },
      'Aucun nouveau communiqué n’est parti ; diffusions arrivées à l’heure : 25 sur 26.'
    ],
    [
      'one release',
      { published: report.published.slice(0, 1) },
      'Un communiqué est parti ; diffusions arrivées à l’heure : 25 sur 26.'
    ]
  ])('%s', (_name, change, sentence) => {
    expect(say(change).join('\n')).toContain(sentence)
  })
})

test('in French, marks that stand apart never begin a line', () => {
  const text = monthSentences(report, translator('fr')).join(' ')
  expect(text).toContain('\u202f;')
  expect(text).toContain('«\u202fL’eau lente\u202f»')
  expect(text).not.toMatch(/ [;:!?»%]|« /)
})

test('the median of an even number is the mean of the middle two', () => {
  expect([median([]), median([7]), median([9, 1, 5]), median([1, 10, 2, 4])]).toEqual([null, 7, 5, 3])
})
