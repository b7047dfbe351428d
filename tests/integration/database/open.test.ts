import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../../src/main/workspace/database/open.ts'
import { temporaryFolder } from '../../support/folder.ts'

let folder: ReturnType<typeof temporaryFolder>
let file: string
beforeEach(() => {
  folder = temporaryFolder()
  file = join(folder.path, 'workspace.relais')
})
afterEach(() => folder.remove())

const code = (expected: string): Error => expect.objectContaining({ code: expected }) as Error

test('a workspace opens with WAL, full sync, foreign keys, and for its owner’s eyes only', () => {
  const { sqlite } = openDatabase(file, 'create')
  const pragma = (name: string): unknown => sqlite.pragma(name, { simple: true })
  expect([pragma('journal_mode'), pragma('synchronous'), pragma('foreign_keys'), pragma('locking_mode')]).toEqual([
    'wal',
    2,
    1,
    'exclusive'
  ])
  expect([file, `${file}-wal`].map(path => statSync(path).mode & 0o777)).toEqual([0o600, 0o600])
  sqlite.close()
})

test('an existing file is never created over, and a missing one never made by opening', () => {
  expect(() => openDatabase(file, 'open')).toThrow(code('workspace-missing'))
  openDatabase(file, 'create').sqlite.close()
  expect(() => openDatabase(file, 'create')).toThrow(code('workspace-exists'))
})

test('a file of another kind is refused and left as it is', () => {
  writeFileSync(file, 'Dear diary')
  expect(() => openDatabase(file, 'open')).toThrow(code('workspace-unreadable'))
  expect(statSync(file).size).toBe(10)
})

test('a second opener is told at once; the lock goes with its owner, however it ends', async () => {
  const module = resolve(import.meta.dirname, '../../../src/main/workspace/database/open.ts')
  const script = `const { openDatabase } = await import(${JSON.stringify(module)}); openDatabase(${JSON.stringify(file)}, 'create'); console.log('open'); setInterval(() => {}, 1e6)`
  const owner = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script],
    { stdio: ['ignore', 'pipe', 'inherit'] }
  )
  await once(owner.stdout, 'data')
  expect(() => openDatabase(file, 'open')).toThrow(code('workspace-busy'))
  owner.kill('SIGKILL')
  await once(owner, 'exit')
  openDatabase(file, 'open').sqlite.close()
})
