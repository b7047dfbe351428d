import { parseHTML } from 'linkedom'
import { RelaisError } from '../../../../domain/errors.ts'
import { cleanText } from '../../../../domain/releases/clean.ts'
import type { ReadDocument } from './document.ts'
import { articleIn } from './html-article.ts'
import { pageFacts } from './html-facts.ts'
import { htmlToMarkdown } from './html-to-markdown.ts'
import { decodeText } from './text.ts'
import { separateTitle } from './title.ts'

const markupLimit = 5_000_000
/** Real pages stay well below either; beyond them the parsers take minutes, or all of the stack. */
const tagLimit = 60_000
const depthLimit = 1_000
/** Readability's time grows with the cube of the depth. */
const articleDepth = 100

/**
 * Reads a saved web page: finds the article in it, and leaves out navigation, scripts and what else surrounds it.
 * @throws RelaisError `file-too-large`, `file-too-complex`, `file-damaged`
 */
export function readHtml(bytes: Uint8Array, path: string): ReadDocument {
  const source = withoutInlined(cleanText(decodeText(bytes, path, declaredCharset(bytes))))
  if (source.length > markupLimit) throw new RelaisError('file-too-large', { path, limit: markupLimit / 1_000_000 })
  const page = wholePage(source)
  if (page.split('<', tagLimit + 1).length > tagLimit) throw new RelaisError('file-too-complex', { path })
  const { document } = parseHTML(page)
  const depth = depthOf(document)
  if (depth > depthLimit) throw new RelaisError('file-too-complex', { path })
  const facts = pageFacts(document)
  const body = htmlToMarkdown(depth > articleDepth ? document.body.innerHTML : articleIn(page), facts.address)
  const { lang, day } = facts
  return { ...separateTitle(body, facts.title), ...(lang && { lang }), ...(day && { day }) }
}

/** Without the pictures and fonts that a browser saved into the page itself. No pattern does it: they are longer than its stack. */
function withoutInlined(source: string): string {
  const ends = /["')\s>]/g
  let kept = ''
  let from = 0
  for (let start = source.indexOf(';base64,'); start >= 0; start = source.indexOf(';base64,', from)) {
    kept += source.slice(from, start)
    ends.lastIndex = start
    from = ends.exec(source)?.index ?? source.length
  }
  return kept + source.slice(from)
}

/** The encoding that a page names in its first bytes, where the HTML standard has it. */
function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 1_024))
  return (
    /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ?? /^<\?xml[^>]+encoding=["']([\w-]+)/i.exec(head)?.[1]
  )
}

/** The parser does not add a body where a page leaves its tags out, as it may. */
function wholePage(source: string): string {
  if (/<body[\s>]/i.test(source) && /<html[\s>]/i.test(source)) return source
  const attributes = /<html([^>]*)>/i.exec(source)?.[1] ?? ''
  const inner = source.replace(/<!doctype[^>]*>|<\/?(?:html|body)(?:\s[^>]*)?>/gi, '')
  return `<!doctype html><html${attributes}><head></head><body>${inner}</body></html>`
}

/** Walks without recursion, which is what a page nested too deep would break. */
function depthOf(document: Document): number {
  let element: Element | null | undefined = document.documentElement
  let depth = 1
  let deepest = 1
  while (element) {
    if (element.firstElementChild) {
      element = element.firstElementChild
      depth += 1
      deepest = Math.max(deepest, depth)
      continue
    }
    while (element && !element.nextElementSibling) {
      element = element.parentElement
      depth -= 1
    }
    element = element?.nextElementSibling
  }
  return deepest
}
