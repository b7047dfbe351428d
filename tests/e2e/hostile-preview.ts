import { expect, type Page } from '@playwright/test'
import { cleanLine } from '../../src/domain/releases/clean.ts'
import { marker, packed } from './hostile-strings.ts'
import { openProbe } from './probe.ts'

/**
 * Shows texts in the preview that is open, one after another and far faster than by hand: as a hostile page could, it asks for
 * a port of its own to the engine and saves each as the body of the release; the preview follows.
 */
export interface FastPreview {
  /** @returns the indices of the strings whose marker is not to be seen: what stood before it swallowed it */
  show(strings: readonly string[]): Promise<number[]>
}

/** @param lines what to put in titles and subtitles, two at each call of `show` */
export async function fastPreview(page: Page, lines: readonly string[]): Promise<FastPreview> {
  await openProbe(page)
  let round = 0
  return {
    async show(strings) {
      const title = cleanLine(`${round} ${lines[2 * round] ?? ''}`)
      const subtitle = cleanLine(lines[2 * round + 1] ?? 'subtitle')
      round += 1
      const shown = await page.evaluate(showRelease, { title, subtitle, body: packed(strings) })
      expect(shown.subtitle).toBe(subtitle)
      return strings.flatMap((_, index) => (shown.text.includes(marker(index)) ? [] : [index]))
    }
  }
}

/** @returns what the preview shows once it shows this title */
async function showRelease(change: {
  title: string
  subtitle: string
  body: string
}): Promise<{ subtitle: string; text: string }> {
  const article = document.querySelector('article')
  const title = (): string => article?.querySelector('h1')?.textContent ?? ''
  const call = async <Answer>(name: string, input: unknown): Promise<Answer> =>
    (await window.probe(name, input)).answer as Answer
  const { releases } = await call<{ releases: { id: string; title: string }[] }>('releases.list', {})
  const id = releases.find(release => release.title === title())?.id
  const { rev } = await call<{ rev: number }>('releases.get', { id })
  const shown = new Promise<void>(resolve => {
    const observer = new MutationObserver(() => {
      if (title() !== change.title) return
      observer.disconnect()
      resolve()
    })
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  await call('releases.save', { id, rev, change })
  await shown
  return { subtitle: article?.querySelector('.subtitle')?.textContent ?? '', text: article?.innerText ?? '' }
}
