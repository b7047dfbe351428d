import type { Release } from '../../../../domain/releases/release.ts'
import type { ExportFormat, Publication } from './format.ts'
import { htmlDocument } from './html.ts'
import { newsArticle } from './jsonld.ts'
import { markdownDocument } from './markdown.ts'
import { ninjs } from './ninjs.ts'

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`

const writers: Record<ExportFormat, (release: Release, publication: Publication) => string> = {
  md: markdownDocument,
  html: htmlDocument,
  json: release => json(release),
  ninjs: (release, publication) => json(ninjs(release, publication)),
  jsonld: (release, publication) => json(newsArticle(release, publication))
}

/** Writes a release in a format; a text file's content, ending with a line feed. */
export const exportRelease = (release: Release, format: ExportFormat, publication: Publication): string =>
  writers[format](release, publication)
