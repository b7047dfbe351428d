import { noRules, type ShareRules } from '../../../domain/share/rules.ts'
import type { Reader, Writer } from '../database/access.ts'

/** What the house asks of share copies; nothing, where nobody said. */
export async function readRules(read: Reader): Promise<ShareRules> {
  const row = await read.selectFrom('workspace').select('share_rules').executeTakeFirst()
  return row?.share_rules ? (JSON.parse(row.share_rules) as ShareRules) : noRules
}

export async function writeRules(trx: Writer, rules: ShareRules): Promise<void> {
  await trx
    .updateTable('workspace')
    .set(update => ({ share_rules: JSON.stringify(rules), rev: update('rev', '+', 1) }))
    .execute()
}
