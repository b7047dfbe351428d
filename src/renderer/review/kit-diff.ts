import { copyNumber, type MediaUse, type ShareCopy, type ShareKit, type Words } from '../../domain/share/kit.ts'
import { networks, type CopyLang, type Network } from '../../domain/share/networks.ts'
import { plainDiff, withoutMarks } from './marked-diff.ts'

/** Whether something was there before, is there now, and says the same. */
export type ChangeState = 'same' | 'added' | 'removed' | 'changed'

/** A text of a kit as both versions have it, with marks around what changed (see `marked-diff.ts`). */
export interface TextChange {
  key: string
  state: ChangeState
  text: string
}

export interface CopyChange extends TextChange {
  lang: CopyLang
  /** How people count it: first, second… of its network and language. */
  number: number
}

export interface PictureChange {
  key: string
  state: ChangeState
  /** The picture as it is now, or as it was if it is gone. */
  use: MediaUse
  /** What is known of it; only what changed, for a picture that was there before. */
  facts: { field: PictureField; was: string; is: string }[]
}

export const pictureFields = ['alt', 'credit', 'licence', 'expires', 'consent', 'name', 'file'] as const
export type PictureField = (typeof pictureFields)[number]

/** All that a signature covers of a kit, against what it was. */
export interface KitChanges {
  /** Link, campaign and medium. */
  facts: (TextChange & { key: 'link' | 'campaign' | 'medium' })[]
  messages: TextChange[]
  /** The words in the other language. */
  other: TextChange[]
  copies: { network: Network; changes: number; copies: CopyChange[] }[]
  pictures: PictureChange[]
  destinations: { id: string; state: ChangeState }[]
  /** Which of them stand in another order: the first text of a network is what its channel posts. */
  reordered: ('copies' | 'pictures')[]
  count: number
}

/**
 * Compares two kits: whatever differs between them counts as a change and shows somewhere.
 * @param lang the release's language, by whose words texts are cut
 */
export function kitChanges(before: ShareKit, after: ShareKit, lang: string): KitChanges {
  const facts = (['link', 'campaign', 'medium'] as const)
    .map(key => ({ ...textChange(key, before[key] ?? '', after[key] ?? '', lang), key }))
    .filter(({ text }) => text !== '')
  const messages = lineChanges(before.messages, after.messages, lang)
  const other = lineChanges(linesOf(before.other), linesOf(after.other), lang)
  const copies = networks.map(network => copiesOn(network, before, after)).filter(group => group.copies.length > 0)
  const pictures = pictureChanges(before.media, after.media)
  const destinations = [...new Set([...after.destinations, ...before.destinations])].map(id => ({
    id,
    state: stateOf(before.destinations.includes(id), after.destinations.includes(id), true)
  }))
  const reordered = [
    ...(sameOrder(before.copies.map(copyKey), after.copies.map(copyKey)) ? [] : ['copies' as const]),
    ...(sameOrder(keysOf(before.media), keysOf(after.media)) ? [] : ['pictures' as const])
  ]
  const count =
    [facts, messages, other, pictures, destinations].flat().filter(({ state }) => state !== 'same').length +
    copies.reduce((sum, { changes }) => sum + changes, 0) +
    reordered.length
  return { facts, messages, other, copies, pictures, destinations, reordered, count }
}

/** What is there now, in its order, then what is gone. */
const newestOf = <T>(was: ReadonlyMap<string, T>, is: ReadonlyMap<string, T>): Map<string, T> =>
  new Map([...is, ...[...was].filter(([key]) => !is.has(key))])

const stateOf = (was: boolean, is: boolean, same: boolean): ChangeState =>
  was === is ? (same ? 'same' : 'changed') : is ? 'added' : 'removed'

function textChange(key: string, was: string, is: string, lang: string): TextChange {
  const state = stateOf(was !== '', is !== '', was === is)
  return { key, state, text: state === 'changed' ? plainDiff(was, is, lang).text : withoutMarks(is || was) }
}

/** Lines by their place: a message has no name of its own. */
const lineChanges = (was: readonly string[], is: readonly string[], lang: string): TextChange[] =>
  Array.from({ length: Math.max(was.length, is.length) }, (_, index) =>
    textChange(String(index), was[index] ?? '', is[index] ?? '', lang)
  )

const linesOf = (words: Words | null): string[] => (words ? [words.title, words.subtitle, ...words.messages] : [])

const copyKey = ({ id, network, lang }: ShareCopy): string => `${network} ${lang} ${id}`

function copiesOn(network: Network, before: ShareKit, after: ShareKit): KitChanges['copies'][number] {
  const of = (kit: ShareKit): ShareCopy[] => kit.copies.filter(copy => copy.network === network)
  const was = new Map(of(before).map(copy => [copyKey(copy), copy]))
  const is = new Map(of(after).map(copy => [copyKey(copy), copy]))
  const copies = [...newestOf(was, is)].map(([key, copy]): CopyChange => {
    const [old, now] = [was.get(key), is.get(key)]
    const state = stateOf(old !== undefined, now !== undefined, old?.text === now?.text)
    const text = state === 'changed' ? plainDiff(old?.text ?? '', copy.text, copy.lang).text : withoutMarks(copy.text)
    return { key, lang: copy.lang, number: copyNumber((now ? after : before).copies, copy), state, text }
  })
  return { network, copies, changes: copies.filter(({ state }) => state !== 'same').length }
}

function pictureChanges(before: readonly MediaUse[], after: readonly MediaUse[]): PictureChange[] {
  const [was, is] = [byKey(before), byKey(after)]
  return [...newestOf(was, is)].map(([key, use]) => {
    const [old, now] = [was.get(key), is.get(key)]
    const facts = pictureFields
      .map(field => ({ field, was: old ? fact(old, field) : '', is: now ? fact(now, field) : '' }))
      .filter(({ was: then, is: nowadays }) => !old || !now || then !== nowadays)
    return { key, use, facts, state: stateOf(old !== undefined, now !== undefined, facts.length === 0) }
  })
}

export const fact = (use: MediaUse, field: PictureField): string =>
  field === 'file' ? `${use.type}, ${String(use.width)} × ${String(use.height)}` : (use[field] ?? '')

/** A picture may be used twice: it is told apart by how often it came before. */
const keysOf = (uses: readonly MediaUse[]): string[] =>
  uses.map(({ hash }, index) => `${hash} ${String(uses.slice(0, index).filter(use => use.hash === hash).length)}`)

const byKey = (uses: readonly MediaUse[]): Map<string, MediaUse> =>
  new Map(keysOf(uses).map((key, index) => [key, uses[index] as MediaUse]))

const sameOrder = (before: readonly string[], after: readonly string[]): boolean => {
  const [was, is] = [new Set(before), new Set(after)]
  return before.filter(key => is.has(key)).join('\n') === after.filter(key => was.has(key)).join('\n')
}
