import type { ReleaseContent } from '../releases/release.ts'
import { keyMessages } from './key-messages.ts'
import type { Words } from './kit.ts'
import type { CopyLang } from './networks.ts'
import { tidy } from './typeset.ts'

/** The language of share copies that a release's own language stands for; what is not French counts as English. */
export const copyLangOf = (lang: string): CopyLang => (lang.split('-')[0] === 'fr' ? 'fr' : 'en')

/**
 * What a release says in a language, one line each: its own title, subtitle and key messages (those of the kit, else those
 * found in the text); or what the kit has of them in the other language. Null where it says nothing in that language.
 */
export function wordsIn(content: ReleaseContent, lang: CopyLang): Words | null {
  const { kit } = content
  const own = lang === copyLangOf(content.lang)
  const given = own ? { ...content, messages: kit?.messages ?? [] } : kit?.other
  if (!given) return null
  const messages = given.messages.map(tidy).filter(message => message !== '')
  const words = {
    title: tidy(given.title),
    subtitle: tidy(given.subtitle),
    messages: messages.length > 0 || !own ? messages : keyMessages(content.body, lang)
  }
  return words.title || words.subtitle || words.messages.length > 0 ? words : null
}
