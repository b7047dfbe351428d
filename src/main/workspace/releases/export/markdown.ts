import { stringify } from 'yaml'
import type { Release } from '../../../../domain/releases/release.ts'

/** Markdown with YAML front matter: the text as it is stored, and what is known of it above. */
export function markdownDocument(release: Release): string {
  const {
    id,
    kind,
    status,
    lang,
    title,
    subtitle,
    embargo,
    kit,
    origin,
    contentHash,
    createdAt,
    updatedAt,
    listedAt,
    body
  } = release
  const matter = {
    title,
    ...(subtitle ? { subtitle } : {}),
    date: listedAt,
    lang,
    kind,
    status,
    ...(embargo ? { embargo } : {}),
    ...(kit ? { kit } : {}),
    origin,
    id,
    contentHash,
    createdAt,
    updatedAt
  }
  return `---\n${stringify(matter, { lineWidth: 0 })}---\n\n${body.trimEnd()}\n`
}
