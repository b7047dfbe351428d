import { plainLine } from '../../../../../domain/releases/article-html.ts'
import { excerptOf, plainOf } from '../../../../../domain/releases/content.ts'
import type { ReleaseContent } from '../../../../../domain/releases/release.ts'
import type { Post } from '../../../../../domain/share/post.ts'
import { copyLangOf, wordsIn } from '../../../../../domain/share/words.ts'

interface Frame {
  channelIds: string[]
  mediaIds: readonly string[]
  publicationEndDate: string | null
}

/** The release as something that lives at its public page, in each language that it says something in. */
export function externalContent(
  content: ReleaseContent,
  posts: readonly Post[],
  { channelIds, mediaIds, publicationEndDate, contentUrl }: Frame & { contentUrl: string }
): Record<string, unknown> {
  const [mediaId] = mediaIds
  const contents = languagesOf(content).map(({ language, title, summary, isDefault }) => {
    // What employees are shown first when they share it: a text that they can change.
    const comment = posts.find(post => post.network === 'linkedin' && post.lang === copyLangOf(language))?.text
    return {
      language,
      isDefault,
      title,
      description: summary,
      ...(comment !== undefined && { proposedCommentForSharing: comment }),
      ...(mediaId !== undefined && { mediaId })
    }
  })
  return {
    channelIds,
    contentUrl,
    isShareable: true,
    isOfficialContent: true,
    contents,
    ...(publicationEndDate !== null && { publicationEndDate })
  }
}

/** The release as internal news, which has no public page and cannot be shared: its own language, with its whole text. */
export function internalContent(
  content: ReleaseContent,
  { channelIds, mediaIds, publicationEndDate }: Frame
): Record<string, unknown> {
  const [{ language, title, summary }] = languagesOf(content)
  // Whether HTML is taken here is not established, so that it is plain text, a paragraph a line.
  const description = content.body
    .split(/\n{2,}/)
    .map(plainOf)
    .filter(Boolean)
    .join('\n\n')
  const news = { language, isDefault: true, title, summary, description }
  return {
    channelIds,
    contents: [{ ...news, ...(mediaIds.length > 0 && { mediaIds }) }],
    ...(publicationEndDate !== null && { publicationEndDate })
  }
}

interface Version {
  language: string
  title: string
  summary: string
  isDefault: boolean
}

function languagesOf(content: ReleaseContent): [Version, ...Version[]] {
  const own: Version = {
    language: content.lang,
    title: plainLine(content.title),
    summary: plainLine(content.subtitle) || excerptOf(content.body),
    isDefault: true
  }
  const lang = copyLangOf(content.lang) === 'fr' ? 'en' : 'fr'
  const words = wordsIn(content, lang)
  if (!words?.title) return [own]
  const summary = words.subtitle || words.messages.join(' ')
  return summary ? [own, { language: lang, title: words.title, summary, isDefault: false }] : [own]
}
