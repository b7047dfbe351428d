const reserved = '\\|{}@[]()<>#*_~'

/** A text in LinkedIn's "little" format, as its readers see it and as its API gives it back. */
export interface Little {
  shown: string
  read: string
}

/**
 * Reads "little" text as LinkedIn does, after its grammar
 * (https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/little-text-format) and what is reported of
 * texts that break it: nothing is refused, and the text ends at the first sign that fits no element.
 */
export function readLittle(text: string): Little {
  const little: Little = { shown: '', read: '' }
  for (let at = 0; at < text.length;) {
    const element = escaped(text, at) ?? template(text, at) ?? mention(text, at) ?? hashtag(text, at) ?? plain(text, at)
    if (!element) return little
    little.shown += element.shown
    little.read += element.read
    at += element.length
  }
  return little
}

type Element = (Little & { length: number }) | null

function escaped(text: string, at: number): Element {
  const sign = text[at + 1]
  if (text[at] !== '\\' || sign === undefined || !reserved.includes(sign)) return null
  return { shown: sign, read: `\\${sign}`, length: 2 }
}

function template(text: string, at: number): Element {
  const head = ['{hashtag|\\#|', '{hashtag|#|'].find(each => text.startsWith(each, at))
  if (head === undefined) return null
  const inner = within(text, at + head.length, '}')
  return inner && hashtagOf(inner.shown, head.length + inner.length + 1)
}

function mention(text: string, at: number): Element {
  if (!text.startsWith('@[', at)) return null
  const name = within(text, at + 2, ']')
  const urn = name && /^\]\(urn:li:(?:person|organization):[A-Za-z0-9_-]+\)/.exec(text.slice(at + 2 + name.length))?.[0]
  return name && urn ? { shown: name.shown, read: `@[${name.read}${urn}`, length: 2 + name.length + urn.length } : null
}

function hashtag(text: string, at: number): Element {
  const word = /^#([\p{L}\p{N}]+)/u.exec(text.slice(at))?.[1]
  return word === undefined ? null : hashtagOf(word, word.length + 1)
}

const hashtagOf = (word: string, length: number): Element => ({
  shown: `#${word}`,
  read: `{hashtag|\\#|${word.replace(/_/g, '\\_')}}`,
  length
})

const plain = (text: string, at: number): Element => {
  const sign = text[at] ?? ''
  return reserved.includes(sign) ? null : { shown: sign, read: sign, length: 1 }
}

/** Plain and escaped signs up to an end, which has to come. */
function within(text: string, from: number, end: string): Element {
  const inner = { shown: '', read: '', length: 0 }
  for (let at = from; at < text.length;) {
    if (text[at] === end) return inner
    const element = escaped(text, at) ?? plain(text, at)
    if (!element) return null
    inner.shown += element.shown
    inner.read += element.read
    inner.length += element.length
    at += element.length
  }
  return null
}
