import type { Release } from '../../../../domain/releases/release.ts'
import { bodyText } from './plain.ts'
import type { Publication } from './format.ts'

/** A NewsArticle of schema.org, as JSON-LD 1.1. */
export function newsArticle(release: Release, { organisation, publishedAt, url }: Publication): object {
  const { id, title, subtitle, excerpt, body, lang, origin, createdAt, updatedAt } = release
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    '@id': `urn:uuid:${id}`,
    identifier: id,
    headline: title,
    ...(subtitle ? { alternativeHeadline: subtitle } : {}),
    description: excerpt,
    articleBody: bodyText(body),
    inLanguage: lang,
    dateCreated: createdAt,
    ...(publishedAt ? { datePublished: publishedAt } : {}),
    dateModified: updatedAt,
    ...(url ? { url } : {}),
    ...(origin.from === 'feed' && origin.url ? { isBasedOn: origin.url } : {}),
    publisher: { '@type': 'Organization', name: organisation }
  }
}
