import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { userInfo } from 'node:os'
import { basename, dirname, extname, resolve } from 'node:path'
import { RelaisError } from '../../domain/errors.ts'
import type { Output } from '../../preload/contract/index.ts'
import { openedEngine } from '../desk.ts'
import { unwritable } from '../files.ts'
import { passphraseOf } from '../passphrase.ts'
import type { Answer } from '../terminal/answer.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { oneLine } from '../terminal/text.ts'
import { peopleTable } from './people.commands.ts'

export interface InitOptions {
  sample?: true
  name?: string
  email?: string
  organisation?: string
  zone?: string
  lang?: 'fr' | 'en'
}

/** Makes the workspace file: an empty one with its first person, or the sample. What is already there is never touched. */
export async function makeWorkspace(terminal: Terminal, file: string, options: InitOptions): Promise<Answer> {
  const path = resolve(file)
  if (existsSync(path)) throw new RelaisError('workspace-exists', { file: path })
  makeFolder(dirname(path))
  const { workspace, people } = await wholly(
    path,
    options.sample ? makeSample(path) : makeEmpty(terminal, path, options)
  )
  const text = `${terminal.t('cli.init.made', { name: oneLine(workspace.name), file: path })}\n\n${peopleTable(terminal, people)}`
  return { data: { workspace: { ...workspace, file: path }, people }, text }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
  } catch (cause) {
    throw unwritable(path, cause)
  }
}

/** Leaves nothing half-made behind. */
async function wholly<T>(file: string, making: Promise<T>): Promise<T> {
  try {
    return await making
  } catch (thrown) {
    // Another process may have made it in between: then it is not ours to take away.
    if (!(thrown instanceof RelaisError && thrown.code === 'workspace-exists')) {
      for (const side of ['', '-wal', '-shm']) rmSync(file + side, { force: true })
    }
    throw thrown
  }
}

/** The invented company's year of work. Its passphrases are published, so RELAIS_PASSPHRASE plays no part. */
async function makeSample(file: string): Promise<Output<'workspace.init'>> {
  const { createSample } = await import('../../main/workspace/sample/sample.ts')
  return createSample(file)
}

async function makeEmpty(terminal: Terminal, file: string, options: InitOptions): Promise<Output<'workspace.init'>> {
  const { username } = userInfo()
  const person = {
    name: options.name ?? username,
    // A reserved name (RFC 2606): plainly no real address, until one is given.
    email: options.email ?? `${username.replace(/[^\w.+-]/g, '') || 'me'}@localhost.invalid`
  }
  const workspace = {
    name: options.organisation ?? basename(file, extname(file)),
    zone: options.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    lang: options.lang ?? terminal.language
  }
  const passphrase = await passphraseOf(terminal, person.name, 'twice')
  const engine = await openedEngine(file, 'create')
  try {
    return await engine.shell('workspace.init', { ...workspace, person: { ...person, passphrase } })
  } finally {
    await engine.close()
  }
}
