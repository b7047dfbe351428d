import { limits } from '../../../../../domain/share/limits.ts'
import type { Post } from '../../../../../domain/share/post.ts'
import type { ParcelMedia } from '../connector.ts'
import { toLittleText } from './little-text.ts'
import type { Uploaded } from './pictures.ts'

/** What a post shows under its text. */
export type Content =
  | { article: { source: string; title: string; description?: string; thumbnail?: string } }
  | { media: { id: string; altText?: string } }
  | { multiImage: { images: { id: string; altText?: string }[] } }

/**
 * The pictures that a post needs: a post has either a link's card or pictures, and a link that has no card cannot be seen at
 * all, as LinkedIn does not fetch pages by itself. So with a link, the first picture is the card's.
 */
export const shownMedia = (post: Post, media: readonly ParcelMedia[]): readonly ParcelMedia[] =>
  media.slice(0, post.link === null ? (limits.linkedin.pictures.most ?? undefined) : 1)

function contentOf(post: Post, pictures: readonly Uploaded[]): Content | null {
  const [first] = pictures
  if (post.link !== null) {
    const thumbnail = first && { thumbnail: first.id }
    return { article: { source: post.link, title: post.title, ...described(post), ...thumbnail } }
  }
  if (!first) return null
  return pictures.length === 1 ? { media: image(first) } : { multiImage: { images: pictures.map(image) } }
}

const described = ({ summary }: Post) => (summary ? { description: summary } : {})
const image = ({ id, alt }: Uploaded) => ({ id, ...(alt && { altText: alt }) })

/** The body of `POST /rest/posts`. */
export function postBody(author: string, post: Post, pictures: readonly Uploaded[]): Record<string, unknown> {
  const content = contentOf(post, pictures)
  return {
    author,
    commentary: toLittleText(post.text),
    visibility: 'PUBLIC',
    distribution: { feedDistribution: 'MAIN_FEED', targetEntities: [], thirdPartyDistributionChannels: [] },
    // The only state that can be asked for: LinkedIn has no drafts by API, so the time is this program's.
    lifecycleState: 'PUBLISHED',
    isReshareDisabledByAuthor: false,
    ...(content && { content })
  }
}
