/** What a release can be written as. */
export const exportFormats = ['md', 'html', 'json', 'ninjs', 'jsonld'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** What a release does not know of itself: who publishes it, and when and where it first went out (null: not yet). */
export interface Publication {
  organisation: string
  publishedAt: string | null
  url: string | null
}
