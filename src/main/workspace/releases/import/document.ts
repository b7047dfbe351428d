import type { ReleaseKind } from '../../../../domain/releases/release.ts'
import type { ErrorShape } from '../../../../domain/errors.ts'

/** What a reader of one format finds in a document. What the document does not say is left out. */
export interface ReadDocument {
  title: string
  subtitle?: string
  /** Markdown. */
  body: string
  kind?: ReleaseKind
  /** A BCP 47 tag, as the document gives it. */
  lang?: string
  /** The document's own date, `YYYY-MM-DD`. */
  day?: string
  externalId?: string
  source?: string
}

/** A document of a file, or why there is none; `row` counts lines from 1 in files that hold many. */
export type ReadResult = { row?: number } & ({ document: ReadDocument } | { failure: ErrorShape })
