import type { Page } from '@playwright/test'

/** What came back over the port: an answer, or the code of an error. */
export type Probed<Answer = unknown> = { answer: Answer; code?: undefined } | { answer?: undefined; code: string }

declare global {
  interface Window {
    /** Sends a call over the page's own port, whatever its arguments. */
    probe(...args: unknown[]): Promise<Probed>
    /** Sends a message over the page's own port, whatever it is. */
    probePort: MessagePort
  }
}

/** Gives a script in the page the page's own port to the engine, as if it had been there first. */
export async function openProbe(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const waiting = new Map<unknown, (probed: Probed) => void>()
    let last = 0
    window.probe = (...args) => {
      const i = `probe-${(last += 1)}`
      window.probePort.postMessage({ t: 'q', m: 'call', i, a: args })
      return new Promise(resolve => waiting.set(i, resolve))
    }
    await new Promise<void>((ready, fail) => {
      window.addEventListener('message', ({ data, ports: [port] }: MessageEvent<{ status?: { state: string } }>) => {
        if (data.status?.state === 'closed') fail(new Error('No workspace is open'))
        if (!port) return
        window.probePort = port
        port.addEventListener(
          'message',
          ({ data: { i, r } }: MessageEvent<{ i: string; r: { answer: unknown; error?: { code: string } } }>) =>
            waiting.get(i)?.(r.error ? { code: r.error.code } : { answer: r.answer })
        )
        ready()
      })
      window.relais.connect()
    })
  })
}
