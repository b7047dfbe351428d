import { chmodSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import writeFileAtomic from 'write-file-atomic'
import { themes } from '../preload/shell-contract.ts'

const integer = v.pipe(v.number(), v.integer())

/** What a desktop remembers between two runs. Each part falls back alone, so that one bad value costs no other. */
const schema = v.object({
  lang: v.fallback(v.nullable(v.picklist(['fr', 'en'])), null),
  theme: v.fallback(v.picklist(themes), 'system'),
  /** Whether Relais goes on running without its window even when nothing waits. */
  background: v.fallback(v.boolean(), false),
  /** Newest first. */
  recent: v.fallback(v.array(v.object({ file: v.string(), name: v.string(), openedAt: v.string() })), []),
  /** The workspace to open at the next start; null once a person closed it. */
  last: v.fallback(v.nullable(v.string()), null),
  window: v.fallback(
    v.nullable(v.object({ x: integer, y: integer, width: integer, height: integer, maximized: v.boolean() })),
    null
  )
})
export type SettingsData = v.InferOutput<typeof schema>

export interface Settings {
  readonly data: Readonly<SettingsData>
  /** Changes a part, on disk before it returns. */
  update(part: Partial<SettingsData>): void
  /** Told after every change, for as long as the program runs. */
  onChange(listener: () => void): void
}

/** Reads the settings of a user's data folder; what is missing or unreadable starts afresh. */
export function openSettings(folder: string): Settings {
  const file = join(folder, 'settings.json')
  let data = v.parse(schema, readJson(file))
  const listeners: (() => void)[] = []
  return {
    get data() {
      return data
    },
    update(part) {
      data = { ...data, ...part }
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      writeFileAtomic.sync(file, `${JSON.stringify(data, null, 2)}\n`, { mode: 0o600 })
      // The mode above counts for new files only.
      chmodSync(file, 0o600)
      for (const listener of listeners) listener()
    },
    onChange: listener => void listeners.push(listener)
  }
}

function readJson(file: string): object {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof read === 'object' && read !== null ? read : {}
  } catch {
    return {}
  }
}

const recentLimit = 8

/** The list with one workspace moved to its top. */
export function withRecent(
  recent: SettingsData['recent'],
  opened: SettingsData['recent'][number]
): SettingsData['recent'] {
  return [opened, ...recent.filter(({ file }) => file !== opened.file)].slice(0, recentLimit)
}
