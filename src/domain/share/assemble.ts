import type { Draft } from './drafts.ts'
import { shortenTo } from './fit.ts'
import { fold } from './fold.ts'
import type { CopyLang } from './networks.ts'

/** Below this, a lead says nothing any more: hashtags give way before it is cut shorter. */
const shortestLead = 40

/**
 * Builds a draft's text within what fits: hashtags and disclosure at its end, its lead as long as there is room for, then of
 * the rest whatever fits whole.
 * @param fits whether the network takes a text, with all that will be added to it
 * @returns null where not even a few words fit with what has to be there
 */
export function assemble(
  { lead, wrap = same, rest }: Draft,
  { hashtags, disclosure, lang }: { hashtags: readonly string[]; disclosure: string; lang: CopyLang },
  fits: (text: string) => boolean
): string | null {
  for (let kept = hashtags.length; kept >= 0; kept -= 1) {
    const end = [hashtags.slice(0, kept).join(' '), disclosure].filter(line => line !== '').join('\n')
    const whole = (paragraphs: readonly string[]): string => [...paragraphs, end].filter(Boolean).join('\n\n')
    const opening = shortenTo(lead, lang, text => fits(whole([wrap(text)])))
    if (opening === null) continue
    if (kept > 0 && opening.length < Math.min(lead.length, shortestLead)) continue
    return whole(withRest([wrap(opening)], rest, paragraphs => fits(whole(paragraphs))))
  }
  return null
}

const same = (lead: string): string => lead

/** Adds of the rest what is not said yet and fits whole. */
function withRest(
  paragraphs: readonly string[],
  rest: Draft['rest'],
  fits: (paragraphs: readonly string[]) => boolean
): readonly string[] {
  let built = paragraphs
  for (const part of rest) {
    const said = fold(built.join(' '))
    const options = typeof part === 'string' ? [part] : lists(part.heading, part.lines, said)
    const text = options.find(option => option !== '' && !said.includes(fold(option)) && fits([...built, option]))
    if (text !== undefined) built = [...built, text]
  }
  return built
}

/** A list of all lines that are not said yet, and shorter ones down to two lines: one line is no list. */
function lists(heading: string, lines: readonly string[], said: string): string[] {
  const news = lines.filter(line => !said.includes(fold(line)))
  const options: string[] = []
  for (let count = news.length; count >= 2; count -= 1)
    options.push([heading, ...news.slice(0, count).map(line => `•\u00A0${line}`)].filter(Boolean).join('\n'))
  return options
}
