import { cleanLine, cleanText } from '../../domain/releases/clean.ts'
import type { Release } from '../../domain/releases/release.ts'
import { cleanKit } from '../../domain/share/clean-kit.ts'
import { emptyKit, type ShareKit } from '../../domain/share/kit.ts'
import type { Input } from '../../preload/contract/index.ts'
import { RelaisError } from '../../domain/errors.ts'
import { engine } from '../app/engine.ts'
import { toasts } from '../app/toasts.svelte.ts'
import { t } from '../app/locale.svelte.ts'

type Edit = Input<'releases.save'>['change']
type Saved = Pick<Release, 'title' | 'subtitle' | 'body' | 'lang' | 'kind' | 'embargo' | 'kit'>

/** How long after the last key a save starts, in milliseconds: within the second that is promised, and one save in flight. */
const pause = 400

/** Drafts that were left while something typed in them could not be saved: opening the release again finds it there. */
const unkept = new Map<string, ReleaseDraft>()

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
  /** The share kit with what was typed in it: texts, previews and checks follow it key by key. */
  kit = $state.raw<ShareKit>(emptyKit)
  #rev: number
  #pending: Edit = {}
  /** The body is being typed, and `change` is told of it after a moment. */
  #typing = false
  /** A save whose answer was lost with the engine: it may be on disk or not. */
  #lost: Edit | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #flight: Promise<void> | null = null

  constructor(release: Release) {
    this.id = release.id
    this.#rev = release.rev
    this.onDisk = release
    this.kit = release.kit ?? emptyKit
  }

  /** The draft of a release that is opened: the one that was left unsaved, if there is one. */
  static open(release: Release): ReleaseDraft {
    return unkept.get(release.id) ?? new ReleaseDraft(release)
  }

  /** Leaves the release: what is typed goes to disk, or is kept here and said. */
  async leave(): Promise<void> {
    if (await this.flush()) unkept.delete(this.id)
    else {
      unkept.set(this.id, this)
      toasts.fail(this.problem)
    }
  }

  /** What was typed here, over what is on disk. */
  get text(): Saved {
    const { embargo: _embargo, ...typed } = this.#pending
    return { ...this.onDisk, ...(typed as Partial<Saved>) }
  }

  /** Notes that the body is being typed: from the first key on, the screen does not say that all is saved. */
  typing(): void {
    this.#typing = true
    if (this.state === 'saved') this.state = 'dirty'
  }

  /** Notes an edit; it is on disk within a second, also while somebody types without a pause. */
  change(edit: Edit): void {
    Object.assign(this.#pending, edit)
    if ('body' in edit) this.#typing = false
    if (edit.kit) this.kit = edit.kit
    if (this.state !== 'saving') this.state = 'dirty'
    this.#timer ??= setTimeout(() => void this.flush(), pause)
  }

  /** Says that what was typed could not be kept, and why. */
  fail(problem: unknown): void {
    this.state = 'failed'
    this.problem = problem
  }

  /** Saves what is not yet on disk; resolves when it is, or when saving failed. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    await this.#flight
    if (Object.keys(this.#pending).length === 0) return this.state !== 'failed'
    this.#flight = this.#save().finally(() => (this.#flight = null))
    await this.#flight
    return this.state === 'saved'
  }

  /** Takes over what the engine now holds, after a change by somebody else or by the lifecycle. */
  adopt(release: Release): void {
    if (release.rev <= this.#rev || this.#flight) return
    const sameText = same(release, this.onDisk)
    if (!sameText && this.#unsaved) return
    this.#rev = release.rev
    this.onDisk = release
    if (!this.#pending.kit) this.kit = release.kit ?? emptyKit
    if (!sameText) this.replaced += 1
  }

  get #unsaved(): boolean {
    return this.#typing || Object.keys(this.#pending).length > 0
  }

  async #save(): Promise<void> {
    const change = this.#pending
    this.#pending = {}
    this.state = 'saving'
    let sent = false
    try {
      await this.#findLost()
      sent = true
      const saved = await engine.call('releases.save', { id: this.id, rev: this.#rev, change })
      this.#rev = saved.rev
      const { embargo: _embargo, ...text } = change
      this.onDisk = { ...this.onDisk, ...(text as Partial<Saved>) }
      this.savedAt = saved.savedAt
      this.state = this.#unsaved ? 'dirty' : 'saved'
      this.problem = null
      if (saved.approvalVoided) toasts.say(t('releases.editor.voided'))
    } catch (thrown) {
      const code = thrown instanceof RelaisError ? thrown.code : null
      // A time that cannot be read is said once; kept, it would hold up the text with it.
      if (code === 'bad-time') delete change.embargo
      this.#pending = { ...change, ...this.#pending }
      this.fail(thrown)
      if (code === 'engine-stopped' && sent) this.#lost = change
      // A lost engine comes back by itself, so what was typed is tried again; a refusal is for the person to settle.
      if (code === 'engine-stopped' || code === 'unexpected')
        this.#timer ??= setTimeout(() => void this.flush(), 5 * pause)
    }
  }

  /** Learns whether a save whose answer was lost is on disk: only then may the next one start from its `rev`. */
  async #findLost(): Promise<void> {
    if (!this.#lost) return
    const release = await engine.call('releases.get', { id: this.id })
    const { embargo: _embargo, ...text } = this.#lost
    if (same(release, { ...this.onDisk, ...(text as Partial<Saved>) }))
      [this.#rev, this.onDisk] = [release.rev, release]
    this.#lost = null
  }
}

/** As the engine stores them: see `cleanText`. It writes the medium of a kit's link in by itself. */
const same = (one: Saved, other: Saved): boolean =>
  cleanLine(one.title) === cleanLine(other.title) &&
  cleanLine(one.subtitle) === cleanLine(other.subtitle) &&
  cleanText(one.body) === cleanText(other.body) &&
  kitText(one.kit) === kitText(other.kit)

function kitText(kit: ShareKit = emptyKit): string {
  const { medium: _medium, ...rest } = cleanKit(kit)
  return JSON.stringify(rest)
}
