import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import type { Person } from '../../../src/domain/people/roles.ts'
import { relais, terminalAt } from './relais.ts'

export const passphrase = 'une phrase secrète, longue'
const env = { RELAIS_PASSPHRASE: passphrase }

let template: Promise<string> | undefined
afterAll(async () => template && rmSync(dirname(await template), { recursive: true, force: true }))

/** A folder with a workspace that the terminal itself made: Ada (administrator), Omar (officer), Alma (approver). */
export async function newDesk() {
  template ??= makeTemplate()
  const folder = mkdtempSync(join(tmpdir(), 'relais cli '))
  const file = join(folder, 'armelin.relais')
  copyFileSync(await template, file)
  return {
    folder,
    file,
    env,
    /** Every command with `--json` and the passphrase that all three have. */
    run: terminalAt(file, env),
    close: () => rmSync(folder, { recursive: true, force: true })
  }
}

export type Desk = Awaited<ReturnType<typeof newDesk>>

async function makeTemplate(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'relais cli template '))
  const file = join(folder, 'armelin.relais')
  const options = [
    '--name',
    'Ada Brun',
    '--email',
    'ada@armelin.example',
    '--organisation',
    'Armelin',
    '--zone',
    'Europe/Paris',
    '--lang',
    'fr'
  ]
  const made = await relais(['init', '--workspace', file, ...options], { env })
  if (made.code !== 0) throw new Error(made.stderr)
  const run = terminalAt(file, env)
  await run<{ person: Person }>('person', 'add', 'Omar Petit', '--email', 'omar@armelin.example', '--role', 'officer')
  await run<{ person: Person }>('person', 'add', 'Alma Roy', '--email', 'alma@armelin.example', '--role', 'approver')
  return file
}
