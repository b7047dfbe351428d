import { excerptOf } from '../../../../domain/releases/content.ts'
import type { Release } from '../../../../domain/releases/release.ts'
import { exportRelease } from '../../releases/export/export.ts'
import type { ExportFormat } from '../../releases/export/format.ts'
import type { Parcel } from './connector.ts'

/** What leaves, written in one of the formats of the field: the signed text, whatever the release says by now. */
export function writtenAs(parcel: Parcel, content: NonNullable<Parcel['content']>, format: ExportFormat): string {
  const { delivery, revision, organisation } = parcel
  const release: Release = {
    ...content,
    id: delivery.releaseId,
    status: 'approved',
    excerpt: excerptOf(content.body),
    origin: { from: 'written' },
    contentHash: revision.contentHash,
    rev: revision.number,
    createdAt: delivery.startedAt,
    updatedAt: delivery.startedAt,
    listedAt: delivery.startedAt
  }
  const url = content.kit?.link || null
  return exportRelease(release, format, { organisation, publishedAt: delivery.startedAt, url })
}
