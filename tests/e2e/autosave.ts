import { once } from 'node:events'
import type { Page } from '@playwright/test'
import type { Relais } from './launch.ts'

/** A text that a frame showed as saved. */
export interface Promised {
  title: string
  body: string
}

declare global {
  interface Window {
    __promised: Promised & { hasty: string | null }
    /** Set while somebody waits for a frame that shows all as saved. */
    __onPromise: (() => void) | undefined
  }
}

/** What the editor has shown since it was followed. */
export interface Frames {
  /** The newest text that was shown as saved. */
  promised(): Promise<Promised>
  /** The first text, if any, that was shown as saved right after a key, before any save could have ended. */
  hasty(): Promise<string | null>
  /** Resolves at the next frame that shows all as saved. */
  saved(): Promise<void>
}

export async function followFrames(page: Page): Promise<Frames> {
  await page.evaluate(() => {
    window.__promised = { title: '', body: '', hasty: null }
    const text = (): Promised => ({
      title: document.querySelector<HTMLTextAreaElement>('textarea.title')?.value ?? '',
      body: document.querySelector('.ProseMirror')?.textContent ?? ''
    })
    const isSaved = (): boolean =>
      /^(?:Saved to disk|All changes saved)/.test(document.querySelector('footer [role=status]')?.textContent ?? '')
    const look = (): void => {
      if (isSaved()) {
        Object.assign(window.__promised, text())
        window.__onPromise?.()
      }
      requestAnimationFrame(look)
    }
    look()
    addEventListener('input', () => setTimeout(() => isSaved() && (window.__promised.hasty ??= JSON.stringify(text()))))
  })
  return {
    promised: () => page.evaluate(() => window.__promised),
    hasty: () => page.evaluate(() => window.__promised.hasty),
    saved: () => page.evaluate(() => new Promise<void>(resolve => (window.__onPromise = resolve)))
  }
}

/** Ends every process of the program at once. */
export async function kill({ app }: Relais): Promise<void> {
  const child = app.process()
  const ended = once(child, 'exit')
  // It leads a group of its own, where the system has groups.
  if (process.platform === 'win32') child.kill('SIGKILL')
  else process.kill(-(child.pid ?? 0), 'SIGKILL')
  await ended
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
