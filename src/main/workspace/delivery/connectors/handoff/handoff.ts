import { mkdirSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as v from 'valibot'
import type { Network } from '../../../../../domain/share/networks.ts'
import type { Cleared } from '../../clearance.ts'
import type { Connector, SendResult } from '../connector.ts'
import { writeAtomically } from '../feed/files.ts'
import { fileName } from '../file-name.ts'
import { badSetting, setting, settingsObject, type Problem } from '../settings.ts'
import { packageFiles } from './package.ts'
import { zip } from './zip.ts'

const settings = settingsObject({
  folder: v.pipe(
    setting,
    v.check(isAbsolute, 'not-a-folder' satisfies Problem),
    v.transform(folder => resolve(folder)),
    v.metadata({ folder: true })
  ),
  tool: v.optional(setting)
})

interface HandOff {
  kind: string
  /** The tool's own name, where the kind is for one. */
  tool?: string
  network?: Network
}

/**
 * A package for a person who takes it to a tool without a documented way in. Writing it again writes the same file; what
 * became of it there is for that person to say.
 */
const handOff = ({ kind, tool, network }: HandOff): Connector => ({
  kind,
  network: network ?? null,
  settings,
  secret: 'none',
  can: { update: true, withdraw: true, look: false, metrics: 'file', handOff: true },
  repeat: 'idempotent',
  lane: 1,
  whole: false,
  describe: (_delivery, access) => ({ write: pathToFileURL(access.settings['folder'] ?? '').href }),
  send: cleared => write(cleared, tool),
  prepare: ({ folder = '' }) => {
    try {
      mkdirSync(folder, { recursive: true })
    } catch {
      throw badSetting('folder', 'not-a-folder')
    }
  },
  test: async ({ settings: { folder = '' } }) => {
    mkdirSync(folder, { recursive: true })
    return folder
  }
})

async function write(cleared: Cleared, known: string | undefined): Promise<SendResult> {
  const { folder, tool } = v.parse(settings, cleared.access.settings)
  const { delivery, revision, content } = cleared
  const files = await packageFiles(cleared, known ?? tool ?? cleared.account.name)
  const bytes = await zip(files, new Date(delivery.startedAt))
  const name = `${fileName(content?.title ?? delivery.releaseId)}-${revision.number}-${delivery.action}-${delivery.id.slice(-6)}.zip`
  try {
    mkdirSync(folder, { recursive: true })
    writeAtomically(folder, [{ name, text: bytes }])
  } catch (error) {
    const received = { failure: (error as NodeJS.ErrnoException).code ?? 'unknown' }
    return { outcome: 'failed', reason: 'not-writable', retryAfter: null, received }
  }
  return { outcome: 'handed-over', received: { package: pathToFileURL(join(folder, name)).href, files: files.length } }
}

/** For any tool. */
export const handoff = handOff({ kind: 'handoff' })
/** Wiztrust certifies files by their exact bytes, whose hashes the manifest keeps; it documents no way in. */
export const wiztrust = handOff({ kind: 'wiztrust', tool: 'Wiztrust' })
export const facebook = handOff({ kind: 'facebook', tool: 'Facebook', network: 'facebook' })
