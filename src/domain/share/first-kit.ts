import type { ReleaseContent } from '../releases/release.ts'
import { firstCopies } from './first-copies.ts'
import { keyMessages } from './key-messages.ts'
import { emptyKit, type ShareCopy, type ShareKit } from './kit.ts'
import { networks } from './networks.ts'
import type { ShareRules } from './rules.ts'
import { copyLangOf } from './words.ts'

/** As many as a post has room for; more are found in the text than are worth saying. */
const wantedMessages = 3

/**
 * A release's kit with first versions for each network and language that has none, and the key messages that they are made of.
 * @param anew in place of the copies that are there
 * @returns the kit, and the copies that are new in it
 */
export function withFirstCopies(
  content: ReleaseContent,
  rules: ShareRules,
  anew = false
): { kit: ShareKit; made: ShareCopy[] } {
  const before = content.kit ?? emptyKit
  const found = (): string[] => keyMessages(content.body, copyLangOf(content.lang)).slice(0, wantedMessages)
  const messages = before.messages.length > 0 ? before.messages : found()
  const kit = { ...before, messages, ...(anew && { copies: [] }) }
  const has = new Set(kit.copies.map(({ network, lang }) => `${network} ${lang}`))
  const made = firstCopies({ ...content, kit }, rules).filter(({ network, lang }) => !has.has(`${network} ${lang}`))
  return { kit: { ...kit, copies: inOrder([...kit.copies, ...made]) }, made }
}

/** By network; within one as they were, the languages of first versions being apart already. */
const inOrder = (copies: readonly ShareCopy[]): ShareCopy[] =>
  copies.toSorted((a, b) => networks.indexOf(a.network) - networks.indexOf(b.network))
