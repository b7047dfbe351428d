import { expect, test } from 'vitest'
import { en } from '../../../src/messages/en/index.ts'
import { fr } from '../../../src/messages/fr/index.ts'
import { translator } from '../../../src/messages/index.ts'

type Tree = { [key: string]: string | Tree }

const flatten = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : flatten(value, `${path}${key}.`)
  )

const english = flatten(en)
const french = flatten(fr)

test('both languages name the same values', () => {
  const values = (text: string): string[] => [...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name ?? '').sort()
  const theirs = new Map(english)
  for (const [key, text] of french) {
    const original = theirs.get(key) ?? theirs.get(key.replace(/_many$/, '_other'))
    expect({ key, values: values(text) }).toEqual({ key, values: values(original ?? '') })
  }
})

test('French is set as French: no-break spaces before double marks and inside guillemets, real apostrophes', () => {
  const wrong = french.filter(([, text]) =>
    / [;:!?»%]|« |(?<=\p{L})'(?=\p{L})/u.test(text.replace(/\{\{[^}]*\}\}/g, 'x'))
  )
  expect(wrong).toEqual([])
})

test('English has real apostrophes and quotation marks', () => {
  expect(english.filter(([, text]) => /(?<=\p{L})'(?=\p{L})|"/u.test(text.replace(/\{\{[^}]*\}\}/g, 'x')))).toEqual([])
})

test('numbers in messages follow the language, millions too', () => {
  expect(translator('fr')('releases.list.count', { count: 2_000_000 })).toBe('2\u202f000\u202f000 de communiqués')
  expect(translator('en')('releases.list.count', { count: 1 })).toBe('1 release')
})
