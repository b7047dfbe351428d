import type * as v from 'valibot'
import { curation } from './curation.ts'
import { delivery } from './delivery.ts'
import { people } from './people.ts'
import { reach } from './reach.ts'
import { releases } from './releases.ts'
import { review } from './review.ts'
import { share } from './share.ts'

/** Every call that the engine answers: the one contract of window, terminal and tests. */
export const contract = { ...people, ...releases, ...review, ...curation, ...share, ...delivery, ...reach }

export type Contract = typeof contract
export type MethodName = keyof Contract
/** What a caller gives: optional fields may be left out. */
export type Input<Name extends MethodName> = v.InferInput<Contract[Name]['input']>
/** What a handler gets: checked, with defaults filled in. */
export type Checked<Name extends MethodName> = v.InferOutput<Contract[Name]['input']>
export type Output<Name extends MethodName> =
  NonNullable<Contract[Name]['output']> | Extract<Contract[Name]['output'], null>

/** A handler for each method; one that is missing does not compile. */
export type Handlers<Names extends MethodName = MethodName> = {
  [Name in Names]: (input: Checked<Name>) => Output<Name> | Promise<Output<Name>>
}

/** Calls the engine. Rejects with a RelaisError whose code says what went wrong. */
export type Call = <Name extends MethodName>(name: Name, input: Input<Name>) => Promise<Output<Name>>

/** Told after a commit, so that screens ask again for what they show. */
export type Change =
  | {
      topic: 'releases' | 'review' | 'inbox' | 'sources' | 'outbox' | 'accounts' | 'people' | 'reach' | 'share'
      ids: string[]
    }
  | { topic: 'import'; job: string; done: number; total: number }
