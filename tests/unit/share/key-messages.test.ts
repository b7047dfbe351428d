import { describe, expect, test } from 'vitest'
import { keyMessages, quotationsIn } from '../../../src/domain/share/key-messages.ts'
import { sentencesOf } from '../../../src/domain/share/sentences.ts'

const body = `**Rennes, le 26 novembre 2026.** Armelin ouvre une usine de 6 000 m² aux Landelles. Elle emploie déjà du monde.

## Ce qui change

- Quarante emplois sont créés sur place, dont [douze apprentis](https://armelin.example/a).
- pompes

M. Quélen l’a confirmé hier. **La production double dès le mois de mars.** Le reste suit.

| a | b |
| - | - |
| Une ligne de 12 cases bien remplies | x |

Il faudra 3 ans pour y arriver, selon le plan retenu.

\`\`\`
const x = 12 // un bloc de code, et pas un message
\`\`\`

> « Nous avons cassé quatre cent douze cuves avant celle-ci. »
>
> Maëlle Gicquel, directrice de l’usine

## À propos d’Armelin

Armelin emploie 2 300 personnes à Rennes et à Lyon.`

describe('key messages', () => {
  test('are what a text lists, sets in bold, and opens its paragraphs with where there is a figure', () => {
    expect(keyMessages(body, 'fr')).toEqual([
      'Quarante emplois sont créés sur place, dont douze apprentis.',
      'La production double dès le mois de mars.',
      'Armelin ouvre une usine de 6 000 m² aux Landelles.'
    ])
  })

  test('are the first sentences where there is nothing of the kind', () => {
    const plain = 'Le site rouvre demain matin au public.\n\nCela ira vite.\n\nLes travaux ont duré tout un hiver.'
    expect(keyMessages(plain, 'fr')).toEqual([
      'Le site rouvre demain matin au public.',
      'Les travaux ont duré tout un hiver.'
    ])
  })

  test('keep no-break spaces, and hold no address or editor’s note', () => {
    expect(keyMessages('- Le chantier a coûté 12\u202F000\u00A0€ en tout', 'fr')).toEqual([
      'Le chantier a coûté 12\u202F000\u00A0€ en tout'
    ])
    expect(
      keyMessages('- Inès Kerbrat, presse, presse@armelin.example\n- [À vérifier : 12 ou 13 machines ?] encore', 'fr')
    ).toEqual([])
    expect(keyMessages('', 'en')).toEqual([])
  })

  test('are found in a moment in a text that was made to be slow', () => {
    const start = performance.now()
    for (const piece of ['**', '“', '- ', '> ', '```\n', '« ', '[a](', '#', 'M. '])
      for (const body of [piece.repeat(50_000), `a ${piece}\n\n`.repeat(20_000)]) {
        keyMessages(body, 'fr')
        quotationsIn(body)
      }
    expect(performance.now() - start).toBeLessThan(10_000)
  })
})

describe('quotations', () => {
  test('are those set apart with their speaker below', () => {
    expect(quotationsIn(body)).toEqual([
      {
        words: 'Nous avons cassé quatre cent douze cuves avant celle-ci.',
        speaker: 'Maëlle Gicquel, directrice de l’usine'
      }
    ])
  })

  test('and those of a sentence that says who spoke', () => {
    expect(
      quotationsIn('« Nous doublons la production en mars », a déclaré Maëlle Gicquel, directrice. Le reste suit.')
    ).toEqual([{ words: 'Nous doublons la production en mars', speaker: 'Maëlle Gicquel, directrice' }])
    expect(quotationsIn('“We are doubling output in March,” said Gareth Pugh, works manager. More follows.')).toEqual([
      { words: 'We are doubling output in March', speaker: 'Gareth Pugh, works manager' }
    ])
  })

  test('nobody is quoted without a name', () => {
    expect(quotationsIn('> Une phrase assez longue, mais dite par personne.')).toEqual([])
    expect(quotationsIn('« Une phrase assez longue, mais dite par personne ».')).toEqual([])
  })
})

test('a sentence does not end after an abbreviation or an initial', () => {
  expect(sentencesOf('M. Dupont et Mme. Roy (cf. art. 12) sont là. J. Roy aussi. Fin', 'fr')).toEqual([
    'M. Dupont et Mme. Roy (cf. art. 12) sont là.',
    'J. Roy aussi.',
    'Fin'
  ])
  expect(sentencesOf('Mr. Pugh of the U.S. office spoke. Sales rose 4.2% to £3.1m.', 'en')).toEqual([
    'Mr. Pugh of the U.S. office spoke.',
    'Sales rose 4.2% to £3.1m.'
  ])
})
