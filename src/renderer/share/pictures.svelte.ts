import type { ErrorShape } from '../../domain/errors.ts'
import type { Media, MediaAdded } from '../../preload/contract/share.ts'
import { desk } from '../app/desk.svelte.ts'
import { engine } from '../app/engine.ts'
import { attempt } from '../app/toasts.svelte.ts'

/** Brings pictures into the library, and says which were refused and why. */
export class PictureIntake {
  busy = $state(false)
  refused = $state.raw<ErrorShape[]>([])
  readonly #onadded: (media: readonly Media[]) => void

  /** @param onadded what is now in the library, whether it is new there or was before */
  constructor(onadded: (media: readonly Media[]) => void = () => undefined) {
    this.#onadded = onadded
  }

  /** Pictures that were dropped or pasted: the page has their bytes, never a path. */
  add(files: readonly File[]): Promise<void> {
    return this.#take(async () => {
      const read = files.map(async file => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }))
      return engine.call('media.add', { files: await Promise.all(read) })
    })
  }

  /** Asks for pictures in a dialog of the system. */
  pick(): Promise<void> {
    return this.#take(() => desk.shell.media.pick({}))
  }

  async #take(work: () => Promise<MediaAdded | 'cancelled'>): Promise<void> {
    if (this.busy) return
    this.busy = true
    const result = await attempt(work)
    this.busy = false
    if (!result || result === 'cancelled') return
    this.refused = result.failed.map(({ code, params }) => ({ code, params }))
    this.#onadded([...result.added, ...result.present])
  }
}

/** The files that are dragged or pasted, if any; text that comes along from another program is not one. */
export const filesIn = (data: DataTransfer | null): File[] => [...(data?.files ?? [])]

/** A paste into a field is text, where there is text; elsewhere it may be a picture. */
export function pastedFiles(event: ClipboardEvent): File[] {
  const isTyped = event.target instanceof HTMLElement && event.target.matches('input, textarea')
  const hasText = event.clipboardData?.types.includes('text/plain') ?? false
  return isTyped && hasText ? [] : filesIn(event.clipboardData)
}
