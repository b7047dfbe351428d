import { detectFacets } from '@atproto/api/dist/rich-text/detection.js'
import type { UnicodeString } from '@atproto/api/dist/rich-text/unicode.js'

/** A part of a text that is a link or a hashtag; `index` counts bytes of UTF-8, `byteEnd` is after the last one. */
export interface Facet {
  index: { byteStart: number; byteEnd: number }
  features: [
    { $type: 'app.bsky.richtext.facet#link'; uri: string } | { $type: 'app.bsky.richtext.facet#tag'; tag: string }
  ]
}

/** What may stand behind an address in a sentence, of which the library knows but some, and one of each. */
const closing = /[.,;:!?…»”’'"\])]+$/
const bracketed = /\([^()]*\)$/

/**
 * The links and hashtags of a text, as Bluesky's own library finds them. Without these, a post shows a link as mere text. Names
 * stay text: who they mean would have to be asked for.
 */
export function facetsOf(text: string): Facet[] {
  const bytes = Buffer.from(text, 'utf8')
  const found = (detectFacets(counted(text)) ?? []).flatMap(({ index, features: [feature] }): Facet[] => {
    if (feature && 'tag' in feature && typeof feature.tag === 'string')
      return [{ index, features: [{ $type: 'app.bsky.richtext.facet#tag', tag: feature.tag }] }]
    return feature && 'uri' in feature && typeof feature.uri === 'string' ? linkAt(bytes, index, feature.uri) : []
  })
  found.sort((a, b) => a.index.byteStart - b.index.byteStart)
  let end = 0
  // Of two that overlap the first holds: a text with both is refused by some readers of it.
  return found.filter(({ index }) => {
    const free = index.byteStart >= end
    if (free) end = index.byteEnd
    return free
  })
}

/** What the library asks of its own kind of text, which would load much else with it. */
const counted = (text: string): UnicodeString =>
  ({
    utf16: text,
    utf16IndexToUtf8Index: index => Buffer.byteLength(text.slice(0, index), 'utf8')
  }) satisfies Partial<UnicodeString> as UnicodeString

function linkAt(bytes: Buffer, { byteStart, byteEnd }: Facet['index'], uri: string): Facet[] {
  const shown = bytes.subarray(byteStart, byteEnd).toString('utf8')
  const kept = bracketed.test(shown) ? shown : shown.replace(closing, '')
  const address = uri.slice(0, uri.length - (shown.length - kept.length))
  // One address that is none has the whole post refused.
  if (!URL.canParse(address) || !/^https?:\/\/[^\s/]/.test(address)) return []
  const index = { byteStart, byteEnd: byteStart + Buffer.byteLength(kept, 'utf8') }
  return [{ index, features: [{ $type: 'app.bsky.richtext.facet#link', uri: address }] }]
}
