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

/**
 * Reads a saved web page: finds the article in it, and leaves out navigation, scripts and what else surrounds it.
 * @throws RelaisError `file-too-large`, `file-damaged`
 */
export function readHtml(bytes: Uint8Array, path: string): ReadDocument {
  const source = cleanText(decodeText(bytes, path, declaredCharset(bytes))).replace(inlined, '')
  if (source.length > markupLimit) throw new RelaisError('file-too-large', { path, limit: markupLimit / 1_000_000 })
  const page = wholePage(source)
  const facts = pageFacts(parseHTML(page).document)
  const body = htmlToMarkdown(articleIn(page), facts.address)
  const { lang, day } = facts
  return { ...separateTitle(body, facts.title), ...(lang && { lang }), ...(day && { day }) }
}

/** Pictures and fonts that a browser saved into the page itself. */
const inlined = /data:[a-z]+\/[a-z0-9.+-]+[;,][^"')\s>]{100,}/gi

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
