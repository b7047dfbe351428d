import type { Tokens } from '../../src/main/workspace/delivery/connectors/connector.ts'
import type { Effect } from '../stories/destination.ts'
import { jsonOf, openStandIn, type Answer, type Question, type StandInServer } from './http.ts'
import { readLittle } from './linkedin-text.ts'
import { linkedinFigures, type LinkedInFigures } from './linkedin-figures.ts'
import { linkedinImages, type LinkedInImages } from './linkedin-images.ts'
import { denied, refusal } from './linkedin-refusal.ts'
import { linkedinSignIn, type LinkedInSignIn } from './linkedin-sign-in.ts'

/** A post as it lies at the stand-in: what readers see is `text`. */
export interface StoredPost extends Effect {
  author: string
  commentary: string
  createdAt: number
  content: Content | undefined
}

interface Content {
  article?: { source?: string; title?: string; description?: string; thumbnail?: string }
  media?: { id: string; altText?: string }
  multiImage?: { images: { id: string; altText?: string }[] }
}

/**
 * A stand-in for LinkedIn's Posts, Images and statistics APIs, made from their documentation
 * (https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api) and, for refused duplicates and cut
 * texts, from what public adapters attest. There is no sandbox to compare it with.
 */
export interface LinkedInStandIn extends StandInServer {
  /** The site: another host than the API's, as at LinkedIn. */
  www: string
  signIn: LinkedInSignIn
  posts: StoredPost[]
  images: LinkedInImages
  figures: LinkedInFigures
  effects(): Effect[]
  /** Puts a post there by hand, and answers with its URN. */
  postByHand(text: string, createdAt: number): string
  /** What a refused duplicate names from now on, instead of the post that has the same words. */
  blame(urn: string): void
  /** How many calls are left today; without an end until this is set. */
  allow(calls: number): void
}

export const page = 'urn:li:organization:5583111'
export const member = 'urn:li:person:8675309-Ab'
/** Served in November 2026: the last twelve months. */
const served = [
  '202512',
  '202601',
  '202602',
  '202603',
  '202604',
  '202605',
  '202606',
  '202607',
  '202608',
  '202609',
  '202610'
]
const longest = 3000
const settable = [
  'commentary',
  'contentCallToActionLabel',
  'contentLandingPage',
  'reshareContext',
  'lifecycleState',
  'adContext'
]

export async function linkedinStandIn(granted?: Tokens['scopes']): Promise<LinkedInStandIn> {
  const posts: StoredPost[] = []
  const signIn = linkedinSignIn(granted)
  const figures = linkedinFigures()
  let blamed: string | null = null
  let left = Infinity

  function serve(question: Question): Answer {
    if (question.method === 'HEAD') return { status: 404 }
    const guarded = signIn.guard(question) ?? wrongHeaders(question)
    if (guarded) return guarded
    if (left-- <= 0) return refusal(429, 'TOO_MANY_REQUESTS', 'Resource level throttle DAY limit for calls is reached.')
    const path = question.path.replace(/^\/rest/, '')
    if (question.path === '/v2/userinfo') return userinfo()
    if (path === '/organizations') return organizations(question)
    if (path === '/posts') return question.method === 'POST' ? create(question) : list(question)
    if (path.startsWith('/posts/')) return onPost(question, path.slice('/posts/'.length))
    return images.serve(question, path) ?? figures.serve(question, path) ?? refusal(404, 'RESOURCE_NOT_FOUND', 'No.')
  }

  const userinfo = (): Answer =>
    signIn.may('openid')
      ? {
          status: 200,
          body: { sub: member.slice('urn:li:person:'.length), name: 'Omar Petit', email: 'omar@armelin.example' }
        }
      : denied

  const organizations = ({ query }: Question): Answer => ({
    status: 200,
    body: { elements: query.get('vanityName') === 'armelin' ? [{ id: 5583111, vanityName: 'armelin' }] : [] }
  })

  const mayWrite = (author: unknown): boolean =>
    (author === page && signIn.may('w_organization_social')) || (author === member && signIn.may('w_member_social'))

  const mayRead = (author: unknown): boolean =>
    (author === page && signIn.may('r_organization_social')) || (author === member && signIn.may('r_member_social'))

  function create(question: Question): Answer {
    const body = jsonOf(question)
    const { author, commentary, visibility, distribution, lifecycleState } = body ?? {}
    if (typeof author !== 'string' || typeof commentary !== 'string' || !visibility || !distribution)
      return refusal(400, 'MISSING_FIELD', 'A required field is missing.')
    if (!mayWrite(author)) return denied
    if (lifecycleState !== 'PUBLISHED')
      return refusal(422, 'INVALID_VALUE_FOR_FIELD', 'lifecycleState must be PUBLISHED.')
    const content = body?.['content'] as Content | undefined
    const { shown, read } = readLittle(commentary)
    if (shown.length > longest) return refusal(400, 'FIELD_LENGTH_TOO_LONG', 'The commentary is too long.')
    const wrong = wrongContent(content)
    if (wrong) return wrong
    const twin = posts.find(post => post.live && post.author === author && post.text === shown)
    if (twin) return refusal(422, 'DUPLICATE_POST', `Content is a duplicate of ${blamed ?? twin.id}`)
    const id = `urn:li:share:${7_300_000_000_000_000_000n + BigInt(posts.length)}`
    posts.push({ id, text: shown, commentary: read, author, content, createdAt: server.now(), live: true })
    return { status: 201, headers: { 'x-restli-id': id } }
  }

  function wrongContent(content: Content | undefined): Answer | null {
    const shown = content?.multiImage?.images ?? (content?.media ? [content.media] : [])
    if (content?.multiImage && (shown.length < 2 || shown.length > 20))
      return refusal(400, 'INVALID_VALUE_FOR_FIELD', 'multiImage takes 2 to 20 images.')
    const ids = [...shown.map(({ id }) => id), ...(content?.article?.thumbnail ? [content.article.thumbnail] : [])]
    if (ids.some(id => !images.isUploaded(id)))
      return refusal(400, 'MEDIA_ASSET_WAITING_UPLOAD', 'A media asset waits for its upload.')
    const { source, title } = content?.article ?? {}
    return content?.article && (!source || !title)
      ? refusal(400, 'MISSING_FIELD', 'article needs source and title.')
      : null
  }

  function list({ query, headers }: Question): Answer {
    const author = query.get('author')
    if (query.get('q') !== 'author' || headers['x-restli-method'] !== 'FINDER')
      return refusal(400, 'PARAM_INVALID', 'No.')
    if (!mayRead(author)) return denied
    const count = Math.min(Number(query.get('count') ?? 10), 100)
    const own = posts.filter(post => post.live && post.author === author).sort((a, b) => b.createdAt - a.createdAt)
    return { status: 200, body: { elements: own.slice(0, count).map(public_), paging: { start: 0, count, links: [] } } }
  }

  function onPost(question: Question, id: string): Answer {
    // A colon as it is belongs to Rest.li's own syntax.
    if (!/^urn%3Ali%3A\w+%3A\d+$/.test(id)) return refusal(400, 'ILLEGAL_ARGUMENT', 'The URN is not encoded.')
    const post = posts.find(each => each.live && each.id === decodeURIComponent(id))
    if (post && !(question.method === 'GET' ? mayRead(post.author) : mayWrite(post.author))) return denied
    const method = question.headers['x-restli-method']
    if (question.method === 'DELETE') {
      if (method !== 'DELETE') return refusal(400, 'INVALID_METHOD', 'X-RestLi-Method is missing.')
      if (post) post.live = false
      return { status: 204 }
    }
    if (!post) return refusal(404, 'NOT_FOUND', 'The post does not exist.')
    if (question.method === 'GET') return { status: 200, body: public_(post) }
    return method === 'PARTIAL_UPDATE' ? patch(post, question) : refusal(400, 'INVALID_METHOD', 'No.')
  }

  function patch(post: StoredPost, question: Question): Answer {
    const set = (jsonOf(question) as { patch?: { $set?: Record<string, unknown> } })?.patch?.$set ?? {}
    const foreign = Object.keys(set).find(name => !settable.includes(name))
    if (foreign !== undefined) return refusal(422, 'FIELD_NOT_UPDATABLE', `${foreign} cannot be updated.`)
    const { shown, read } = readLittle(String(set['commentary']))
    Object.assign(post, { text: shown, commentary: read })
    return { status: 204 }
  }

  const images = linkedinImages(signIn)
  const server = await openStandIn(serve)
  const site = await openStandIn(question => signIn.serve(question) ?? images.take(question) ?? { status: 404 })
  images.uploadTo(site.url)
  return {
    ...server,
    www: site.url,
    signIn,
    posts,
    images,
    figures,
    effects: () => posts.map(({ id, text, live }) => ({ id, text, live })),
    postByHand(text, createdAt) {
      const id = `urn:li:ugcPost:${6_300_000_000_000_000_000n + BigInt(posts.length)}`
      posts.push({ id, text, commentary: text, author: page, content: undefined, createdAt, live: true })
      return id
    },
    blame: urn => void (blamed = urn),
    allow: calls => void (left = calls),
    setClock(now) {
      server.setClock(now)
      site.setClock(now)
    },
    close: async () => void (await Promise.all([server.close(), site.close()]))
  }
}

/** The three headers of every call to `/rest/`. */
function wrongHeaders({ path, method, headers }: Question): Answer | null {
  if (!path.startsWith('/rest/')) return null
  const version = headers['linkedin-version']
  if (version === undefined) return refusal(400, 'VERSION_MISSING', 'A version must be present.')
  if (!served.includes(String(version)))
    return refusal(426, 'NONEXISTENT_VERSION', `Requested version ${String(version)} is not active`)
  if (headers['x-restli-protocol-version'] !== '2.0.0') return refusal(400, 'PROTOCOL_VERSION', 'Use 2.0.0.')
  return method === 'POST' && headers['content-type'] !== 'application/json' ? refusal(415, 'MEDIA_TYPE', 'No.') : null
}

const public_ = ({ id, author, commentary, createdAt, content }: StoredPost): object => ({
  id,
  author,
  commentary,
  createdAt,
  publishedAt: createdAt,
  lastModifiedAt: createdAt,
  lifecycleState: 'PUBLISHED',
  visibility: 'PUBLIC',
  ...(content && { content })
})
