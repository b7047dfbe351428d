import type { ReleaseContent } from '../../../domain/releases/release.ts'
import { firstCopies } from '../../../domain/share/first-copies.ts'
import { keyMessages } from '../../../domain/share/key-messages.ts'
import { emptyKit, type ShareKit, type Words } from '../../../domain/share/kit.ts'
import { toUse } from '../../../domain/share/media-use.ts'
import { kitUnder, type ShareRules } from '../../../domain/share/rules.ts'
import { copyLangOf } from '../../../domain/share/words.ts'
import type { Media } from '../../../preload/contract/share.ts'
import type { SampleRelease } from './content.ts'

const mostMessages = 3

/** What kits of the sample are made with: all its releases, the house's rules, and accounts' ids by their keys. */
export interface KitMaking {
  releases: readonly SampleRelease[]
  rules: ShareRules
  accountId(key: string): string
  pictures: ReadonlyMap<string, Media>
}

/** The share kit that was prepared for a text of a release, if one was: first copies as they are, in both languages where it has a pair. */
export function sampleKit(
  { kit, pair }: SampleRelease,
  content: ReleaseContent,
  { releases, rules, accountId, pictures }: KitMaking
): ShareKit | undefined {
  if (!kit) return undefined
  const other = releases.find(({ slug }) => slug.replace(/^\d+-/, '') === pair)
  const prepared = kitUnder(
    {
      ...emptyKit,
      link: kit.link,
      campaign: kit.campaign,
      messages: messagesOf(content),
      media: (kit.pictures ?? [])
        .flatMap(key => pictures.get(key) ?? [])
        .map(each => toUse(each, copyLangOf(content.lang))),
      other: other ? wordsOf(other) : null,
      destinations: (kit.destinations ?? []).map(accountId).sort()
    },
    rules
  )
  return { ...prepared, copies: firstCopies({ ...content, kit: prepared }, rules) }
}

const messagesOf = ({ body, lang }: Pick<ReleaseContent, 'body' | 'lang'>): string[] =>
  keyMessages(body, copyLangOf(lang)).slice(0, mostMessages)

const wordsOf = (release: SampleRelease): Words => ({
  title: release.title,
  subtitle: release.subtitle,
  messages: messagesOf(release)
})
