import { copyNumber, type ShareKit } from '../../domain/share/kit.ts'
import type { Post } from '../../domain/share/post.ts'
import type { Desk } from '../desk.ts'
import { shortId } from '../ids.ts'
import { manyLines, oneLine } from '../terminal/text.ts'

/** A share kit for reading: what it is made of, then each text as it goes out. */
export function kitText(
  { terminal: { t } }: Desk,
  kit: ShareKit,
  posts: readonly Post[],
  places: readonly string[]
): string {
  const none = t('share.kit.none')
  const fields: [string, string][] = [
    [t('share.kit.link'), kit.link],
    [t('share.kit.campaign'), kit.campaign],
    [t('share.kit.messages'), kit.messages.join(' | ')],
    [
      t('share.kit.otherLanguage'),
      kit.other ? [kit.other.title, kit.other.subtitle, ...kit.other.messages].join(' | ') : ''
    ],
    [t('share.kit.destinations'), places.join(', ') || t('share.kit.anyDestination')],
    [t('share.kit.pictures'), kit.media.map(({ name, hash, alt }) => `${name} (${shortId(hash)}): ${alt}`).join(' | ')]
  ]
  const head = fields.map(([label, value]) => t('cli.labelled', { label, value: oneLine(value) || none }))
  const copies = kit.copies.map(copy => {
    const post = posts.find(each => each.copy === copy.id)
    const text = manyLines(post?.text ?? copy.text)
    const link = post?.link && !text.includes(post.link) ? `\n${oneLine(post.link)}` : ''
    return `${t('share.places.copy', { ...copy, number: copyNumber(kit.copies, copy) })} (${copy.id})\n${text}${link}`
  })
  return [head.join('\n'), ...copies].join('\n\n')
}
