import { tick } from 'svelte'
import type { ReleaseContent } from '../../domain/releases/release.ts'
import { checkKit, type CopyProblem } from '../../domain/share/check.ts'
import { composer } from '../../domain/share/compose.ts'
import { firstCopies, newCopyId } from '../../domain/share/first-copies.ts'
import { withFirstCopies } from '../../domain/share/first-kit.ts'
import { copyNumber, type MediaUse, type ShareCopy, type ShareKit } from '../../domain/share/kit.ts'
import { networks, type CopyLang, type Network } from '../../domain/share/networks.ts'
import type { Post } from '../../domain/share/post.ts'
import type { ShareRules } from '../../domain/share/rules.ts'
import { copyLangOf, wordsIn } from '../../domain/share/words.ts'
import { t } from '../app/locale.svelte.ts'
import { toasts } from '../app/toasts.svelte.ts'
import type { ReleaseDraft } from '../releases/release-editor.svelte.ts'

/** The id of the field in which a copy is written. */
export const fieldOf = (copy: string): string => `copy-${copy}`

/** The share kit of the open release: what is in it, what there is to say of it, and all that can be done to it. */
export class KitEditor {
  readonly draft: ReleaseDraft
  readonly #rules: () => ShareRules
  network = $state<Network>('linkedin')
  /** The copy that was last written in: the preview shows it. */
  #current = $state<string | null>(null)

  readonly kit = $derived.by(() => this.draft.kit)
  readonly rules = $derived.by(() => this.#rules())
  readonly content = $derived.by((): ReleaseContent => ({ ...this.draft.onDisk, kit: this.kit }))
  readonly lang = $derived.by((): CopyLang => copyLangOf(this.content.lang))
  readonly otherLang = $derived.by((): CopyLang => (this.lang === 'fr' ? 'en' : 'fr'))
  readonly posts = $derived.by(
    () =>
      new Map<string, Post>(
        this.kit.copies.map(composer(this.content, this.rules)).map(post => [post.copy ?? '', post])
      )
  )
  readonly problems = $derived.by(
    () =>
      new Map<string | null, CopyProblem[]>(checkKit(this.content, this.rules).map(each => [each.copy, each.problems]))
  )
  /** What first versions would add. */
  readonly missing = $derived.by(() => {
    const has = new Set(this.kit.copies.map(({ network, lang }) => `${network} ${lang}`))
    return firstCopies(this.content, this.rules).filter(({ network, lang }) => !has.has(`${network} ${lang}`))
  })
  /** The copy that the preview shows. */
  readonly current = $derived.by(() => {
    const here = this.copiesOf(this.network)
    return here.find(({ id }) => id === this.#current) ?? here[0] ?? null
  })

  readonly #settling = new Set<() => Promise<void>>()

  /** Keeps a way to save what is typed in the kit and kept elsewhere, for as long as the returned function is not called. */
  beforeSettling(save: () => Promise<void>): () => void {
    this.#settling.add(save)
    return () => this.#settling.delete(save)
  }

  /** Saves what is typed in the kit and kept elsewhere than in the release. */
  async settle(): Promise<void> {
    await Promise.all([...this.#settling].map(save => save()))
  }

  constructor(draft: ReleaseDraft, rules: () => ShareRules) {
    this.draft = draft
    this.#rules = rules
  }

  copiesOf(network: Network, lang?: CopyLang): ShareCopy[] {
    return this.kit.copies.filter(copy => copy.network === network && (!lang || copy.lang === lang))
  }

  /** The languages that a network's copies are in, or may be: the release's own, the other where something is said in it. */
  langsOf(network: Network): CopyLang[] {
    const { lang, otherLang } = this
    const other = wordsIn(this.content, otherLang) || this.copiesOf(network, otherLang).length > 0
    return other ? [lang, otherLang] : [lang]
  }

  nameOf(copy: ShareCopy): string {
    const { network, lang } = copy
    return t('share.screen.copyName', { network, lang, number: copyNumber(this.kit.copies, copy) })
  }

  change(part: Partial<ShareKit>): void {
    this.draft.change({ kit: { ...this.kit, ...part } })
  }

  write(id: string, text: string): void {
    this.change({ copies: this.kit.copies.map(copy => (copy.id === id ? { ...copy, text } : copy)) })
  }

  /** The preview follows the copy that is being written. */
  attend(id: string): void {
    this.#current = id
  }

  /** Leads to a copy: its network's tab, and its field. */
  async show(id: string): Promise<void> {
    const copy = this.kit.copies.find(each => each.id === id)
    if (!copy) return
    this.network = copy.network
    this.attend(id)
    await tick()
    document.getElementById(fieldOf(id))?.focus()
  }

  step(by: 1 | -1): void {
    const at = networks.indexOf(this.network) + by
    this.network = networks[(at + networks.length) % networks.length] ?? this.network
    const [first] = this.copiesOf(this.network)
    if (first) void this.show(first.id)
  }

  async add(network: Network, lang: CopyLang, text = '', after?: string): Promise<void> {
    const { copies } = this.kit
    const copy = { id: newCopyId(copies, network, lang), network, lang, text }
    const last = after ?? this.copiesOf(network, lang).at(-1)?.id
    const at = last === undefined ? copies.length : copies.findIndex(({ id }) => id === last) + 1
    this.change({ copies: copies.toSpliced(at, 0, copy) })
    await this.show(copy.id)
  }

  duplicate(copy: ShareCopy): Promise<void> {
    return this.add(copy.network, copy.lang, copy.text, copy.id)
  }

  async remove(copy: ShareCopy): Promise<void> {
    const at = this.kit.copies.findIndex(({ id }) => id === copy.id)
    const here = this.copiesOf(copy.network)
    const neighbour = here[here.findIndex(({ id }) => id === copy.id) + 1] ?? here.at(-2)
    this.change({ copies: this.kit.copies.toSpliced(at, 1) })
    toasts.say(t('share.screen.removed'), { undo: () => this.#putBack(copy, at) })
    if (neighbour && neighbour.id !== copy.id) await this.show(neighbour.id)
  }

  #putBack(copy: ShareCopy, at: number): void {
    const { copies } = this.kit
    const taken = copies.some(({ id }) => id === copy.id)
    const back = taken ? { ...copy, id: newCopyId(copies, copy.network, copy.lang) } : copy
    this.change({ copies: copies.toSpliced(at, 0, back) })
    void this.show(back.id)
  }

  /**
   * Makes first versions, and leads to the first one.
   * @param all also where there are copies already; these are gone then, until that is undone
   */
  async makeFirst(all = false): Promise<void> {
    const before = this.kit
    const { kit, made } = withFirstCopies(this.content, this.rules, all)
    if (made.length === 0) return toasts.say(t('share.screen.madeNone'), { tone: 'stop' })
    const { messages, copies } = kit
    this.change({ messages, copies })
    const said = all ? t('share.screen.replaced') : t('share.screen.made', { count: made.length })
    toasts.say(said, { undo: () => this.change({ messages: before.messages, copies: before.copies }) })
    const first = copies.find(({ network }) => network === this.network) ?? made[0]
    if (first) await this.show(first.id)
  }

  useMedia(hash: string, change: Partial<MediaUse>): void {
    this.change({ media: this.kit.media.map(use => (use.hash === hash ? { ...use, ...change } : use)) })
  }

  moveMedia(from: number, to: number): void {
    const { media } = this.kit
    const use = media[from]
    if (use && media[to]) this.change({ media: media.toSpliced(from, 1).toSpliced(to, 0, use) })
  }

  removeMedia(use: MediaUse): void {
    const at = this.kit.media.indexOf(use)
    this.change({ media: this.kit.media.toSpliced(at, 1) })
    const undo = () => this.change({ media: this.kit.media.toSpliced(at, 0, use) })
    toasts.say(t('share.screen.pictureRemoved'), { undo })
  }
}
