import { denied, refusal } from './linkedin-refusal.ts'
import { jsonOf, type Answer, type Question } from './http.ts'
import type { LinkedInSignIn } from './linkedin-sign-in.ts'

/** https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/images-api */
export interface LinkedInImages {
  uploaded: { id: string; owner: string; type: string; bytes: Buffer | null; looks: number }[]
  isUploaded(id: string): boolean
  /** Where bytes are put. */
  uploadTo(site: string): void
  /** What processing comes to for the next pictures. */
  next(...ends: ('AVAILABLE' | 'PROCESSING_FAILED')[]): void
  serve(question: Question, path: string): Answer | null
  /** Takes bytes at the site. */
  take(question: Question): Answer | null
}

export function linkedinImages(signIn: LinkedInSignIn): LinkedInImages {
  const uploaded: LinkedInImages['uploaded'] = []
  const ends: string[] = []
  let site = ''

  function begin(question: Question): Answer {
    const { owner } = (jsonOf(question)?.['initializeUploadRequest'] ?? {}) as { owner?: string }
    if (typeof owner !== 'string') return refusal(400, 'MISSING_FIELD', 'owner is missing.')
    const id = `urn:li:image:C4E10AQ${uploaded.length}`
    uploaded.push({ id, owner, type: '', bytes: null, looks: 0 })
    const uploadUrl = `${site}/dms-uploads/${uploaded.length - 1}/uploaded-image/0?ca=vector_ads&sync=0&ut=canary-upload`
    return { status: 200, body: { value: { uploadUrlExpiresAt: 1_900_000_000_000, uploadUrl, image: id } } }
  }

  function look(path: string): Answer {
    if (!signIn.may('r_organization_social')) return denied
    const image = uploaded.find(({ id }) => id === decodeURIComponent(path))
    if (!image) return refusal(404, 'NOT_FOUND', 'No such image.')
    // Not ready at the first question.
    const status = !image.bytes ? 'WAITING_UPLOAD' : image.looks++ === 0 ? 'PROCESSING' : (ends.shift() ?? 'AVAILABLE')
    return { status: 200, body: { id: image.id, owner: image.owner, status } }
  }

  return {
    uploaded,
    isUploaded: id => uploaded.some(image => image.id === id && image.bytes !== null),
    uploadTo: address => void (site = address),
    next: (...coming) => void ends.push(...coming),
    serve(question, path) {
      if (path === '/images' && question.query.get('action') === 'initializeUpload') return begin(question)
      return question.method === 'GET' && path.startsWith('/images/') ? look(path.slice('/images/'.length)) : null
    },
    take(question) {
      const image = uploaded[Number(/^\/dms-uploads\/(\d+)\//.exec(question.path)?.[1])]
      if (question.method !== 'PUT' || !image) return null
      const guarded = signIn.guard(question)
      if (guarded) return guarded
      image.bytes = question.body
      image.type = String(question.headers['content-type'])
      return { status: 201 }
    }
  }
}
