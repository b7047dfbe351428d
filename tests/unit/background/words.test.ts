import { afterAll, beforeAll, expect, test } from 'vitest'
import { languages, translator } from '../../../src/messages/index.ts'
import type { Outlook } from '../../../src/main/background/outlook.ts'
import { headline, trayTemplate } from '../../../src/main/background/words.ts'

const ownZone = process.env['TZ']
beforeAll(() => void (process.env['TZ'] = 'Europe/Paris'))
afterAll(() => {
  if (ownZone === undefined) delete process.env['TZ']
  else process.env['TZ'] = ownZone
})

const now = Date.parse('2026-11-23T05:00:00.000Z')
const next = {
  at: '2026-11-23T06:30:00.000Z',
  title: 'Le quai rouvre & s’agrandit',
  account: 'Presse',
  locked: false,
  reachable: true
}
const idle: Outlook = { held: false, running: true, states: {}, next: null, soon: 0, missed: 0, attention: 0 }
const say = (lang: 'fr' | 'en', outlook: Outlook | null, at = now) =>
  headline(translator(lang), lang, outlook, at).replaceAll(/\s/gu, ' ')

test('what is next is said in one line, by the clock on the wall', () => {
  expect(say('en', { ...idle, next })).toBe('Next delivery at 07:30: Le quai rouvre & s’agrandit → Presse')
  expect(say('fr', { ...idle, next })).toBe('Prochaine diffusion à 07:30 : Le quai rouvre & s’agrandit → Presse')
  const tomorrow = { ...next, at: '2026-11-23T23:10:00.000Z' }
  expect(say('en', { ...idle, next: tomorrow })).toMatch(/^Next delivery on 24 Nov 2026 at 00:10: /)
  expect(say('en', { ...idle, next }, Date.parse(next.at))).toMatch(/^Next delivery, due now: /)
})

test('nothing to wait for is said too', () => {
  expect(say('en', null)).toBe('No workspace is open')
  expect(say('en', idle)).toBe('No delivery is waiting')
  expect(say('fr', { ...idle, next, held: true })).toBe('Tout est retenu')
})

test('the longest title and account still fit a tooltip of Windows', () => {
  const long = { ...next, at: '2027-09-23T06:30:00.000Z', title: '🚢 '.repeat(200), account: 'Presse '.repeat(50) }
  for (const lang of languages) {
    const words = `Relais – ${say(lang, { ...idle, next: long })}`
    expect(words.length).toBeLessThanOrEqual(127)
    expect(words).toMatch(/🚢… → .*…$/u)
  }
})

const clicked: string[] = []
const actions = {
  open: () => void clicked.push('open'),
  outbox: () => void clicked.push('outbox'),
  hold: (held: boolean) => void clicked.push(`hold ${held}`),
  quit: () => void clicked.push('quit')
}
const menu = (outlook: Outlook | null) =>
  trayTemplate(translator('en'), say('en', outlook), outlook, actions).filter(({ type }) => type !== 'separator')
const clickAll = (outlook: Outlook | null): string[] => {
  clicked.length = 0
  for (const { click } of menu(outlook)) click?.(undefined as never, undefined, undefined as never)
  return clicked
}

test('the menu tells, opens, holds and quits', () => {
  expect(menu({ ...idle, next }).map(({ label, type, checked }) => [label, type, checked])).toEqual([
    ['Next delivery at 07:30: Le quai rouvre && s’agrandit → Presse', undefined, undefined],
    ['Open Relais', undefined, undefined],
    ['Hold everything', 'checkbox', false],
    ['Quit Relais', undefined, undefined]
  ])
  expect(clickAll({ ...idle, next })).toEqual(['outbox', 'open', 'hold true', 'quit'])
  expect(menu({ ...idle, held: true })[2]).toMatchObject({ checked: true })
  expect(clickAll({ ...idle, held: true })).toContain('hold false')
})

test('the menu says when somebody is needed', () => {
  expect(menu({ ...idle, next: { ...next, locked: true }, attention: 2 }).map(({ label }) => label)).toEqual([
    expect.stringContaining('Next delivery'),
    'Sign in, or it will be held',
    '2 deliveries ask for you',
    'Open Relais',
    'Hold everything',
    'Quit Relais'
  ])
})

test('without a workspace there is nothing to hold', () => {
  expect(menu(null).map(({ label, enabled }) => [label, enabled])).toEqual([
    ['No workspace is open', false],
    ['Open Relais', undefined],
    ['Hold everything', false],
    ['Quit Relais', undefined]
  ])
})
