import type { Effect } from '../stories/destination.ts'
import { jsonOf, openStandIn, type Answer, type Question, type StandInServer } from './http.ts'

/**
 * A stand-in for Sociabble's gateway, made from the Swagger 2.0 file of its certified connector:
 * https://github.com/microsoft/PowerPlatformConnectors/tree/dev/certified-connectors/Sociabble. The form of its refusals is not
 * published; here they are a status alone.
 */
export interface SociabbleStandIn extends StandInServer {
  created: (Effect & { kind: 'external' | 'internalnews'; content: Record<string, unknown> })[]
  /** Makes the key that was given out worth nothing. */
  revoke(): void
  media: { id: string; visibility: string; type: string; bytes: Buffer }[]
}

export const sociabbleKey = 'canary-subscription-key-4711'
const channels = [
  { id: '5f0a', name: 'Presse' },
  { id: '5f0b', name: 'Vie du groupe' }
]

interface Content {
  channelIds?: string[]
  contentUrl?: string
  contents?: Record<string, unknown>[]
}

export async function sociabbleStandIn(): Promise<SociabbleStandIn> {
  const created: SociabbleStandIn['created'] = []
  const media: SociabbleStandIn['media'] = []
  let revoked = false

  function serve(question: Question): Answer {
    if (question.method === 'HEAD') return { status: 404 }
    if (revoked || question.headers['x-sociabble-subscriptionkey'] !== sociabbleKey) return { status: 401 }
    switch (`${question.method} ${question.path}`) {
      case 'GET /channels':
        return { status: 200, body: channels }
      case 'POST /medias':
        return takeMedia(question)
      case 'POST /content/external':
        return create('external', question, ['language', 'title', 'description'])
      case 'POST /content/internalnews':
        return create('internalnews', question, ['language', 'title', 'summary', 'description'])
      default:
        return { status: 404 }
    }
  }

  function takeMedia({ headers, body }: Question): Answer {
    const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(headers['content-type'] ?? '')?.[1]
    const text = body.toString('latin1')
    const visibility = /name="mediaVisibility"\r\n\r\n(private|public)\r\n/.exec(text)?.[1]
    const file = /name="media"; filename="[^"]+"\r\nContent-Type: ([^\r]+)\r\n\r\n/.exec(text)
    if (!boundary || !visibility || !file?.[1]) return { status: 400 }
    const start = file.index + file[0].length
    const bytes = body.subarray(start, body.lastIndexOf(`\r\n--${boundary}--`))
    const id = `m${media.length + 1}`
    media.push({ id, visibility, type: file[1], bytes })
    return { status: 200, body: { mediaId: id, url: `https://media.sociabble.example/${id}` } }
  }

  function create(kind: 'external' | 'internalnews', question: Question, required: string[]): Answer {
    const content = (jsonOf(question) ?? {}) as Content
    const { channelIds = [], contents = [] } = content
    const known = channelIds.length > 0 && channelIds.every(id => channels.some(channel => channel.id === id))
    const complete = contents.length > 0 && contents.every(each => required.every(name => Boolean(each[name])))
    const given = contents
      .flatMap(each => [each['mediaId'], ...((each['mediaIds'] as unknown[]) ?? [])])
      .filter(Boolean)
    const mediaKnown = given.every(id => media.some(each => each.id === id))
    if (!known || !complete || !mediaKnown || (kind === 'external' && !content.contentUrl)) return { status: 400 }
    const id = `c${created.length + 1}`
    const text = contents.map(each => `${each['title'] as string}\n${each['description'] as string}`).join('\n')
    created.push({ id, text, live: true, kind, content: content as Record<string, unknown> })
    return {
      status: 200,
      body: {
        id,
        date: new Date(server.now()).toISOString(),
        internalUrl: `https://app.sociabble.example/content/${id}`,
        channels: channels.filter(channel => channelIds.includes(channel.id)),
        contents,
        likeNumber: 0,
        commentNumber: 0,
        clickNumber: 0
      }
    }
  }

  const server = await openStandIn(serve)
  return { ...server, created, media, revoke: () => void (revoked = true) }
}
