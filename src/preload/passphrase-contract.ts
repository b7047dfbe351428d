import * as v from 'valibot'
import type { Verdict } from '../domain/review/statement.ts'
import type { Preferences } from './shell-contract.ts'
import { answers } from './contract/method.ts'
import { nothing } from './contract/parts.ts'
import type { Reply } from './reply.ts'

/** What is to be typed and what for, as the window shows it. `choose` asks twice for a new passphrase. */
export type PassphraseRequest = { lang: Preferences['lang'] } & (
  | { purpose: 'unlock' | 'choose'; person: string }
  /** A destination's own secret; `host` is where it will be sent, if the person named one. */
  | { purpose: 'secret'; account: string; connector: string; host: string | null }
  | {
      purpose: 'sign'
      person: string
      title: string
      revision: number
      verdict: Verdict
      reason: string
      contentHash: string
    }
)

/** All that the passphrase window may ask of the main process. */
export const passphrase = {
  passphrase: {
    request: answers<PassphraseRequest>()(nothing),
    /** Tries one; rejects with the reason and stays open, or answers and is closed. */
    submit: answers<null>()(v.strictObject({ typed: v.pipe(v.string(), v.minLength(1), v.maxLength(10_000)) })),
    cancel: answers<null>()(nothing),
    /** The height that the text needs. */
    fit: answers<null>()(v.strictObject({ height: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000)) }))
  }
}

/** `window.relaisPassphrase`, as the preload script exposes it. */
export interface PassphraseBridge {
  request(): Promise<Reply<PassphraseRequest>>
  submit(typed: string): Promise<Reply<null>>
  cancel(): Promise<Reply<null>>
  fit(height: number): Promise<Reply<null>>
}

declare global {
  interface Window {
    relaisPassphrase: PassphraseBridge
  }
}
