import { resolve } from 'node:path'
import { secretVariable } from '../../domain/delivery/secret-variable.ts'
import type { Account } from '../../preload/contract/delivery.ts'
import { actWithSecrets, type Desk } from '../desk.ts'
import { shortId } from '../ids.ts'
import { actUnlocked, askSecret, requireAsking, secretGiven } from '../secret.ts'
import { UsageError, type Answer } from '../terminal/answer.ts'
import { oneLine } from '../terminal/text.ts'
import { secretWords, type Kind } from './kinds.ts'

export interface AddOptions {
  name: string
  set?: string[]
  as?: string
}

/** Sets up a destination of a kind; a secret that a person has to give is asked for, unless the environment has it. */
export async function addAccount(desk: Desk, kind: Kind, options: AddOptions): Promise<Answer> {
  const settings = readSettings(desk, kind, options.set)
  const asked = kind.secret === 'given' && kind.asksSecret(settings) && secretGiven(options.name) === null
  const given = asked ? { secret: await askedSecret(desk, kind, options) } : {}
  if (!asked) await actWithSecrets(desk, options.as)
  const added = await desk.call('accounts.add', { connector: kind.kind, name: options.name, settings, ...given })
  const { secret, ...account } = added
  return {
    // What a person typed is not shown again; what was made here is, this once.
    data: { account, ...(secret === undefined ? {} : { secret }) },
    text: addedText(desk, kind, added)
  }
}

async function askedSecret(desk: Desk, { kind, secret }: Kind, { name, as }: AddOptions): Promise<string> {
  requireAsking(name)
  await actUnlocked(desk, as)
  return askSecret(desk, name, secretWords(desk.terminal.t, kind, secret).label)
}

function addedText(
  { terminal: { t } }: Desk,
  kind: Kind,
  { id, name, hasSecret, secret }: Account & { secret?: string }
): string {
  const variable = secretVariable(name)
  const lines = [t('cli.account.added', { name: oneLine(name) })]
  if (secret !== undefined) lines.push(t('cli.account.secretOnce', { secret }))
  if (secret !== undefined && !hasSecret) lines.push(t('cli.account.notKept', { variable }))
  if (kind.secret !== 'none' && secretGiven(name) !== null) lines.push(t('cli.account.inEnvironment', { variable }))
  if (kind.secret === 'oauth') lines.push(t('cli.account.connectNext', { id: shortId(id) }))
  return lines.join('\n')
}

/** Settings as they were typed: `key=value`, and a folder from where the person stands, for the workspace has to know it from anywhere. */
export function readSettings(
  { terminal: { t } }: Desk,
  { settings: keys }: Pick<Kind, 'settings'>,
  pairs: readonly string[] = []
): Record<string, string> {
  const settings = Object.fromEntries(pairs.map(pair => readPair(pair, t('cli.usage.pair', { value: pair }))))
  for (const { key, folder } of keys) if (folder && settings[key]) settings[key] = resolve(settings[key])
  return settings
}

function readPair(pair: string, complaint: string): [string, string] {
  const at = pair.indexOf('=')
  if (at < 1) throw new UsageError(complaint)
  return [pair.slice(0, at), pair.slice(at + 1)]
}
