import * as v from 'valibot'
import { answers } from './method.ts'
import { id, limit, line, nothing, pickedFile } from './parts.ts'

export interface Source {
  id: string
  address: string
  title: string
  format: string | null
  pulledAt: string | null
  problem: string | null
  untriaged: number
}

export type TriageVerdict = 'keep' | 'dismiss' | 'draft'

export interface FeedItem {
  id: string
  sourceId: string
  sourceTitle: string
  url: string | null
  title: string
  excerpt: string
  /** Markdown, made from the feed's HTML. */
  body: string
  lang: string | null
  publishedAt: string | null
  receivedAt: string
  verdict: TriageVerdict | null
  releaseId: string | null
}

/** What a pull did: `unchanged` if the server said so; `problems` are codes of what was left out and why. */
export interface PullResult {
  source: Source
  added: number
  unchanged: boolean
  problems: { code: string; detail: string }[]
}

export interface FeedPreview {
  feed: { title: string; format: string }
  items: { title: string; url: string | null; publishedAt: string | null; lang?: string }[]
  problems: { code: string; detail: string }[]
}

const address = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(2_000))

export const curation = {
  'sources.list': answers<Source[]>()(nothing),
  /** Adds a feed by address (https or http) and pulls it once. */
  'sources.add': answers<PullResult>()(v.strictObject({ address: v.pipe(address, v.url()) })),
  'sources.addFile': answers<PullResult>()(v.strictObject({ file: pickedFile })),
  /** The terminal may also name a file on disk. */
  'sources.addPath': answers<PullResult>()(v.strictObject({ address }), 'shell'),
  'sources.pull': answers<{ results: PullResult[]; failed: { source: Source; code: string }[] }>()(
    v.strictObject({ id: v.optional(id) })
  ),
  'sources.remove': answers<null>()(v.strictObject({ id })),
  'sources.preview': answers<FeedPreview>()(v.strictObject({ address }), 'shell'),
  'inbox.list': answers<{ total: number; items: FeedItem[]; next: string | null }>()(
    v.strictObject({
      verdict: v.optional(v.picklist(['none', 'keep', 'dismiss', 'draft'])),
      source: v.optional(id),
      limit,
      after: v.optional(line)
    })
  ),
  'inbox.triage': answers<FeedItem>()(v.strictObject({ id, verdict: v.picklist(['keep', 'dismiss', 'draft']) })),
  /** Takes the last verdict back; a draft made from the item goes too, unless it was edited since. */
  'inbox.undo': answers<FeedItem>()(v.strictObject({ id }))
}
