import { formOf } from './form.ts'
import type { Answer, Question } from './http.ts'

/** https://docs.joinmastodon.org/methods/media/ */
export interface MastodonMedia {
  uploaded: { id: string; type: string; description: string; bytes: Buffer; looks: number }[]
  isReady(id: string): boolean
  /** The next pictures take their time: 202 first, then so many answers of 206; or they cannot be used. */
  next(...slow: (number | 'failed')[]): void
  serve(question: Question): Answer | null
}

export function mastodonMedia(): MastodonMedia {
  const uploaded: (MastodonMedia['uploaded'][number] & { slow: number | 'failed' })[] = []
  const coming: (number | 'failed')[] = []
  const isReady = (id: string) => uploaded.some(each => each.id === id && each.slow === 0)

  function take(question: Question): Answer {
    const form = formOf(question)
    const file = form?.files['file']
    if (!file || !/^image\/(?:jpeg|png|gif|webp)$/.test(file.type))
      return { status: 422, body: { error: 'Validation failed: File content type is invalid' } }
    const slow = coming.shift() ?? 0
    const id = String(22_348_641 + uploaded.length)
    uploaded.push({
      id,
      slow,
      type: file.type,
      description: form?.fields['description'] ?? '',
      bytes: file.bytes,
      looks: 0
    })
    return {
      status: slow === 0 ? 200 : 202,
      body: { id, type: 'image', url: slow === 0 ? 'https://x.example/' : null }
    }
  }

  function look(id: string): Answer {
    const media = uploaded.find(each => each.id === id)
    if (!media) return { status: 404, body: { error: 'Record not found' } }
    media.looks++
    if (media.slow === 'failed')
      return { status: 422, body: { error: 'Error processing thumbnail for uploaded media' } }
    if (media.slow > 0) media.slow--
    return { status: media.slow === 0 ? 200 : 206, body: { id, type: 'image', url: null } }
  }

  return {
    uploaded,
    isReady,
    next: (...slow) => void coming.push(...slow),
    serve({ method, path, ...question }) {
      if (method === 'POST' && path === '/api/v2/media') return take({ method, path, ...question })
      const id = /^\/api\/v1\/media\/(\w+)$/.exec(path)?.[1]
      return method === 'GET' && id !== undefined ? look(id) : null
    }
  }
}
