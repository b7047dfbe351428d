import type { ReleaseContent } from '../../../../../domain/releases/release.ts'
import type { Cleared } from '../../clearance.ts'
import { articleHtml, plainLine } from '../../../../../domain/releases/article-html.ts'

const types = { publish: 'release.published', update: 'release.updated', withdraw: 'release.withdrawn' } as const

/**
 * The body of a webhook: the same bytes over all tries of a delivery.
 *
 * A withdrawal needs no approval, so it names the release and carries nothing of its text.
 */
export function payloadOf({ delivery, revision, content }: Cleared): Record<string, unknown> {
  const named = { id: delivery.releaseId, revision: revision.number, contentHash: revision.contentHash }
  return {
    type: types[delivery.action],
    timestamp: delivery.startedAt,
    data: {
      release: { ...named, ...(content && textOf(content)) },
      delivery: { id: delivery.id, action: delivery.action }
    }
  }
}

const textOf = ({ kind, title, subtitle, body, lang, embargo }: ReleaseContent) => ({
  kind,
  title: plainLine(title),
  subtitle: plainLine(subtitle),
  body,
  html: articleHtml(body),
  lang,
  embargo
})
