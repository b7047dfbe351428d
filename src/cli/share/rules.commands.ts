import type { ShareRules } from '../../domain/share/rules.ts'
import { actAs, type Desk } from '../desk.ts'
import { asOption } from '../options.ts'
import type { Cli } from '../program.ts'
import { UsageError, type Answer } from '../terminal/answer.ts'
import { oneLine } from '../terminal/text.ts'

interface RuleOptions {
  disclosureFr?: string
  disclosureEn?: string
  blocked?: string[]
  hashtags?: string[]
  medium?: string
  as?: string
}

/** `rules show`, `rules set`. */
export function rulesCommands(cli: Cli): void {
  const { t } = cli.terminal
  const rules = cli.program.command('rules').description(t('cli.rules.about'))
  rules
    .command('show')
    .description(t('cli.rules.show'))
    .action(cli.atDesk(async desk => rulesAnswer(desk, await desk.call('share.rules', {}))))
  rules
    .command('set')
    .description(t('cli.rules.set'))
    .option('--disclosure-fr <text>', t('cli.rules.disclosureFr'))
    .option('--disclosure-en <text>', t('cli.rules.disclosureEn'))
    .option('--blocked <words...>', t('cli.rules.blocked'))
    .option('--hashtags <tags...>', t('cli.rules.hashtags'))
    .option('--medium <medium>', t('cli.rules.medium'))
    .addOption(asOption(t))
    .action(cli.atDesk((desk, options: RuleOptions) => setRules(desk, options)))
}

async function setRules(desk: Desk, options: RuleOptions): Promise<Answer> {
  const { disclosureFr, disclosureEn, blocked, hashtags, medium, as } = options
  const given = [disclosureFr, disclosureEn, blocked, hashtags, medium].some(each => each !== undefined)
  if (!given) throw new UsageError(desk.terminal.t('cli.usage.noRule'))
  await actAs(desk, as)
  const before = await desk.call('share.rules', {})
  const said = (words: readonly string[] | undefined): string[] | undefined => words?.filter(word => word.trim() !== '')
  const rules = await desk.call('share.setRules', {
    disclosure: { fr: disclosureFr ?? before.disclosure.fr, en: disclosureEn ?? before.disclosure.en },
    blocked: said(blocked) ?? before.blocked,
    hashtags: said(hashtags) ?? before.hashtags,
    medium: medium ?? before.medium
  })
  return rulesAnswer(desk, rules)
}

function rulesAnswer({ terminal: { t } }: Desk, rules: ShareRules): Answer {
  const fields: [string, string][] = [
    [t('share.screen.rules.disclosure.fr'), rules.disclosure.fr],
    [t('share.screen.rules.disclosure.en'), rules.disclosure.en],
    [t('share.screen.rules.blocked'), rules.blocked.join(', ')],
    [t('share.screen.rules.hashtags'), rules.hashtags.map(tag => `#${tag}`).join(' ')],
    [t('share.screen.rules.medium'), rules.medium]
  ]
  const lines = fields.map(([name, value]) =>
    t('cli.labelled', { label: name, value: oneLine(value) || t('share.kit.none') })
  )
  return { data: { rules }, text: lines.join('\n') }
}
