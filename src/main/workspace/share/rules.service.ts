import { cleanLine } from '../../../domain/releases/clean.ts'
import { fold } from '../../../domain/share/fold.ts'
import type { ShareRules } from '../../../domain/share/rules.ts'
import { instantNow, requireRole, type Context } from '../context.ts'
import { audit } from '../database/audit.ts'
import { findWorkspace } from '../people/person.repository.ts'
import { readRules, writeRules } from './rules.repository.ts'

/**
 * Changes what the house asks of share copies. Nothing that was signed changes by it: it counts for what is checked, and for
 * first copies made, from now on.
 * @throws RelaisError `locked`, `not-allowed`
 */
export async function setRules(context: Context, given: ShareRules): Promise<ShareRules> {
  const actor = requireRole(context.session, 'administrator', 'officer')
  const rules = cleanRules(given)
  const at = instantNow(context)
  return context.write(async (trx, note) => {
    const before = await readRules(trx)
    if (JSON.stringify(before) === JSON.stringify(rules)) return before
    await writeRules(trx, rules)
    const { id } = await findWorkspace(trx)
    await audit(trx, { at, person: actor.id, verb: 'share.rules', subject: id, detail: { from: before, to: rules } })
    note({ topic: 'share', ids: [] })
    return rules
  })
}

/** As they may be stored: no empty lines, nothing twice, hashtags as one word without their sign. */
function cleanRules({ disclosure, blocked, hashtags, medium }: ShareRules): ShareRules {
  const line = (text: string): string => cleanLine(text).trim()
  return {
    disclosure: { fr: line(disclosure.fr), en: line(disclosure.en) },
    blocked: distinct(blocked.map(line)),
    hashtags: distinct(hashtags.map(tag => tag.replace(/[^\p{L}\p{M}\p{N}_]/gu, ''))),
    medium: line(medium)
  }
}

function distinct(texts: readonly string[]): string[] {
  const seen = new Set([''])
  return texts.filter(text => {
    const folded = fold(text)
    return !seen.has(folded) && seen.add(folded)
  })
}
