import type { ShareKit } from '../share/kit.ts'
import type { ReleaseStatus } from './lifecycle.ts'

export const releaseKinds = ['press-release', 'statement', 'article', 'event'] as const
export type ReleaseKind = (typeof releaseKinds)[number]

/** An instant before which nothing leaves, with the wall time that the officer chose and the IANA zone it was chosen in. */
export interface Embargo {
  at: string
  zone: string
  wall: string
}

/** Where a release came from: typed here, brought in from a file (`row` counts from 1, `day` is the document's own date), or drafted from a feed item. */
export type Origin =
  | { from: 'written' }
  | { from: 'file'; path: string; row?: number; source?: string; day?: string }
  | { from: 'feed'; source: string; url: string | null; title: string }

/** What an officer edits, and what a revision freezes. `body` is Markdown (CommonMark and tables). `lang` is a BCP 47 tag. */
export interface ReleaseContent {
  kind: ReleaseKind
  title: string
  subtitle: string
  body: string
  lang: string
  embargo: Embargo | null
  /** What is prepared for sharing it; left out while there is nothing. */
  kit?: ShareKit
}

/** A line of the list: no body, so that a hundred thousand of them stay cheap. Times are UTC instants. */
export interface ReleaseRow {
  id: string
  kind: ReleaseKind
  status: ReleaseStatus
  title: string
  subtitle: string
  excerpt: string
  lang: string
  embargo: Embargo | null
  listedAt: string
  updatedAt: string
}

/** A release as the editor opens it. `rev` counts its changes: a save names the one it was made against. */
export interface Release extends ReleaseRow {
  body: string
  kit?: ShareKit
  origin: Origin
  contentHash: string
  rev: number
  createdAt: string
}

/** An immutable snapshot that a review is about. `contentHash` is SHA-256, hexadecimal, over its canonical JSON. */
export interface Revision {
  id: string
  releaseId: string
  number: number
  content: ReleaseContent
  contentHash: string
  authors: string[]
  createdAt: string
}
