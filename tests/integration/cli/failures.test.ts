import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { newDesk, type Desk } from './desks.ts'
import { objectIn, relais, terminalAt, type Failed } from './relais.ts'

let desk: Desk
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

beforeEach(async () => void (desk = await newDesk()))
afterEach(() => desk.close())

const unknown = '01938c5e-7a10-7000-8000-0123456789ab'

describe('a command that cannot do what was asked', () => {
  const failing: [string, string[]][] = [
    ['release-missing', ['show', unknown]],
    ['release-missing', ['show', 'nothing-like-it']],
    ['review-missing', ['decide', unknown, '--verdict', 'approve', '--as', 'Alma Roy']],
    ['item-missing', ['triage', unknown, '--verdict', 'keep']],
    ['source-missing', ['source', 'remove', 'https://nowhere.example/']],
    ['account-missing', ['account', 'test', 'Nowhere']],
    ['delivery-missing', ['retry', unknown]],
    ['person-missing', ['submit', unknown, '--as', 'Nobody']],
    ['person-exists', ['person', 'add', 'Ada', '--email', 'ada@armelin.example', '--role', 'officer']],
    ['file-missing', ['metrics', 'import', 'nowhere.csv']],
    ['bad-settings', ['account', 'add', 'webhook', '--name', 'x', '--set', 'url=nonsense']],
    ['zone-unknown', ['init', '--workspace', 'NEW', '--zone', 'Mars/Olympus']],
    ['workspace-exists', ['init']]
  ]

  test.each(failing)('%s: %j', async (code, args) => {
    const made = join(desk.folder, 'new.relais')
    const ran = await relais([...args.map(arg => (arg === 'NEW' ? made : arg)), '--json'], {
      env: { ...desk.env, RELAIS_WORKSPACE: desk.file },
      cwd: desk.folder
    })
    expect(objectIn(ran)).toEqual({
      error: expect.objectContaining({ code, message: expect.stringMatching(/^[^{}]+\.$/) })
    })
    expect(ran.code).toBe(1)
    expect(existsSync(made)).toBe(false)
  })

  test('says so on standard error, in the language of the terminal, and leaves standard output alone', async () => {
    const ran = await relais(['show', unknown, '--workspace', desk.file], { env: { LANG: 'fr_FR.UTF-8' } })
    expect({ ...ran, stderr: ran.stderr.replace(/\s/g, ' ') }).toEqual({
      code: 1,
      stdout: '',
      stderr: `Il n’y a pas de communiqué « ${unknown} ». `
    })
  })
})

test('a workspace that another process holds is busy, and opens again when it ends', async () => {
  const holder = new Database(desk.file)
  holder.pragma('locking_mode = EXCLUSIVE')
  holder.exec('BEGIN IMMEDIATE; COMMIT')
  expect(await desk.run<Failed>('releases')).toMatchObject({ code: 1, answer: { error: { code: 'workspace-busy' } } })
  holder.close()
  expect(await desk.run('releases')).toMatchObject({ code: 0 })
})

test('a file that is no workspace is left as it is', async () => {
  const file = join(desk.folder, 'letter.relais')
  writeFileSync(file, 'Dear all')
  expect((await terminalAt(file)<Failed>('verify')).answer.error.code).toBe('workspace-unreadable')
  expect((await terminalAt(join(desk.folder, 'none.relais'))<Failed>('verify')).answer.error.code).toBe(
    'workspace-missing'
  )
  expect(readdirSync(desk.folder).sort()).toEqual(['armelin.relais', 'letter.relais'])
})

test('signing and adding people need a passphrase, and where nobody can be asked that is said', async () => {
  const silent = terminalAt(desk.file)
  const added = await silent<Failed>('person', 'add', 'Nina', '--email', 'nina@armelin.example', '--role', 'officer')
  expect(added).toMatchObject({ code: 1, answer: { error: { code: 'passphrase-needed' } } })
  const other = join(desk.folder, 'other.relais')
  expect(await terminalAt(other)<Failed>('init')).toMatchObject({
    code: 1,
    answer: { error: { code: 'passphrase-needed' } }
  })
  expect(existsSync(other)).toBe(false)
})

test('writing needs no passphrase, and the right to write all the same', async () => {
  writeFileSync(join(desk.folder, 'text.md'), 'Un texte.\n')
  const silent = terminalAt(desk.file)
  const fields = ['new', '--title', 'Titre', '--body-file', join(desk.folder, 'text.md')]
  expect(await silent(...fields)).toMatchObject({
    code: 0,
    answer: { release: { title: 'Titre', status: 'draft', body: expect.stringContaining('Un texte.') } }
  })
  expect(await silent<Failed>(...fields, '--as', 'Alma Roy')).toMatchObject({
    code: 1,
    answer: { error: { code: 'not-allowed', message: 'This needs the role: PR officer.' } }
  })
  expect(
    (
      await relais(['new', '--title', 'Lu', '--body-file', '-', '--json'], {
        env: { RELAIS_WORKSPACE: desk.file, RELAIS_PERSON: 'Omar Petit' },
        input: 'De l’entrée.'
      })
    ).code
  ).toBe(0)
})

test('a changed byte in what was approved is found, with exit code 1', async () => {
  const { answer } = await desk.run<{ release: { id: string } }>(
    'new',
    '--title',
    'Signé',
    '--body-file',
    import.meta.filename,
    '--as',
    'Omar Petit'
  )
  await desk.run('submit', answer.release.id, '--as', 'Omar Petit')
  expect((await desk.run('decide', answer.release.id, '--verdict', 'approve', '--as', 'Alma Roy')).code).toBe(0)
  const file = new Database(desk.file)
  file.exec(`UPDATE release SET title = 'Signe'`)
  file.close()
  const found = await desk.run<{ problems: { kind: string; message: string }[] } & Failed>('verify', answer.release.id)
  expect(found).toMatchObject({ code: 1, answer: { error: { code: 'problems-found' } } })
  expect(found.answer.problems.map(problem => problem.kind)).toContain('approval')
  expect(found.answer.problems[0]?.message).toMatch(/\.$/)
})
