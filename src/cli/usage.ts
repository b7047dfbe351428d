import type { CommanderError } from 'commander'
import type { MessageKey, Translate } from '../messages/index.ts'

const keys: Record<string, MessageKey> = {
  'commander.unknownCommand': 'cli.usage.unknownCommand',
  'commander.unknownOption': 'cli.usage.unknownOption',
  'commander.missingArgument': 'cli.usage.missingArgument',
  'commander.optionMissingArgument': 'cli.usage.missingValue',
  'commander.missingMandatoryOptionValue': 'cli.usage.missingOption',
  'commander.excessArguments': 'cli.usage.tooMany',
  'commander.invalidArgument': 'cli.usage.invalid',
  'commander.help': 'cli.usage.noCommand'
}

/**
 * A complaint of commander in the language of the terminal.
 *
 * The kind comes from its code. Its own text is read only for what it quotes: the option or word that is at fault, the value
 * that was given and those that may be; there is no other way to know them.
 */
export function usageWords(t: Translate, error: CommanderError): string {
  const [name = '', value = ''] = [...error.message.matchAll(/'([^']*)'/g)].map(([, quoted]) => quoted ?? '')
  const list = /Allowed choices are (.*)\.$/.exec(error.message)?.[1]
  if (list) return t('cli.usage.choice', { name, value, list })
  return t(keys[error.code] ?? 'cli.usage.other', { name, value, problem: error.message })
}
