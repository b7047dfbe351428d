import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Release } from '../../../src/domain/releases/release.ts'
import { exportRelease } from '../../../src/main/workspace/releases/export/export.ts'
import type { ExportFormat, Publication } from '../../../src/main/workspace/releases/export/format.ts'
import type { ShareKit } from '../../../src/domain/share/kit.ts'
import { bodyText } from '../../../src/main/workspace/releases/export/plain.ts'
import { aCopy, aPicture, link, withKit } from '../../support/kit.ts'

const release: Release = {
  id: '01938c5e-7a10-7000-8000-0123456789ab',
  kind: 'press-release',
  status: 'published',
  title: 'Armelin ouvre un site à Nantes : "800 emplois" <b>',
  subtitle: 'Une usine & un labo',
  excerpt: 'Le groupe ouvre un site.',
  lang: 'fr',
  embargo: { at: '2026-11-26T06:30:00.000Z', zone: 'Europe/Paris', wall: '2026-11-26T07:30' },
  listedAt: '2026-11-20T09:00:00.000Z',
  updatedAt: '2026-11-21T09:00:00.000Z',
  createdAt: '2026-11-20T09:00:00.000Z',
  body: 'Le **groupe** ouvre un site.\n\n<script>alert(1)</script>\n\n- un\n- deux & [lien](https://example.org/?a=1&b=2)\n- [piège](javascript:alert(1))\n',
  origin: { from: 'feed', source: 'Le Fil', url: 'https://example.org/fil/1', title: 'Armelin à Nantes' },
  contentHash: 'a'.repeat(64),
  rev: 3
}
const publication: Publication = {
  organisation: 'Armelin',
  publishedAt: '2026-11-26T06:31:00.000Z',
  url: 'https://example.org/nantes'
}

const write = (format: ExportFormat): string => exportRelease(release, format, publication)
const object = (format: ExportFormat): Record<string, unknown> => JSON.parse(write(format)) as Record<string, unknown>

/** Every property that ninjs 3.0 allows at the top; any other makes an item invalid (its schema, `$defs.ninjsType`). */
const ninjsNames =
  'uri type representationType profile version firstCreated versionCreated contentCreated embargoed pubStatus urgency copyrightHolder copyrightNotice usageTerms edNote language descriptions bodies headlines people organisations places subjects events eventDetails plannedCoverage objects infoSources title by slugline located renditions associations altIds trustIndicators standard genres expires rightsInfo'.split(
    ' '
  )

describe('a release, written as', () => {
  test('Markdown: front matter that a YAML parser reads, and the text as it is', () => {
    const [, matter = '', ...rest] = write('md').split('---\n')
    expect(parse(matter)).toMatchObject({
      title: release.title,
      subtitle: release.subtitle,
      lang: 'fr',
      embargo: release.embargo
    })
    expect(rest.join('---\n').trim()).toBe(release.body.trim())
  })

  test('JSON and Markdown: its share kit whole, where it has one', () => {
    const { kit } = withKit({ link, campaign: 'nantes', medium: 'employees', copies: [aCopy()], media: [aPicture()] })
    const whole = { ...release, kit: kit as ShareKit }
    const written = (format: ExportFormat): string => exportRelease(whole, format, publication)
    expect(JSON.parse(written('json'))).toEqual(whole)
    expect(parse(written('md').split('---\n')[1] ?? '')).toMatchObject({ kit })
    expect(object('json')).not.toHaveProperty('kit')
  })

  test('HTML: nothing in it can run, and what was raw markup is shown as text', () => {
    const html = write('html')
    expect(html).toContain('<html lang="fr">')
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html).not.toMatch(/<script|javascript:|<b>/)
    expect(html).toContain('<h1>Armelin ouvre un site à Nantes : &quot;800 emplois&quot; &lt;b&gt;</h1>')
    expect(html).toContain('<a href="https://example.org/?a=1&amp;b=2">lien</a>')
  })

  test('JSON: the release itself', () => {
    expect(object('json')).toEqual(release)
  })

  test('ninjs 3.0: only names that the standard has', () => {
    const item = object('ninjs')
    expect(Object.keys(item).filter(name => !ninjsNames.includes(name))).toEqual([])
    expect(item).toMatchObject({
      standard: { name: 'ninjs', version: '3.0' },
      uri: `urn:uuid:${release.id}`,
      type: 'text',
      language: 'fr',
      pubStatus: 'usable',
      embargoed: release.embargo?.at,
      headlines: [
        { role: 'main', value: release.title },
        { role: 'subtitle', value: release.subtitle }
      ],
      altIds: [{ role: 'source', value: 'https://example.org/fil/1' }]
    })
    const [body] = item['bodies'] as { contentType: string; value: string; wordCount: number }[]
    expect(body).toMatchObject({ contentType: 'text/html', wordCount: 13 })
    expect(body?.value).not.toContain('<script')
  })

  test('JSON-LD: a NewsArticle with its publisher and its source', () => {
    expect(object('jsonld')).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      headline: release.title,
      alternativeHeadline: release.subtitle,
      inLanguage: 'fr',
      datePublished: publication.publishedAt,
      url: publication.url,
      isBasedOn: 'https://example.org/fil/1',
      publisher: { '@type': 'Organization', name: 'Armelin' }
    })
  })

  test.each([
    ['draft', 'withheld'],
    ['approved', 'usable'],
    ['withdrawn', 'canceled']
  ] as const)('ninjs: what is %s is %s', (status, expected) => {
    expect(JSON.parse(exportRelease({ ...release, status }, 'ninjs', publication))).toMatchObject({
      pubStatus: expected
    })
  })
})

test('a body as plain text keeps its words and parts its paragraphs', () => {
  const body =
    '# Titre\n\nUn *mot* & `du code <b>`.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> dit-elle\n\n![vue](https://example.org/v.png)'
  expect(bodyText(body)).toBe('Titre\n\nUn mot & du code <b>.\n\na\tb\n\n1\t2\n\ndit-elle\n\nvue')
})
