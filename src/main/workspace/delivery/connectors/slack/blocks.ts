import type { Post } from '../../../../../domain/share/post.ts'

/** A message as an incoming webhook takes it. */
export interface SlackMessage {
  /** What notifications and screen readers get. */
  text: string
  blocks: { type: 'section'; text: { type: 'mrkdwn'; text: string; verbatim: true } }[]
}

/** https://docs.slack.dev/reference/block-kit/blocks/section-block */
const longestSection = 3_000
export const mostBlocks = 50

/** The three characters that mrkdwn reads as control characters. */
const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/**
 * A post as sections of mrkdwn. They are verbatim: “@here” in a text wakes nobody. The one thing that is marked up is the link;
 * where the text does not hold it, it comes last.
 */
export function messageOf({ text, link }: Post): SlackMessage {
  const marked = withLink(escape(text.trim()), link === null ? null : escape(link))
  return {
    text: marked,
    blocks: partsOf(marked).map(part => ({ type: 'section', text: { type: 'mrkdwn', text: part, verbatim: true } }))
  }
}

function withLink(text: string, link: string | null): string {
  if (link === null) return text
  const literal = link.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  // Whole words only: a longer address that begins alike is another one.
  const marked = text.replace(new RegExp(`(?<!\\S)${literal}(?=[.,;:!?)»”]*(?:\\s|$))`, 'g'), found => `<${found}>`)
  return marked === text ? `${text}\n\n<${link}>` : marked
}

/** Cut where a paragraph ends, else where a line or a word does; never within an escaped character or a pair of surrogates. */
function partsOf(text: string): string[] {
  const parts: string[] = []
  let rest = text
  while (rest.length > longestSection) {
    const window = rest.slice(0, longestSection)
    const end = [window.lastIndexOf('\n\n'), window.lastIndexOf('\n'), window.lastIndexOf(' ')].find(at => at > 0)
    const cut = end ?? window.replace(/(?:&[a-z]{0,4}|[\uD800-\uDBFF])$/, '').length
    parts.push(rest.slice(0, cut).trimEnd())
    rest = rest.slice(cut).trimStart()
  }
  return [...parts, rest].filter(part => part !== '')
}
