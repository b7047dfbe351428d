import { articleHtml, escapeHtml, plainLine } from '../../../../../domain/releases/article-html.ts'
import { copyLangOf } from '../../../../../domain/share/words.ts'
import { limits } from '../../../../../domain/share/limits.ts'
import type { CopyLang } from '../../../../../domain/share/networks.ts'
import type { Post } from '../../../../../domain/share/post.ts'
import type { ReleaseContent } from '../../../../../domain/releases/release.ts'
import { translator } from '../../../../../messages/index.ts'
import type { ParcelMedia } from '../connector.ts'
import type { Letter } from './message.ts'
import { mailPage, paragraphs } from './page.ts'
import { bodyAsText } from './plain.ts'

export interface Letterhead {
  content: ReleaseContent
  /** A copy that somebody wrote for mail stands before the release; one made from the release's own words would say it twice. */
  post: Post | null
  media: readonly ParcelMedia[]
  /** Says first that it takes the place of an earlier mail. */
  corrects: boolean
}

/** Pictures of one mail together: many servers take 10 MB in all, and what is attached grows by a third. */
const allPictures = 6_000_000

/** The whole release as a mail, with its pictures in it. */
export async function releaseLetter({ content, post, media, corrects }: Letterhead): Promise<Letter> {
  const lang = copyLangOf(content.lang)
  const words = translator(lang)
  const cover = post?.copy != null ? post.text.trim() : ''
  const link = cover === '' ? (post?.link ?? null) : null
  const title = plainLine(content.title)
  const subtitle = plainLine(content.subtitle)
  const notice = corrects ? words('delivery.sent.replaces') : ''
  const headline = cover && post?.title ? plainLine(post.title) : title
  const subject = corrects ? words('delivery.sent.correction', { title: headline }) : headline
  const pictures = await embedded(media)
  const read = link === null ? '' : `${words('delivery.sent.read')}\n${link}`
  const text = [
    notice,
    cover,
    cover && '———',
    title,
    subtitle,
    bodyAsText(content.body),
    read,
    ...media.map(pictureAsText)
  ]
  const html = [
    notice && `<p><strong>${escapeHtml(notice)}</strong></p>`,
    cover && `${paragraphs(cover)}\n<hr>`,
    `<h1>${escapeHtml(title)}</h1>`,
    subtitle && `<p style="font-size:18px">${escapeHtml(subtitle)}</p>`,
    articleHtml(content.body).trim(),
    link !== null && `<p><a href="${escapeHtml(link)}">${escapeHtml(words('delivery.sent.read'))}</a></p>`,
    ...pictures.map((picture, index) => figure(picture, media[index]))
  ]
  return {
    subject,
    text: joined(text, '\n\n'),
    html: mailPage(content.lang, subject, joined(html, '\n')),
    pictures
  }
}

/** Says that a release is taken back, and nothing of what it said. In both languages where its own is not known. */
export function withdrawalLetter(lang: CopyLang | null): Letter {
  const langs = lang === null ? (['fr', 'en'] as const) : [lang]
  const subject = langs.map(each => translator(each)('delivery.sent.withdrawn')).join(' / ')
  const text = langs.map(each => translator(each)('delivery.sent.withdrawnText')).join('\n\n')
  return { subject, text, html: mailPage(lang ?? 'fr', subject, paragraphs(text)), pictures: [] }
}

const joined = (parts: readonly (string | false)[], between: string): string =>
  `${parts.filter(part => part !== '' && part !== false).join(between)}\n`

type Embedded = Letter['pictures'][number] & { width: number; height: number }

async function embedded(media: readonly ParcelMedia[]): Promise<Embedded[]> {
  const { width, height, bytes } = limits.mail.pictures
  const room = { width, height, bytes: Math.min(bytes, Math.floor(allPictures / Math.max(1, media.length))) }
  return Promise.all(
    media.map(async (each, index) => {
      const fitted = await each.fit(room)
      const extension = fitted.type.split('/')[1]?.replace('jpeg', 'jpg') ?? 'jpg'
      const name = `${each.name.replace(/\.[^.]*$/, '') || 'image'}.${extension}`
      return { ...fitted, name, cid: `${index + 1}.${each.hash.slice(0, 24)}@relais` }
    })
  )
}

/** What a program shows that does not load it, or shows no HTML, is what the picture says in words. */
function figure({ cid, width, height }: Embedded, media: ParcelMedia | undefined): string {
  const shown = Math.min(width, 640)
  const size = `width="${shown}" height="${Math.max(1, Math.round((height * shown) / Math.max(1, width)))}"`
  const alt = escapeHtml(plainLine(media?.alt ?? ''))
  const credit = plainLine(media?.credit ?? '')
  const caption = credit === '' ? '' : `<figcaption>${escapeHtml(credit)}</figcaption>`
  return `<figure><img src="cid:${cid}" ${size} alt="${alt}" style="max-width:100%;height:auto">${caption}</figure>`
}

const pictureAsText = ({ alt, credit }: ParcelMedia): string => {
  const words = [plainLine(alt), plainLine(credit)].filter(Boolean).join(' · ')
  return words && `[${words}]`
}
