import type { MediaUse } from '../../domain/share/kit.ts'
import type { CopyLang } from '../../domain/share/networks.ts'
import type { Media } from '../../preload/contract/share.ts'
import { engine } from '../app/engine.ts'
import { live } from '../app/live.svelte.ts'
import { attempt } from '../app/toasts.svelte.ts'

const rights = ['credit', 'licence', 'expires', 'consent'] as const

/** How long after the last key it goes to the library, in milliseconds. */
const pause = 400

/**
 * What the library knows of a picture that a release uses. What is found out of it there holds wherever it is used next, so it
 * is written here too: of the two, the stricter counts for review.
 */
export class LibraryFacts {
  readonly #known
  readonly #use: () => MediaUse
  readonly #lang: () => CopyLang
  /** What was typed and is not yet in the library. */
  #waiting = $state(false)
  #answered: Media | null = null
  #turn: Promise<void> = Promise.resolve()
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Lives as long as the component that makes it. */
  constructor(use: () => MediaUse, lang: () => CopyLang) {
    this.#use = use
    this.#lang = lang
    const hash = $derived(use().hash)
    this.#known = live('media.get', () => ({ hash }), ['share'])
  }

  /** Whether the library says otherwise than the release. */
  get differs(): boolean {
    const { value } = this.#known
    return !this.#waiting && value !== undefined && rights.some(name => value[name] !== this.#use()[name])
  }

  /** What the library says of the rights. */
  get rights(): Partial<MediaUse> {
    const { value } = this.#known
    return value ? Object.fromEntries(rights.map(name => [name, value[name]])) : {}
  }

  /** Notes that the release's use was changed by hand. */
  changed(): void {
    this.#waiting = true
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.keep(), pause)
  }

  /** Writes what is not yet in the library; resolves when it is, or when that failed and was said. */
  keep(): Promise<void> {
    clearTimeout(this.#timer)
    this.#turn = this.#turn.then(() => this.#write())
    return this.#turn
  }

  async #write(): Promise<void> {
    const known = this.#newest()
    if (!this.#waiting || !known) return
    const { credit, licence, expires, consent, alt, hash } = this.#use()
    const said = known.alt[this.#lang()] === '' && alt !== '' ? { alt: { ...known.alt, [this.#lang()]: alt } } : {}
    const change = { credit, licence, expires, consent, ...said }
    this.#waiting = false
    const answer = await attempt(() => engine.call('media.describe', { hash, rev: known.rev, change }))
    if (answer) this.#answered = answer
    this.#known.refresh()
  }

  /** An answer may be here before the news of it. */
  #newest(): Media | null {
    const { value } = this.#known
    return this.#answered && this.#answered.rev >= (value?.rev ?? 0) ? this.#answered : (value ?? null)
  }
}
