import type { ErrorShape } from '../domain/errors.ts'
import type { MessageKey, Translate } from './index.ts'

/**
 * The wording of a coded failure, for the window and the terminal. What one of its values means is in the table itself, as
 * a reference to another message; only a list of roles has to be put into words one by one.
 */
export function wordsFor(t: Translate, { code, params }: ErrorShape): string {
  const { roles } = params
  if (typeof roles !== 'string') return t(`errors.${code}`, params)
  const words = roles.split(', ').map(role => t(`people.roles.${role}` as MessageKey))
  return t(`errors.${code}`, { ...params, roles: words.join(', ') })
}
