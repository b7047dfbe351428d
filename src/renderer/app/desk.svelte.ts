import type { Person, Role } from '../../domain/people/roles.ts'
import type { WorkspaceInfo } from '../../preload/contract/people.ts'
import { deskOf } from '../../preload/page.ts'
import type { Desk, EngineStatus, Preferences } from '../../preload/shell-contract.ts'
import { engine } from './engine.ts'
import { locale } from './locale.svelte.ts'
import { toasts } from './toasts.svelte.ts'
import { saveAll } from './unsaved.ts'

/** The desktop around the page: which workspace is open, who is at the desk, language and theme. */
class DeskState {
  /** The main process: dialogs, passphrases, printing. */
  readonly shell: Desk = deskOf(window.relais)
  workspace = $state.raw<WorkspaceInfo | null>(null)
  preferences = $state.raw<Preferences>({ lang: 'en', theme: 'system', background: false, startAtLogin: false })
  /** False until it is known whether a workspace is open, so that the welcome does not flash by. */
  ready = $state(false)
  engineDown = $state(false)

  get actor(): Person | null {
    return this.workspace?.actor ?? null
  }

  /** Whether the person at the desk has the role; the engine checks again. */
  can(role: Role): boolean {
    return this.actor?.roles.includes(role) ?? false
  }

  async start(): Promise<void> {
    this.#apply(await this.shell.preferences.get())
    engine.onStatus(status => void this.#follow(status))
    engine.onChange(change => {
      if (change.topic === 'people') void this.refresh()
    })
  }

  async refresh(): Promise<void> {
    this.workspace = await engine.call('workspace.info', {})
  }

  /** Asks for the person's passphrase in a window of the main process. */
  async unlock(person: string): Promise<void> {
    await saveAll()
    await this.shell.session.unlock({ person })
    await this.refresh()
  }

  /** Signs out. What was typed is saved first, under the name of whoever typed it. */
  async lock(): Promise<void> {
    await saveAll()
    await engine.call('people.lock', {})
    await this.refresh()
  }

  async prefer(change: Partial<Preferences>): Promise<void> {
    this.#apply(await this.shell.preferences.set(change))
  }

  openLink(url: string): void {
    this.shell.link.open({ url }).catch((thrown: unknown) => toasts.fail(thrown))
  }

  async #follow(status: EngineStatus): Promise<void> {
    this.engineDown = status.state === 'restarting' || status.state === 'failed'
    if (status.state === 'open') await this.refresh()
    if (status.state === 'closed') this.workspace = null
    if ('error' in status && status.error) toasts.fail(status.error)
    if (status.state !== 'opening') this.ready = true
  }

  #apply(preferences: Preferences): void {
    this.preferences = preferences
    locale.lang = preferences.lang
    if (preferences.theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = preferences.theme
  }
}

export const desk = new DeskState()
