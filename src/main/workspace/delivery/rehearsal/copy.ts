import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context } from '../../context.ts'
import { openContext } from '../../open-context.ts'

/** A workspace of its own, which goes again without a trace. */
export interface Copy {
  context: Context
  close(): Promise<void>
}

/**
 * Copies the workspace as it is now, through SQLite's own backup, with a clock of its own. Pictures are not copied: they are
 * looked at where they are. What is sealed stays so, as nobody is unlocked in it.
 */
export async function copyWorkspace({ sqlite }: Context, now: () => number): Promise<Copy> {
  const folder = mkdtempSync(join(tmpdir(), 'relais-rehearsal-'))
  const file = join(folder, 'workspace.relais')
  try {
    await sqlite.backup(file)
    const pictures = `${sqlite.name}.media`
    if (existsSync(pictures)) symlinkSync(pictures, `${file}.media`, 'junction')
    const { context, close } = openContext(file, 'open', now)
    return {
      context,
      async close() {
        await close()
        rmSync(folder, { recursive: true, force: true })
      }
    }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}
