import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'

/** Beyond this many elements, looking for the article takes longer than anyone waits. */
const elementLimit = 20_000
const blocks = 'p, ul, ol, dl, blockquote, pre, table, h2, h3, h4, h5, h6'
const numbered = 'data-relais-block'

/** The HTML of a page's article, without what a site puts around it; of the whole page where no article can be made out. */
export function articleIn(page: string): string {
  const { document } = parseHTML(page)
  const whole = (document.querySelector('main, article') ?? document.body).innerHTML
  numberBlocks(document)
  try {
    const article = new Readability(document, { maxElemsToParse: elementLimit }).parse()?.content
    return article ? withDropped(article, page) : whole
  } catch {
    return whole
  }
}

const numberBlocks = (document: Document): void =>
  document.querySelectorAll(blocks).forEach((block, index) => block.setAttribute(numbered, String(index)))

/**
 * Readability drops what is short and has no full stop beside the main text: in a press release that is a signature, a list
 * of names or the press contact. Blocks that stand beside ones which it kept are put back, unless they are mostly links.
 */
function withDropped(article: string, page: string): string {
  const { document: original } = parseHTML(page)
  const { document: kept } = parseHTML(`<!doctype html><html><head></head><body>${article}</body></html>`)
  numberBlocks(original)
  const keptBlock = (block: Element | null): Element | null =>
    block && kept.querySelector(`[${numbered}="${block.getAttribute(numbered)}"]`)
  const parents = new Set(
    [...original.querySelectorAll(`[${numbered}]`)].filter(keptBlock).map(block => block.parentElement)
  )
  for (const parent of parents) {
    const siblings = Array.from(parent?.children ?? []).filter(child => child.hasAttribute(numbered))
    siblings.forEach((block, place) => {
      if (keptBlock(block) || !mostlyWords(block)) return
      const before = keptBlock(siblings[place - 1] ?? null)
      const after = siblings
        .slice(place + 1)
        .map(keptBlock)
        .find(Boolean)
      if (before) before.after(kept.importNode(block, true))
      else after?.before(kept.importNode(block, true))
    })
  }
  return kept.body.innerHTML
}

function mostlyWords(block: Element): boolean {
  const length = (block.textContent ?? '').trim().length
  const linked = [...block.querySelectorAll('a')].reduce((sum, link) => sum + (link.textContent ?? '').trim().length, 0)
  return length > 0 && linked <= length / 2
}
