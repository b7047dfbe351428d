import { expect, type Page } from '@playwright/test'
import type { Relais } from './launch.ts'

/** What a page has done, and what its text left in it, that no text may bring about. */
export interface Watch {
  /** Fails if anything ran, opened, loaded or led away since the watch began. */
  expectNothingRan(): Promise<void>
}

declare global {
  interface Window {
    __refused: string[]
  }
}

/** Directives whose breach only says that something inert was parsed, or that a picture stayed where it was. */
const harmless = /^(?:img-src|style-src(?:-attr|-elem)?|base-uri)$/

/** Watches a running program from now on. */
export async function watch({ app, page }: Relais): Promise<Watch> {
  const happened: string[] = []
  const address = page.url()
  const note = (what: string): void => void happened.push(what)
  page.on('dialog', dialog => {
    note(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('pageerror', error => note(`error: ${error.message}`))
  page.on('framenavigated', frame => note(`navigation: ${frame.url()}`))
  page.on('frameattached', () => note('frame'))
  page.on('download', () => note('download'))
  app.on('window', () => note('window'))
  // What the policy stopped never left: it is named, but is no request.
  page.on('requestfinished', request => isOurs(request.url()) || note(`request: ${request.url()}`))
  page.on(
    'requestfailed',
    request => isOurs(request.url()) || request.failure()?.errorText === 'csp' || note(`request: ${request.url()}`)
  )
  await page.evaluate(() => {
    window.__refused = []
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      window.__refused.push(`${effectiveDirective} ${blockedURI} ${sample}`)
    })
  })
  return {
    async expectNothingRan() {
      await settled(page)
      const { refused, pwned } = await page.evaluate(() => ({ refused: window.__refused, pwned: '__pwned' in window }))
      expect(pwned).toBe(false)
      expect(refused.filter(each => !harmless.test(each.split(' ')[0] ?? ''))).toEqual([])
      expect(happened).toEqual([])
      expect(page.url()).toBe(address)
      expect(app.windows()).toHaveLength(1)
    }
  }
}

const isOurs = (address: string): boolean => /^(?:app:\/\/relais\/|data:image\/|blob:)/.test(address)

/** A picture of our own fails last: whatever waited to fail or to load before it has done so. */
const settled = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>(resolve => {
        const picture = new Image()
        picture.onerror = () => requestAnimationFrame(() => setTimeout(resolve))
        picture.src = 'data:image/png,none'
      })
  )

/** Everything in the page that could run, load or pose as a part of the program, as short descriptions. */
export const findLive = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    for (const element of document.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        const leads = /^(?:href|src|xlink:href|action|formaction|data|srcdoc|poster)$/i.test(name) && value !== ''
        // As the browser itself reads an address; one that it cannot read leads nowhere, and a picture's runs nothing.
        const scheme = URL.canParse(value, location.href) ? new URL(value, location.href).protocol : null
        const refused =
          leads && scheme && element.tagName !== 'IMG' && !['https:', 'http:', 'mailto:', 'app:'].includes(scheme)
        if (/^on/i.test(name) || refused) found.push(`${element.tagName} ${name}=${value}`)
      }
    }
    const stray = document.querySelectorAll(
      'iframe, frame, object, embed, applet, base, portal, body script, meta[http-equiv], .prose :is(style, link, form, input, button, select, textarea, video, audio, svg, math, [style], [id], [name])'
    )
    return [...found, ...[...stray].map(element => element.outerHTML.slice(0, 200))]
  })
