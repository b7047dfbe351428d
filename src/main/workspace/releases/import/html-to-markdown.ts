import TurndownService from 'turndown'
import { escapeInline, escapeLine } from '../../../../domain/releases/text-to-markdown.ts'
import { cellsOf, pipeTable } from './html-table.ts'

const linkable = new Set(['http:', 'https:', 'mailto:', 'tel:'])

/** What has no place in a text: programs, forms, and pictures, which are media of their own and not words. */
const left: TurndownService.Filter = node =>
  /^(?:script|style|noscript|template|head|title|meta|link|iframe|object|embed|svg|canvas|img|picture|video|audio|button|select|input|textarea)$/i.test(
    node.nodeName
  )

/**
 * HTML as Markdown (CommonMark and pipe tables): words, headings, emphasis, lists, quotes, code, tables and links.
 * @param base the address that relative links are resolved against; without it they lose their target and keep their words
 */
export function htmlToMarkdown(html: string, base?: string): string {
  const turndown = new TurndownService({
    headingStyle: 'atx',
    hr: '---',
    bulletListMarker: '-',
    codeBlockStyle: 'fenced',
    emDelimiter: '*',
    br: '\\'
  })
  turndown.escape = escapeLine
  turndown.addRule('left', { filter: left, replacement: () => '' })
  turndown.addRule('heading', {
    filter: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
    replacement: (content, node) => {
      const words = content.replace(/\\?\n+/g, ' ').trim()
      return words ? `\n\n${'#'.repeat(Number(node.nodeName[1]))} ${words}\n\n` : ''
    }
  })
  turndown.addRule('item', { filter: 'li', replacement: (content, node) => listItem(content, node) })
  turndown.addRule('link', {
    filter: 'a',
    replacement: (content, node) => linkTo(content, (node as Element).getAttribute('href') ?? '', base)
  })
  turndown.addRule('table', {
    filter: 'table',
    replacement: (content, node) => {
      const rows = cellsOf(node, cell => turndown.turndown(cell))
      return `\n\n${rows ? pipeTable(rows) : content.trim()}\n\n`
    }
  })
  return turndown.turndown(html).trim()
}

function listItem(content: string, node: Element): string {
  const list = node.parentElement
  const numbered = list?.nodeName === 'OL'
  const place = Array.from(list?.children ?? []).indexOf(node) + (Number(list?.getAttribute('start')) || 1)
  const mark = numbered ? `${place}. ` : '- '
  return `${mark}${content.trim().replace(/\n(?!\n)/g, `\n${' '.repeat(mark.length)}`)}\n`
}

function linkTo(content: string, href: string, base: string | undefined): string {
  // Word's notes have a way back to where they stand in the text.
  if (/^#(?:foot|end)note-ref/.test(href)) return ''
  if (content.trim() === `<${href}>`) return content
  const words = content
    .replace(/\[((?:\\.|[^\]\\])*)\]\(<http:[^>]*>\)/g, '$1')
    .replace(/<((?:https?|ftp):[^>\s]*)>/gi, (_link, address: string) => escapeInline(address))
  const target = targetOf(href, base)
  if (!words.trim() || !target) return words
  const before = words.slice(0, words.length - words.trimStart().length)
  const after = words.slice(words.trimEnd().length)
  // Blocks within a link would end it.
  const text = words
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
    .join(' ')
  return `${before}[${text}](${target})${after}`
}

function targetOf(href: string, base: string | undefined): string | null {
  if (href.startsWith('#')) return null
  try {
    const url = new URL(href, base)
    return linkable.has(url.protocol) ? url.href.replaceAll('(', '%28').replaceAll(')', '%29') : null
  } catch {
    return null
  }
}
