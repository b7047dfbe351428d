import type { Release } from '../../../../domain/releases/release.ts'
import type { ReleaseStatus } from '../../../../domain/releases/lifecycle.ts'
import { articleHtml } from '../../../../domain/releases/article-html.ts'
import { bodyText } from './plain.ts'
import type { Publication } from './format.ts'

/**
 * A news item of IPTC's ninjs 3.0 (https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json), whose names are in camel case
 * unlike those of 1.x and 2.x. It allows no property besides those that it names.
 */
export function ninjs(release: Release, { organisation }: Publication): object {
  const { id, rev, title, subtitle, excerpt, body, lang, embargo, origin, status, kind, createdAt, updatedAt } = release
  const text = bodyText(body)
  return {
    standard: { name: 'ninjs', version: '3.0', schema: 'https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json' },
    uri: `urn:uuid:${id}`,
    // An event of ninjs must have a place in a calendar; our text about one is a text.
    type: 'text',
    representationType: 'full',
    version: String(rev),
    firstCreated: createdAt,
    versionCreated: updatedAt,
    ...(embargo ? { embargoed: embargo.at } : {}),
    pubStatus: pubStatus(status),
    copyrightHolder: organisation,
    language: lang,
    title,
    headlines: [{ role: 'main', value: title }, ...(subtitle ? [{ role: 'subtitle', value: subtitle }] : [])],
    descriptions: [{ role: 'summary', contentType: 'text/plain', value: excerpt }],
    bodies: [
      {
        role: 'main',
        contentType: 'text/html',
        charCount: text.length,
        wordCount: wordsIn(text),
        value: articleHtml(body)
      },
      { role: 'markdown', contentType: 'text/markdown', value: body }
    ],
    genres: [{ name: kind }],
    infoSources: [{ name: organisation }, ...(origin.from === 'feed' ? [{ name: origin.source }] : [])],
    altIds: origin.from === 'feed' && origin.url ? [{ role: 'source', value: origin.url }] : []
  }
}

/** What a receiver may do with it: only what went out or was cleared is usable. */
function pubStatus(status: ReleaseStatus): 'usable' | 'withheld' | 'canceled' {
  if (status === 'withdrawn' || status === 'expired') return 'canceled'
  return ['approved', 'published', 'corrected', 'archived'].includes(status) ? 'usable' : 'withheld'
}

function wordsIn(text: string): number {
  let words = 0
  for (const { isWordLike } of new Intl.Segmenter('en', { granularity: 'word' }).segment(text))
    if (isWordLike) words += 1
  return words
}
