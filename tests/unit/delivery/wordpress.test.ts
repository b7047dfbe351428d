import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { fieldsOf, isSlugOf, slugOf } from '../../../src/main/workspace/delivery/connectors/wordpress/content.ts'
import { newId } from '../../../src/main/workspace/ids.ts'
import { sampleContent } from '../../support/approved.ts'

const release = '019a0000-0000-7000-8000-00c0ffee1234'

it.each([
  ['Armelin ouvre une usine à Landelles', 'armelin-ouvre-une-usine-a-landelles'],
  ['L’œuvre d’une année : 40 % de plus…', 'l-oeuvre-d-une-annee-40-de-plus'],
  ['Straße, Łódź & Øresund', 'strasse-lodz-oresund'],
  ['工場', 'release'],
  ['', 'release'],
  ['x'.repeat(300), 'x'.repeat(80)]
])('the address of %j', (title, words) => {
  expect(slugOf({ title }, release)).toBe(`${words}-00c0ffee1234`)
})

test('an address is one that WordPress leaves as it is, and no other release has', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), title => {
      const [one, other] = [slugOf({ title }, newId()), slugOf({ title }, newId())]
      expect(one).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
      expect(one.length).toBeLessThanOrEqual(200)
      expect(other).not.toBe(one)
      expect(isSlugOf(`${one}__trashed`, release)).toBe(false)
    })
  )
})

test('an address is known as the release’s after another title, and in the trash', () => {
  for (const slug of [slugOf({ title: 'Usine' }, release), `${slugOf({ title: '' }, release)}__trashed`])
    expect(isSlugOf(slug, release)).toBe(true)
})

test('a text holds nothing that WordPress would run, and its lines as they were', () => {
  const body = 'Un\ndeux [gallery] [a](https://a.example/?x[]=1)\n\n```\na\n  b\n```'
  const picture = { id: 7, url: 'https://a.example/a.jpg?x=1&y', alt: '"cour" <b>', credit: 'A & B' }
  const { title, content, featured_media } = fieldsOf({ ...sampleContent, title: 'A & <b>\n', body }, [
    picture,
    picture
  ])
  expect(title).toBe('A &amp; &lt;b&gt;')
  expect(featured_media).toBe(7)
  expect(content).toBe(
    '<p>Un deux &#91;gallery] <a href="https://a.example/?x&#91;]=1">a</a></p> <pre><code>a\n  b</code></pre> ' +
      '<figure><img src="https://a.example/a.jpg?x=1&amp;y" alt="&quot;cour&quot; &lt;b&gt;"><figcaption>A &amp; B</figcaption></figure>'
  )
})
