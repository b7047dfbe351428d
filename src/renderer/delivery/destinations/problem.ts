import { toErrorShape } from '../../../domain/errors.ts'
import { locale } from '../../app/locale.svelte.ts'

/** What was wrong with what a person set up, and with which part of it; `name` where another destination has that. */
export function problemOf(thrown: unknown): { key: string; text: string } {
  const { code, params } = toErrorShape(thrown)
  const key = code === 'bad-settings' ? String(params['key']) : code === 'account-exists' ? 'name' : ''
  return { key, text: locale.explain(thrown) }
}

/** Settings as they are sent: what was left empty is left out. */
export const filled = (values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (value?.trim() ? [[key, value.trim()]] : [])))
