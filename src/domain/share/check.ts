import type { ReleaseContent } from '../releases/release.ts'
import { postsOf } from './compose.ts'
import { fold, says } from './fold.ts'
import { limits } from './limits.ts'
import { webAddress } from './link.ts'
import { cashtagsIn, hasRefusedCharacter, measure, type OwnLimits } from './measure.ts'
import type { Post } from './post.ts'
import type { ShareRules } from './rules.ts'

/** What is wrong with a share copy, or with what it needs; its words are in the messages, under `share.problems`. */
export type CopyProblemCode =
  | 'empty'
  | 'too-long'
  | 'too-many-bytes'
  | 'long-read'
  | 'refused-character'
  | 'blocked-word'
  | 'disclosure-missing'
  | 'hashtag-missing'
  | 'link-missing'
  | 'link-unusable'
  | 'same-as-another'
  | 'too-many-pictures'
  | 'too-many-cashtags'

/** `stops`: it would be refused there, or by the house's rules; else it is advice. */
export interface CopyProblem {
  code: CopyProblemCode
  stops: boolean
  params: Record<string, string | number>
}

/** What a post is checked against. */
export interface CheckAgainst {
  rules: ShareRules
  /** The other posts of the release, so that no two say the same. */
  others?: readonly Post[]
  /** How many pictures go with it. */
  pictures?: number
  /** What one server allows, where it is known. */
  limits?: OwnLimits
}

const stop = (code: CopyProblemCode, params: CopyProblem['params'] = {}): CopyProblem => ({ code, stops: true, params })
const advise = (code: CopyProblemCode, params: CopyProblem['params'] = {}): CopyProblem => ({
  code,
  stops: false,
  params
})

/** What would keep a post from going out, and what could be better about it: what stops it first. */
export function checkCopy(post: Post, against: CheckAgainst): CopyProblem[] {
  const { rules, others = [], pictures = 0 } = against
  const problems = [
    ...ofText(post),
    ...ofLength(post, against.limits),
    ...ofRules(post, rules),
    ...(post.link === null ? [advise('link-missing')] : []),
    ...ofOthers(post, others),
    ...ofPictures(post.network, pictures)
  ]
  return problems.sort((a, b) => Number(b.stops) - Number(a.stops))
}

/** What a kit's problems are about: a copy, or the kit as a whole (null). */
export interface KitProblems {
  copy: string | null
  problems: CopyProblem[]
}

/**
 * All that there is to say of a release's kit: of its link and pictures once, then of each copy that has problems, in order.
 * Nothing is said of a release without a kit.
 */
export function checkKit(content: ReleaseContent, rules: ShareRules): KitProblems[] {
  const { kit } = content
  if (!kit) return []
  const posts = kit.copies.length > 0 ? postsOf(content, rules) : []
  const whole = [
    ...ofLink(kit.link, posts),
    ...[...new Set(posts.map(({ network }) => network))].flatMap(network => ofPictures(network, kit.media.length))
  ]
  const ofCopies = posts.map(post => ({
    copy: post.copy,
    problems: checkCopy(post, { rules, others: posts }).filter(({ code }) => code !== 'link-missing')
  }))
  return [{ copy: null, problems: whole }, ...ofCopies].filter(({ problems }) => problems.length > 0)
}

/** Whether anything among them keeps the release from review. */
export const stops = (problems: readonly KitProblems[]): boolean =>
  problems.some(each => each.problems.some(problem => problem.stops))

function ofText(post: Post): CopyProblem[] {
  const problems: CopyProblem[] = []
  if (wordsOf(post) === '') problems.push(stop('empty'))
  if (post.network === 'x' && hasRefusedCharacter(post.text)) problems.push(stop('refused-character'))
  const most = limits[post.network].cashtags
  if (most !== null) {
    const cashtags = cashtagsIn(post.text).length
    if (cashtags > most) problems.push(stop('too-many-cashtags', { cashtags, most }))
  }
  return problems
}

function ofLength(post: Post, own: OwnLimits = {}): CopyProblem[] {
  const { used, limit, unit, bytes } = measure(post.network, post, own)
  const problems: CopyProblem[] = []
  if (limit !== null && used > limit) problems.push(stop('too-long', { used, limit, over: used - limit, unit }))
  if (bytes && bytes.used > bytes.limit) problems.push(stop('too-many-bytes', { ...bytes }))
  const { advised } = limits[post.network]
  if (limit === null && advised !== null && used > advised) problems.push(advise('long-read', { used, advised }))
  return problems
}

function ofRules(post: Post, { blocked, disclosure, hashtags }: ShareRules): CopyProblem[] {
  const asked = disclosure[post.lang].trim()
  const said = withoutLink(post)
  const problems = blocked.filter(word => says(said, word)).map(word => stop('blocked-word', { word }))
  if (asked !== '' && !says(said, asked)) problems.push(stop('disclosure-missing', { disclosure: asked }))
  const tags = limits[post.network].hashtags ? hashtags.map(tag => `#${tag}`) : []
  if (tags.length > 0 && !tags.some(tag => says(said, tag)))
    problems.push(advise('hashtag-missing', { hashtags: tags.join(' ') }))
  return problems
}

function ofOthers(post: Post, others: readonly Post[]): CopyProblem[] {
  const said = wordsOf(post)
  const twin = others.find(
    other => other.copy !== post.copy && other.network === post.network && said !== '' && wordsOf(other) === said
  )
  return twin ? [advise('same-as-another', { copy: twin.copy ?? '' })] : []
}

function ofLink(link: string, posts: readonly Post[]): CopyProblem[] {
  if (link.trim() === '') return posts.length > 0 ? [advise('link-missing')] : []
  return webAddress(link) === null ? [stop('link-unusable', { link })] : []
}

function ofPictures(network: Post['network'], pictures: number): CopyProblem[] {
  const { most } = limits[network].pictures
  return most !== null && pictures > most ? [advise('too-many-pictures', { network, pictures, most })] : []
}

/** What a post says besides its link: an address is no words, and differs from copy to copy by its campaign. */
const withoutLink = ({ text, link }: Post): string => (link === null ? text : text.split(link).join(' '))

const wordsOf = (post: Post): string => fold(withoutLink(post))
