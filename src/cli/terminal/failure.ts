import type { ErrorParams, ErrorShape } from '../../domain/errors.ts'
import type { MessageKey, Translate } from '../../messages/index.ts'
import type { Failure } from './answer.ts'

/** Parameters that hold names of the domain, and where their words are. Several names are joined by commas. */
const named: Record<string, string> = {
  status: 'releases.statuses',
  state: 'delivery.states',
  roles: 'people.roles',
  problem: 'delivery.problems'
}

/** The wording of a coded failure; names of the domain in it are put into words too. */
export function wordsFor(t: Translate, { code, params }: ErrorShape): string {
  const values: ErrorParams = {}
  for (const [name, value] of Object.entries(params)) {
    const group = named[name]
    values[name] = group
      ? String(value)
          .split(', ')
          .map(word => wordFor(t, `${group}.${word}`) ?? word)
          .join(', ')
      : value
  }
  return t(`errors.${code}`, values)
}

/** A missing message comes back as its own key: an HTTP status, say, is also called `status`. */
function wordFor(t: Translate, key: string): string | null {
  const words = t(key as MessageKey)
  return words === key ? null : words
}

export const failureFrom = (t: Translate, shape: ErrorShape): Failure => ({
  ...shape.params,
  code: shape.code,
  message: wordsFor(t, shape)
})
