import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** WCAG 2.2 at levels A and AA, as far as a program can judge. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Checks what is on screen now; `screen` names it in the report, which lists what every screen has. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  // What is fading in has no colour of its own yet.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)))
  // Electron has no second page to put the results together in: the legacy mode does without.
  const { violations, passes } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode(true).analyze()
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`)
  )
  expect.soft(found, screen).toEqual([])
  expect
    .soft(
      passes.map(({ id }) => id),
      screen
    )
    .toContain('color-contrast')
}

/** What has the focus: its role or element, and its name. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement
    const name =
      element?.getAttribute('aria-label') ?? element?.getAttribute('title') ?? element?.textContent.trim() ?? ''
    return `${element?.getAttribute('role') ?? element?.tagName.toLowerCase()} ${name.replace(/\s+/g, ' ').slice(0, 60)}`
  })

/** Whether it is to be seen that the focused element has the focus: it looks otherwise without, or has a caret. */
export const focusIsShown = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement) || element === document.body) return false
    const box = element.getBoundingClientRect()
    const inSight =
      box.width > 0 &&
      box.height > 0 &&
      box.bottom > 0 &&
      box.right > 0 &&
      box.top < innerHeight &&
      box.left < innerWidth
    const typed = element.isContentEditable || element.matches('textarea, input:not([type=radio], [type=checkbox])')
    const lookOf = (each: Element): string => {
      const { boxShadow, outlineStyle, outlineColor, borderColor, backgroundColor } = getComputedStyle(each)
      // A transparent outline is there for forced colours only.
      const outline = outlineStyle === 'none' || outlineColor === 'rgba(0, 0, 0, 0)' ? '' : outlineColor
      return `${boxShadow} ${outline} ${borderColor} ${backgroundColor}`
    }
    const around = [element, element.parentElement, element.parentElement?.parentElement].filter(each => each != null)
    const look = (): string => around.map(lookOf).join()
    const withFocus = look()
    element.blur()
    const without = look()
    element.focus()
    return inSight && (typed || withFocus !== without)
  })

/** What reaches over the right edge of the window and cannot be scrolled to. */
export const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const scrolls = (element: Element): boolean =>
      /auto|scroll/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth
    const inScroller = (element: Element | null): boolean =>
      element !== null && (scrolls(element) || inScroller(element.parentElement))
    return [...document.querySelectorAll('body *')]
      .filter(element => element.getBoundingClientRect().right > innerWidth + 1 && !inScroller(element))
      .map(element => `${element.tagName} ${element.textContent.slice(0, 40)}`)
  })
