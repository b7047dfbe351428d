import { Help, type Option } from 'commander'
import type { Translate } from '../messages/index.ts'

/** How commander's help looks in another language than its own: its headings and hints are replaced, its layout is kept. */
export function helpIn(t: Translate): Partial<Help> {
  const titles: Record<string, string> = {
    'Usage:': t('cli.help.usage'),
    'Arguments:': t('cli.help.arguments'),
    'Options:': t('cli.help.options'),
    'Global Options:': t('cli.help.globalOptions'),
    'Commands:': t('cli.help.commands')
  }
  const placeholders = (text: string): string =>
    text.replace('[options]', t('cli.help.optionsPlace')).replace('[command]', t('cli.help.commandPlace'))
  const plain = new Help()
  return {
    showGlobalOptions: true,
    styleTitle: title => titles[title] ?? title,
    styleUsage: placeholders,
    subcommandTerm: command => placeholders(plain.subcommandTerm(command)),
    optionDescription: option => [option.description, ...hints(t, option)].join(' ')
  }
}

function hints(t: Translate, option: Option): string[] {
  const all: string[] = []
  if (option.argChoices) all.push(t('cli.help.choices', { list: option.argChoices.join(', ') }))
  if (option.defaultValue !== undefined && (option.required || option.optional)) {
    all.push(t('cli.help.default', { value: String(option.defaultValue) }))
  }
  if (option.envVar) all.push(t('cli.help.env', { name: option.envVar }))
  return all.length > 0 ? [`(${all.join(t('cli.help.and'))})`] : []
}
