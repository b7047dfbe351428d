import { formOf } from './form.ts'
import { jsonOf, type Answer, type Question } from './http.ts'
import { problem, type XSignIn } from './x-sign-in.ts'

/** Uploads as X's `openapi.json` has them: https://docs.x.com/x-api/media/quickstart/media-upload-chunked */
export interface XMedia {
  uploaded: { id: string; type: string; size: number; bytes: Buffer | null; alt: string; state: string | null }[]
  isReady(id: string): boolean
  /** What processing comes to for the next pictures; without this, they are ready at once. */
  next(...ends: ('succeeded' | 'failed')[]): void
  serve(question: Question): Answer | null
}

export function xMedia(signIn: XSignIn): XMedia {
  const uploaded: XMedia['uploaded'] = []
  const ends: string[] = []
  const found = (id: unknown) => uploaded.find(each => each.id === id)

  function begin(question: Question): Answer {
    const { media_type: type, total_bytes: size, media_category: category } = jsonOf(question) ?? {}
    if (typeof type !== 'string' || typeof size !== 'number' || category !== 'tweet_image' || size > 5_000_000)
      return problem(400, 'invalid-request', 'Invalid Request', 'media_type, total_bytes and media_category.')
    const id = String(1_880_028_106_020_515_840n + BigInt(uploaded.length))
    uploaded.push({ id, type, size, bytes: null, alt: '', state: null })
    return { status: 200, body: { data: { id, media_key: `3_${id}`, expires_after_secs: 86_400 } } }
  }

  function append(question: Question, id: string): Answer {
    const form = formOf(question)
    const media = found(id)
    if (!media || form?.fields['segment_index'] !== '0' || !form.files['media']) return badRequest
    media.bytes = form.files['media'].bytes
    return { status: 200, body: { data: { expires_at: 1_900_000_000 } } }
  }

  function finish(id: string): Answer {
    const media = found(id)
    if (!media || media.bytes?.byteLength !== media.size) return badRequest
    if (ends.length > 0) media.state = 'pending'
    return told(media)
  }

  function look(query: URLSearchParams): Answer {
    const media = found(query.get('media_id'))
    if (!media || query.get('command') !== 'STATUS') return badRequest
    // Not ready at the first question.
    media.state = media.state === 'pending' ? 'in_progress' : (ends.shift() ?? media.state)
    return told(media)
  }

  const told = ({ id, size, state }: XMedia['uploaded'][number]): Answer => ({
    status: 200,
    body: {
      data: { id, media_key: `3_${id}`, size, ...(state && { processing_info: { state, check_after_secs: 1 } }) }
    }
  })

  function describe(question: Question): Answer {
    const { id, metadata } = (jsonOf(question) ?? {}) as { id?: string; metadata?: { alt_text?: { text?: string } } }
    const media = found(id)
    const alt = metadata?.alt_text?.text
    if (!media || !alt || alt.length > 1000) return badRequest
    media.alt = alt
    return { status: 200, body: { data: { id, associated_metadata: metadata } } }
  }

  return {
    uploaded,
    isReady: id => found(id)?.bytes !== null && [null, 'succeeded'].includes(found(id)?.state ?? null),
    next: (...coming) => void ends.push(...coming),
    serve(question) {
      const { method, path, query } = question
      if (!path.startsWith('/2/media/')) return null
      if (!signIn.may('media.write')) return problem(403, 'about:blank', 'Forbidden', 'media.write is missing.')
      if (method === 'GET' && path === '/2/media/upload') return look(query)
      if (method !== 'POST') return null
      if (path === '/2/media/upload/initialize') return begin(question)
      if (path === '/2/media/metadata') return describe(question)
      const [, id, step] = /^\/2\/media\/upload\/(\d{1,19})\/(append|finalize)$/.exec(path) ?? []
      return id === undefined ? null : step === 'append' ? append(question, id) : finish(id)
    }
  }
}

const badRequest = problem(
  400,
  'invalid-request',
  'Invalid Request',
  'One or more parameters to your request was invalid.'
)
