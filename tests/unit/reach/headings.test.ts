import { expect, test } from 'vitest'
import { findColumns, headingLanguage, missingColumns } from '../../../src/domain/reach/headings.ts'

test('French and English headings are found whatever their case, accents and punctuation', () => {
  expect(
    findColumns([
      'DATE',
      'Compte ',
      'Lien',
      'Titre',
      'impressions',
      'Clics',
      'Réactions',
      'Commentaires',
      'Partages',
      'Canal'
    ])
  ).toEqual(
    findColumns([
      'Date',
      'account',
      'url',
      'title',
      'Impressions',
      'CLICKS',
      'Reactions',
      'comments',
      'shares',
      'channel'
    ])
  )
  expect(
    findColumns([
      'heure',
      "J'aime",
      'réponses',
      'Retweets',
      "clics sur l'URL",
      'Permalien du Tweet',
      'Texte du Tweet',
      'impressions'
    ])
  ).toEqual({
    date: 0,
    reactions: 1,
    comments: 2,
    shares: 3,
    clicks: 4,
    url: 5,
    title: 6,
    impressions: 7
  })
})

test('totals come before their parts, and people are not taken for displays', () => {
  const columns = findColumns([
    'Impressions (organic)',
    'Impressions (sponsored)',
    'Impressions (total)',
    'Unique impressions (organic)'
  ])
  expect(columns.impressions).toBe(2)
  expect(findColumns(['Reach', 'Portée', 'Unique impressions', 'impressions sponsorisé']).impressions).toBeUndefined()
})

test('a heading that a person named comes before any guess, and one that is not there is missed', () => {
  const headings = ['date', 'Day of post', 'views', 'link']
  expect(findColumns(headings, { date: 'day of POST' }).date).toBe(1)
  expect(findColumns(headings, { impressions: 'Displays' }).impressions).toBeUndefined()
})

test('what is missing is named by headings that would do', () => {
  expect(missingColumns({}, false)).toEqual(['date / jour', 'account / compte', 'url / title / titre', 'impressions'])
  expect(missingColumns({ date: 0, title: 1, impressions: 2 }, true)).toEqual([])
})

test('headings tell the language by words that only it has', () => {
  expect(headingLanguage(['Date', 'Compte', 'Titre', 'Impressions'])).toBe('fr')
  expect(headingLanguage(['Date', 'Account', 'Title', 'Impressions'])).toBe('en')
  expect(headingLanguage(['Date', 'URL', 'Impressions'])).toBeNull()
})
