import { expect, type Page } from '@playwright/test'
import { cleanLine } from '../../src/domain/releases/clean.ts'
import { marker, packed } from './hostile-strings.ts'

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
  await page.evaluate(openPort)
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

declare global {
  interface Window {
    __call(name: string, input: unknown): Promise<unknown>
  }
}

async function openPort(): Promise<void> {
  const port = await new Promise<MessagePort>(resolve => {
    addEventListener('message', ({ data, ports }: MessageEvent<{ relais?: string }>) => {
      if (data?.relais === 'relais-engine' && ports[0]) resolve(ports[0])
    })
    window.relais.connect()
  })
  const waiting = new Map<string, (reply: { answer: unknown }) => void>()
  port.addEventListener('message', ({ data }: MessageEvent<{ i: string; r: { answer: unknown } }>) => {
    waiting.get(data.i)?.(data.r)
    waiting.delete(data.i)
  })
  let calls = 0
  window.__call = (name, input) =>
    new Promise((resolve, reject) => {
      const i = `test ${++calls}`
      waiting.set(i, reply => ('answer' in reply ? resolve(reply.answer) : reject(new Error(JSON.stringify(reply)))))
      port.postMessage({ t: 'q', i, m: 'call', a: [name, input] })
    })
}

/** @returns what the preview shows once it shows this title */
async function showRelease(change: {
  title: string
  subtitle: string
  body: string
}): Promise<{ subtitle: string; text: string }> {
  const article = document.querySelector('article')
  const title = (): string => article?.querySelector('h1')?.textContent ?? ''
  const { releases } = (await window.__call('releases.list', {})) as { releases: { id: string; title: string }[] }
  const id = releases.find(release => release.title === title())?.id
  const { rev } = (await window.__call('releases.get', { id })) as { rev: number }
  const shown = new Promise<void>(resolve => {
    const observer = new MutationObserver(() => {
      if (title() !== change.title) return
      observer.disconnect()
      resolve()
    })
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  await window.__call('releases.save', { id, rev, change })
  await shown
  return { subtitle: article?.querySelector('.subtitle')?.textContent ?? '', text: article?.innerText ?? '' }
}
