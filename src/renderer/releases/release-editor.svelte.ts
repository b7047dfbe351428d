import type { Release } from '../../domain/releases/release.ts'
import type { Input } from '../../preload/contract/index.ts'
import { RelaisError } from '../../domain/errors.ts'
import { engine } from '../app/engine.ts'
import { toasts } from '../app/toasts.svelte.ts'
import { t } from '../app/locale.svelte.ts'

type Edit = Input<'releases.save'>['change']
type Saved = Pick<Release, 'title' | 'subtitle' | 'body' | 'lang' | 'kind' | 'embargo'>

/** How long after the last key a save starts, in milliseconds: within the second that is promised, and one save in flight. */
const pause = 400

/**
 * The open release: what was typed, what is on disk, and the saves between the two.
 *
 * A failed save keeps its text and goes with the next one. A change made elsewhere is taken over unless something typed
 * here would be lost by it.
 */
export class ReleaseDraft {
  readonly id: string
  state = $state<'saved' | 'dirty' | 'saving' | 'failed'>('saved')
  savedAt = $state<string | null>(null)
  problem = $state.raw<unknown>(null)
  /** Counts the times that the text was replaced from outside, so that the editor reads it anew. */
  replaced = $state(0)
  onDisk = $state.raw<Saved>() as Saved
  #rev: number
  #pending: Edit = {}
  #timer: ReturnType<typeof setTimeout> | undefined
  #flight: Promise<void> | null = null

  constructor(release: Release) {
    this.id = release.id
    this.#rev = release.rev
    this.onDisk = release
  }

  /** Notes an edit; it is on disk within a second. */
  change(edit: Edit): void {
    Object.assign(this.#pending, edit)
    if (this.state !== 'saving') this.state = 'dirty'
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), pause)
  }

  /** Saves what is not yet on disk; resolves when it is, or when saving failed. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer)
    await this.#flight
    if (Object.keys(this.#pending).length === 0) return this.state !== 'failed'
    this.#flight = this.#save().finally(() => (this.#flight = null))
    await this.#flight
    return this.state === 'saved'
  }

  /** Takes over what the engine now holds, after a change by somebody else or by the lifecycle. */
  adopt(release: Release): void {
    if (release.rev <= this.#rev || this.#flight) return
    const sameText = release.title === this.onDisk.title && release.subtitle === this.onDisk.subtitle && release.body === this.onDisk.body
    if (!sameText && Object.keys(this.#pending).length > 0) return
    this.#rev = release.rev
    this.onDisk = release
    if (!sameText) this.replaced += 1
  }

  async #save(): Promise<void> {
    const change = this.#pending
    this.#pending = {}
    this.state = 'saving'
    try {
      const saved = await engine.call('releases.save', { id: this.id, rev: this.#rev, change })
      this.#rev = saved.rev
      const { embargo: _embargo, ...text } = change
      this.onDisk = { ...this.onDisk, ...(text as Partial<Saved>) }
      this.savedAt = saved.savedAt
      this.state = Object.keys(this.#pending).length > 0 ? 'dirty' : 'saved'
      this.problem = null
      if (saved.approvalVoided) toasts.say(t('releases.editor.voided'))
    } catch (thrown) {
      this.#pending = { ...change, ...this.#pending }
      this.state = 'failed'
      this.problem = thrown
      // A lost engine comes back by itself, so what was typed is tried again; a refusal is for the person to settle.
      if (thrown instanceof RelaisError && thrown.code === 'unexpected') this.#timer = setTimeout(() => void this.flush(), 10 * pause)
    }
  }
}
