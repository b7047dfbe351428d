import type { Release } from '../../domain/releases/release.ts'
import { RelaisError } from '../../domain/errors.ts'
import type { ExportFormat, Publication } from '../../main/workspace/releases/export/format.ts'
import type { Desk } from '../desk.ts'
import { writeAsked } from '../files.ts'
import { releaseId } from '../ids.ts'
import type { Answer } from '../terminal/answer.ts'
import { manyLines, oneLine } from '../terminal/text.ts'

export interface ShowOptions {
  format?: ExportFormat | 'docx'
  out?: string
}

/** Formats that are JSON objects themselves: with `--json` they are the answer, and not a text in it. */
const jsonFormats: readonly ExportFormat[] = ['json', 'ninjs', 'jsonld']

/** Shows a release in a format, or writes it to a file. */
export async function showRelease(desk: Desk, id: string, options: ShowOptions): Promise<Answer> {
  const { terminal } = desk
  const format = options.format ?? (terminal.json ? 'json' : 'md')
  if (format === 'docx') throw new RelaisError('format-unsupported', { format })
  const release = await desk.call('releases.get', { id: await releaseId(desk.call, id) })
  const { exportRelease } = await import('../../main/workspace/releases/export/export.ts')
  const content = exportRelease(release, format, await publicationOf(desk, release))
  if (options.out !== undefined) {
    const file = writeAsked(options.out, content)
    return {
      data: { id: release.id, format, file },
      text: terminal.t('cli.show.written', { title: oneLine(release.title), file })
    }
  }
  const data = jsonFormats.includes(format) ? (JSON.parse(content) as object) : { id: release.id, format, content }
  return { data, text: terminal.interactive ? manyLines(content) : content }
}

/** Who publishes it, and when and where it first went out, as far as Relais knows. */
async function publicationOf({ call, info }: Desk, release: Release): Promise<Publication> {
  const { deliveries } = await call('outbox.list', { release: release.id, state: 'confirmed', limit: 1_000 })
  const [first] = deliveries
    .filter(delivery => delivery.action === 'publish')
    .sort((a, b) => a.updatedAt.localeCompare(b.updatedAt))
  const archived = release.status === 'archived' ? release.listedAt : null
  return { organisation: info.name, publishedAt: first?.updatedAt ?? archived, url: first?.remoteUrl ?? null }
}
