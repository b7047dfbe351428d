import { randomUUID } from 'node:crypto'
import { actAs, type Desk } from '../desk.ts'
import type { Answer } from '../terminal/answer.ts'
import { wordsFor } from '../../messages/failure.ts'
import { oneLine } from '../terminal/text.ts'
import { onInterrupt } from '../terminal/interrupt.ts'

/** Most failures that are listed one by one on a terminal; `--json` lists all of them. */
const listed = 20

/** Imports files and folders. Ctrl+C stops it after the batch it is in, and what was read so far is kept and listed. */
export async function importPaths(desk: Desk, paths: string[], as: string | undefined): Promise<Answer> {
  const { call, terminal } = desk
  const { t } = terminal
  await actAs(desk, as)
  const job = randomUUID()
  const stopListening = desk.onChange(change => {
    if (change.topic === 'import' && change.job === job)
      terminal.progress(t('cli.import.progress', { done: change.done, total: change.total }))
  })
  const stopInterrupt = onInterrupt(() => void call('releases.cancelImport', { job }))
  try {
    const { imported, present, failed, cancelled } = await call('releases.importPaths', { job, paths })
    const failures = failed.map(({ path, row, ...shape }) => ({
      path,
      ...(row === undefined ? {} : { row }),
      code: shape.code,
      message: wordsFor(t, shape)
    }))
    const lines = [
      t('cli.import.imported', { count: imported.length }),
      t('cli.import.present', { count: present.length })
    ]
    if (failures.length > 0) lines.push(t('cli.import.failed', { count: failures.length }))
    for (const failure of failures.slice(0, listed)) lines.push(`  ${oneLine(failure.message)}`)
    if (failures.length > listed) lines.push(`  ${t('cli.import.more', { count: failures.length - listed })}`)
    return {
      data: { imported, present, failed: failures },
      text: lines.join('\n'),
      shortfall: shortfallOf(t, failures.length, cancelled)
    }
  } finally {
    stopInterrupt()
    stopListening()
  }
}

function shortfallOf(t: Desk['terminal']['t'], failed: number, cancelled: boolean): Answer['shortfall'] {
  if (cancelled) return { code: 'cancelled', message: t('errors.cancelled') }
  return failed > 0 ? { code: 'some-failed', message: t('errors.some-failed', { count: failed }) } : undefined
}
