import * as v from 'valibot'
import { RelaisError } from '../../../../domain/errors.ts'
import { copyLangs } from '../../../../domain/share/networks.ts'
import type { Messages } from '../../../../messages/index.ts'
import type { ConnectorInfo } from '../../../../preload/contract/delivery.ts'

/** What can be wrong with a setting; its words are in the messages, under `delivery.problems`. */
export type Problem = keyof Messages['delivery']['problems']

type Entries = Record<string, v.GenericSchema<string | undefined, string | undefined>>
export type SettingsSchema = v.GenericSchema<Record<string, string | undefined>, Record<string, string | undefined>> & {
  entries: Entries
}

/** The settings of a connector: each entry's message is a `Problem`. A key that is not among them is refused by name. */
export const settingsObject = <E extends Entries>(entries: E) =>
  v.strictObject(entries, issue => (issue.expected === 'never' ? 'unknown-key' : 'missing') satisfies Problem)

/** A setting's schema with a problem as its message; never empty, and an empty optional one counts as left out. */
export const setting = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty('missing' satisfies Problem),
  v.maxLength(2_000, 'too-long' satisfies Problem)
)

/** One of a few words; left out, the one that is named, if any, holds. */
export const choice = <const C extends readonly string[]>(choices: C, fallback?: C[number]) =>
  v.pipe(
    v.optional(v.picklist(choices, 'not-a-choice' satisfies Problem)),
    v.metadata({ choices, ...(fallback !== undefined && { fallback }) })
  )

/** The language of what is posted; the release's own where none is chosen. */
export const postLanguage = choice(copyLangs)

/** Where the browser comes back to after signing in, unless another port is chosen: destinations want it registered. */
export const usualPort = '47803'

/** The port on this machine to which the browser comes back after signing in. */
export const redirectPort = v.pipe(
  v.optional(v.pipe(setting, v.check(isPort, 'not-a-port' satisfies Problem))),
  v.metadata({ fallback: usualPort })
)

function isPort(text: string): boolean {
  return /^\d{4,5}$/.test(text) && Number(text) >= 1024 && Number(text) <= 65_535
}

/** A number of days, from one to about ten years; left out, for good. */
export const days = v.optional(v.pipe(setting, v.regex(/^[1-9]\d{0,3}$/, 'not-days' satisfies Problem)))

/** An absolute web address without a name or password in it: those belong in the secret. */
export const webAddress = v.pipe(setting, v.check(isWebAddress, 'not-an-address' satisfies Problem))

function isWebAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null
  return (url?.protocol === 'https:' || url?.protocol === 'http:') && url.username === '' && url.password === ''
}

/**
 * Checks what a person set up, and answers with it as the connector's schema writes it: trimmed, a folder in one way of writing.
 * @throws RelaisError `bad-settings`, naming the first key and what is wrong with it
 */
export function checkSettings(schema: SettingsSchema, settings: Record<string, string>): Record<string, string> {
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value.trim() !== ''))
  const checked = v.safeParse(schema, given)
  if (!checked.success) {
    const [issue] = checked.issues
    throw badSetting(v.getDotPath(issue) ?? '', issue.message as Problem)
  }
  return Object.fromEntries(
    Object.entries(checked.output).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))
  )
}

export const badSetting = (key: string, problem: Problem): RelaisError =>
  new RelaisError('bad-settings', { key, problem })

/**
 * The keys of a connector, in the order of its schema. One whose metadata say `folder` is a folder on this machine; `choices`
 * are all that it can be, and `fallback` is what it is where nothing is chosen.
 */
export const listSettings = (schema: SettingsSchema): ConnectorInfo['settings'] =>
  Object.entries(schema.entries).map(([key, entry]) => {
    const { folder, choices, fallback } = v.getMetadata(entry) as {
      folder?: boolean
      choices?: readonly string[]
      fallback?: string
    }
    return {
      key,
      required: entry.type !== 'optional',
      ...(folder && { folder }),
      ...(choices && { choices: [...choices] }),
      ...(fallback !== undefined && { fallback })
    }
  })
