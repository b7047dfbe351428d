import { expect, test } from 'vitest'
import { guessChannel, networkOf, readChannel } from '../../../src/domain/reach/speakers.ts'

test.each(['Owned', 'propre', 'Entreprise', 'NOS COMPTES'])('%s is the organisation', word =>
  expect(readChannel(word)).toBe('owned')
)
test.each(['advocacy', 'Relais', 'Employé', 'collaborateurs'])('%s is a colleague', word =>
  expect(readChannel(word)).toBe('advocacy')
)
test.each(['LinkedIn', '', 'both'])('%o says neither', word => expect(readChannel(word)).toBeNull())

test('an account is the organisation’s own if it bears its name or that of a destination', () => {
  expect(guessChannel('Armelin UK & Ireland · LinkedIn', 'Armelin', [])).toBe('owned')
  expect(guessChannel('@ARMELINfrance', 'Armelin', [])).toBe('owned')
  expect(guessChannel('Newsroom (flux)', 'Armelin', ['newsroom – flux'])).toBe('owned')
  expect(guessChannel('Soazig Le Bihan', 'Armelin', ['Intranet'])).toBe('advocacy')
  expect(guessChannel('Benedicte Roux', 'Edic', [])).toBe('advocacy')
  expect(guessChannel('Soazig', '', [])).toBe('advocacy')
})

test('the network is told by the name of the account, else by the address of its post', () => {
  expect(networkOf('Armelin · X', 'https://www.linkedin.com/feed/1')).toBe('x')
  expect(networkOf('Soazig', 'https://fr.linkedin.com/feed/1')).toBe('linkedin')
  expect(networkOf('Soazig', 'https://notlinkedin.com/feed/1')).toBe('other')
  expect(networkOf('Max', null)).toBe('other')
})
