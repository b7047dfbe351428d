import type { Terminal } from './terminal/terminal.ts'
import { RelaisError } from '../domain/errors.ts'
import { askHidden, canAsk } from './terminal/prompt.ts'

/**
 * A person's passphrase: RELAIS_PASSPHRASE, else asked on the terminal without showing it.
 * @param twice for a new one, so that a slip of the finger does not lock its owner out
 * @throws RelaisError `passphrase-needed` where there is nobody to ask, `passphrase-differs`, `cancelled`
 */
export async function passphraseOf({ t }: Terminal, name: string, twice: 'twice' | 'once'): Promise<string> {
  const given = process.env['RELAIS_PASSPHRASE']
  if (given) return given
  if (!canAsk()) throw new RelaisError('passphrase-needed')
  const first = await asked(t('cli.passphrase.ask', { name }))
  if (twice === 'twice' && (await asked(t('cli.passphrase.again'))) !== first)
    throw new RelaisError('passphrase-differs')
  return first
}

async function asked(question: string): Promise<string> {
  const answer = await askHidden(question)
  if (!answer) throw new RelaisError('cancelled')
  return answer
}
