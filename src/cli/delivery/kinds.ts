import type { MessageKey, Translate } from '../../messages/index.ts'
import type { ConnectorInfo } from '../../preload/contract/delivery.ts'

/** A kind of destination as the terminal sets it up. */
export interface Kind extends ConnectorInfo {
  /**
   * Whether an account that is set up so needs a secret.
   * @throws RelaisError `bad-settings`
   */
  asksSecret(settings: Record<string, string>): boolean
}

/** Every kind there is, without a workspace: they are loaded only where destinations are asked about. */
export async function kinds(): Promise<Kind[]> {
  const [{ connectors }, { describeConnector }, { checkSettings }] = await Promise.all([
    import('../../main/workspace/delivery/connectors/index.ts'),
    import('../../main/workspace/delivery/connectors/describe.ts'),
    import('../../main/workspace/delivery/connectors/settings.ts')
  ])
  return connectors.map(connector => ({
    ...describeConnector(connector),
    asksSecret: settings =>
      connector.needsSecret?.(checkSettings(connector.settings, settings)) ?? connector.secret !== 'none'
  }))
}

/** What is said under the help of `account add KIND`: its keys, what it can do, and where its secret comes from. */
export function kindHelp(t: Translate, kind: Kind): string {
  const width = Math.max(...kind.settings.map(({ key }) => key.length))
  const keys = kind.settings.map(
    setting => `  ${setting.key.padEnd(width)}  ${settingName(t, setting.key)} (${hints(t, setting)})`
  )
  const can = (['update', 'withdraw', 'look'] as const).map(what => [what, kind.can[what] ? 'yes' : 'no'] as const)
  const done = [...can, ['metrics', kind.can.metrics] as const].map(([what, how]) => {
    const label = t(`delivery.destinations.can.${what}`)
    return `  ${t('cli.labelled', { label, value: t(`delivery.destinations.can.${how}`) })}`
  })
  return ['', t('cli.account.keys'), ...keys, '', t('cli.account.canDo'), ...done, ...secretHelp(t, kind)].join('\n')
}

function hints(t: Translate, { required, choices, fallback }: Kind['settings'][number]): string {
  const all = [t(required ? 'cli.account.required' : 'cli.account.optional')]
  if (choices) all.push(t('cli.help.choices', { list: choices.join(', ') }))
  if (fallback !== undefined) all.push(t('cli.help.default', { value: fallback }))
  return all.join(t('cli.help.and'))
}

function secretHelp(t: Translate, { kind, secret, redirect }: Kind): string[] {
  if (secret === 'none') return []
  if (secret === 'generated') return ['', t('cli.account.secret')]
  const { label, hint } = secretWords(t, kind, secret)
  if (secret === 'given') return ['', t('cli.account.secretGiven', { label }), hint]
  return ['', t('cli.account.signIn'), t('cli.account.redirect', { redirect }), t('cli.account.appKey', { label })]
}

/** What a kind calls its secret, and where a person finds it. */
export function secretWords(t: Translate, kind: string, secret: Kind['secret']): { label: string; hint: string } {
  const own = wordsFor(t, `delivery.secrets.${kind}.label`) === null ? 'other' : kind
  const key = secret === 'oauth' ? 'app' : own
  return {
    label: wordsFor(t, `delivery.secrets.${key}.label`) ?? '',
    hint: wordsFor(t, `delivery.secrets.${key}.hint`) ?? ''
  }
}

export const kindName = (t: Translate, kind: string): string => wordsFor(t, `delivery.connectors.${kind}`) ?? kind
export const aboutKind = (t: Translate, kind: string): string =>
  wordsFor(t, `delivery.about.${kind}`) ?? t('cli.account.addKind', { kind })

const settingName = (t: Translate, key: string): string => wordsFor(t, `delivery.settings.${key}`) ?? key

/** Words that a kind or a setting may have; null where nobody wrote any. */
function wordsFor(t: Translate, key: string): string | null {
  const words = t(key as MessageKey)
  return words === key ? null : words
}
