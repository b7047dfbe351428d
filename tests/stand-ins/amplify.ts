import type { Effect } from '../stories/destination.ts'
import { hootsuiteSignIn, type HootsuiteSignIn } from './hootsuite-sign-in.ts'
import { jsonOf, openStandIn, type Answer, type Question, type StandInServer } from './http.ts'

/**
 * A stand-in for Hootsuite Amplify's REST API, made from its published specification (Swagger 2.0 at
 * https://amplify.hootsuite.com/api-docs/static/swagger.json, copied at https://github.com/api-evangelist/hootsuite).
 */
export interface AmplifyStandIn extends StandInServer {
  signIn: HootsuiteSignIn
  messages: (Effect & { posted: Record<string, unknown> })[]
  /** Takes the role from the member, or gives it back: without it, posts are refused with this code. */
  forbid(code: 3000 | 3001 | null): void
}

const base = '/amplify/v1/me'
const topics = ['Landelles', 'Industrie']

export async function amplifyStandIn(): Promise<AmplifyStandIn> {
  const signIn = hootsuiteSignIn()
  const messages: AmplifyStandIn['messages'] = []
  let forbidden: number | null = null

  function serve(question: Question): Answer {
    const guarded = signIn.guard(question)
    if (guarded) return guarded
    switch (`${question.method} ${question.path}`) {
      case `GET ${base}/`:
        return {
          status: 200,
          body: { data: { name: 'Omar Petit', email: 'omar@armelin.example', roles: ['content_admin'] } }
        }
      case `GET ${base}/topics`:
        return { status: 200, body: { data: topics.map(name => ({ name, privacy: 'opened', count: 4 })) } }
      case `POST ${base}/messages`:
        return create(question)
      default:
        return { status: 404, body: refusal(2000) }
    }
  }

  function create(question: Question): Answer {
    if (forbidden !== null) return { status: 403, body: refusal(forbidden) }
    const posted = jsonOf(question)
    const { text, topics: tagged, expiryDate, photoUriBase64 } = posted ?? {}
    const photo = photoUriBase64 === undefined || /^data:image\/(?:jpeg|png|gif);base64,/.test(photoUriBase64 as string)
    const ends = expiryDate === undefined || Date.parse(expiryDate as string) > server.now()
    if (typeof text !== 'string' || !Array.isArray(tagged) || !photo || !ends)
      return { status: 400, body: refusal(1000) }
    const id = `59d6df3c6bc0160ba6e1${String(messages.length).padStart(4, '0')}`
    messages.push({ id, text, live: true, posted: posted ?? {} })
    const createdDate = new Date(server.now()).toISOString()
    return {
      status: 200,
      body: { data: { ...posted, id, createdDate, url: 'http://ow.ly/fjzz30fU6EK', isDeleted: false } }
    }
  }

  const server = await openStandIn(serve)
  return { ...server, signIn, messages, forbid: code => void (forbidden = code) }
}

const refusal = (code: number): object => ({
  message: 'No.',
  errors: [{ uuid: 'u1', code: String(code), message: 'No.' }]
})
