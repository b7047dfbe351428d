import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Person } from '../../src/domain/people/roles.ts'
import { openEngine, type Engine } from '../../src/main/workspace/engine.ts'
import { openContext } from '../../src/main/workspace/open-context.ts'
import { initWorkspace } from '../../src/main/workspace/people/person.service.ts'
import { sampleOfficer, samplePassphrase } from '../../src/main/workspace/sample/sample.ts'

export interface ReadyWorkspace {
  file: string
  folder: string
  remove(): void
}

/** An open workspace with its officer at the desk, and an approver who decides with `samplePassphrase`. */
export interface Filling {
  shell: Engine['shell']
  approver: Person
  folder: string
}

/**
 * Makes a small workspace and fills it before the program opens it. It counts as a sample, so its officer sits at the desk
 * from the start and no test has to sign in.
 */
export async function readyWorkspace(fill: (filling: Filling) => Promise<void>): Promise<ReadyWorkspace> {
  const folder = mkdtempSync(join(tmpdir(), 'relais e2e workspace '))
  const file = join(folder, 'ready.relais')
  const { context, close } = openContext(file, 'create')
  const person = { name: 'Inès Kerbrat', email: sampleOfficer, passphrase: samplePassphrase }
  await initWorkspace(context, { name: 'Armelin', zone: 'Europe/Paris', lang: 'en', sample: true, person })
  await close()
  const engine = openEngine(file, 'open')
  try {
    const { shell } = engine
    await shell('people.unlock', { person: sampleOfficer, passphrase: samplePassphrase })
    const approver = await shell('people.add', {
      name: 'Hélène Roux',
      email: 'helene.roux@armelin.example',
      roles: ['approver'],
      passphrase: samplePassphrase
    })
    await fill({ shell, approver, folder })
  } finally {
    await engine.close()
  }
  return { file, folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Has a release of the officer's submitted and approved. */
export async function approve({ shell, approver }: Filling, release: string): Promise<void> {
  const { id: review } = await shell('review.submit', { release })
  await shell('review.decide', { review, person: approver.id, verdict: 'approve', passphrase: samplePassphrase })
}
