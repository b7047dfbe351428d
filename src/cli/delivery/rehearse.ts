import { instantFrom } from '../../domain/delivery/embargo.ts'
import type { Desk } from '../desk.ts'
import { writeAsked } from '../files.ts'
import type { Answer } from '../terminal/answer.ts'
import { manyLines } from '../terminal/text.ts'

export interface RehearseOptions {
  from?: string
  to?: string
  zone?: string[]
  out?: string
}

/** Plays through what is planned; answers with the run sheet, or writes it to a file. */
export async function rehearse(desk: Desk, { from, to, zone = [], out }: RehearseOptions): Promise<Answer> {
  const { call, info, terminal } = desk
  const { sheet, deliveries, held } = await call('outbox.rehearse', {
    ...(from !== undefined && { from: instantFrom(from, info.zone) }),
    ...(to !== undefined && { to: instantFrom(to, info.zone) }),
    zones: zone,
    lang: terminal.language
  })
  if (out === undefined)
    return { data: { deliveries, held, sheet }, text: terminal.interactive ? manyLines(sheet) : sheet }
  const file = writeAsked(out, sheet)
  return { data: { deliveries, held, file }, text: terminal.t('cli.rehearse.done', { file, count: deliveries, held }) }
}
