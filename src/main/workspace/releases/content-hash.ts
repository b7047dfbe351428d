import { createHash } from 'node:crypto'
import { canonicalContent } from '../../../domain/releases/content.ts'
import type { ReleaseContent } from '../../../domain/releases/release.ts'

/** SHA-256, hexadecimal, over the RFC 8785 canonical JSON of a release's content: what signatures and imports compare. */
export const contentHash = (content: ReleaseContent): string =>
  createHash('sha256').update(canonicalContent(content)).digest('hex')
