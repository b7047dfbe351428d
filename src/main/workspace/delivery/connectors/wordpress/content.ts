import { articleHtml, escapeHtml, plainLine } from '../../../../../domain/releases/article-html.ts'
import type { ReleaseContent } from '../../../../../domain/releases/release.ts'
import type { Uploaded } from './media.ts'

/** Letters that have no base letter to fall back to. */
const spelled: Record<string, string> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', đ: 'd', ð: 'd', ł: 'l', þ: 'th' }

/**
 * The last part of a post's address: its title, and the end of the release's id, so that no other post has the same, and a
 * post that was made by a try whose answer was lost is found by it.
 */
export function slugOf({ title }: Pick<ReleaseContent, 'title'>, releaseId: string): string {
  const words = title
    .toLowerCase()
    .replace(/[œæßøđðłþ]/g, letter => spelled[letter] ?? '')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '')
  return `${words || 'release'}-${markOf(releaseId)}`
}

const markOf = (releaseId: string): string => releaseId.replaceAll('-', '').slice(-12)

/** Whether an address is a release's, whatever its title was then; WordPress adds to those of posts in the trash. */
export const isSlugOf = (slug: string, releaseId: string): boolean => slug.includes(`-${markOf(releaseId)}`)

/** Titles and excerpts are HTML in WordPress. */
const asHtml = (text: string): string => plainLine(text).replace(/[&<>]/g, escapeHtml)

/** What of a post follows from the release's text. */
export function fieldsOf({ title, subtitle, body }: ReleaseContent, pictures: readonly Uploaded[]) {
  const [featured, ...others] = pictures
  return {
    title: asHtml(title),
    excerpt: asHtml(subtitle),
    content: inPost([articleHtml(body).trim(), ...others.map(figure)].join('\n')),
    featured_media: featured?.id ?? 0
  }
}

/**
 * HTML as WordPress leaves it: it makes a new line of each line break in a paragraph, and runs what stands in square brackets
 * where some extension knows the word.
 */
const inPost = (html: string): string =>
  html
    .replace(/(<pre>.*?<\/pre>)|\n+/gs, (_line, code: string | undefined) => code ?? ' ')
    .replaceAll('[', '&#91;')
    .trim()

const figure = ({ url, alt, credit }: Uploaded): string => {
  const caption = credit === '' ? '' : `<figcaption>${escapeHtml(credit)}</figcaption>`
  return `<figure><img src="${escapeHtml(url)}" alt="${escapeHtml(alt)}">${caption}</figure>`
}
