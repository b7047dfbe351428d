import { plainOf } from '../releases/content.ts'
import { tidy } from './typeset.ts'

/** A piece of a release's body, as far as share copies ask for it. `raw` is still Markdown. */
export interface Block {
  kind: 'paragraph' | 'items' | 'quotation'
  raw: string[]
}

/** Key messages stand near the top; and no body, however long, may hold the editor up. */
const readLength = 20_000

/** Headings and labels of what stands under every release of a house: about it, whom to call, notes. */
const boilerplate =
  /^[#*_\s]*(?:à propos|a propos|about\b|contacts?\b|contact presse|press contacts?|media contacts?|media enquir|relations presse|service de presse|notes? (?:aux|to|for)\b|mentions légales|forward[- ]looking|rectificatif|correction\b)/i

/** The paragraphs, lists and quotations of a Markdown body, in its order, without headings, tables, code and boilerplate. */
export function blocksOf(body: string): Block[] {
  const blocks: Block[] = []
  let skipping = false
  for (const piece of withoutCode(body.slice(0, readLength)).split(/\n[^\S\n]*\n+/)) {
    const lines = piece.split('\n').filter(line => line.trim() !== '')
    const [first] = lines
    if (first === undefined || /^\s*\||^\s*(?:[-*_]\s*){3,}$/.test(first)) continue
    if (isHeading(lines)) {
      skipping = boilerplate.test(first)
      lines.splice(0, /^\s{0,3}#/.test(first) ? 1 : 2)
      if (lines.length === 0) continue
    }
    if (skipping || boilerplate.test(lines[0] ?? '')) continue
    blocks.push(blockOf(lines))
  }
  return blocks
}

const withoutCode = (text: string): string => text.replace(/^(```|~~~)[\s\S]*?(?:^\1|(?![\s\S]))/gm, '')

const isHeading = ([first = '', second = '']: string[]): boolean =>
  /^\s{0,3}#{1,6}\s/.test(first) || /^\s{0,3}(?:=+|-+)\s*$/.test(second)

const item = /^\s{0,6}(?:[-*+•–]|\d{1,3}[.)])\s+/

function blockOf(lines: string[]): Block {
  if (lines.every(line => /^\s{0,3}>/.test(line)))
    return { kind: 'quotation', raw: paragraphs(lines.map(line => line.replace(/^\s{0,3}>\s?/, ''))) }
  const [first = ''] = lines
  if (!item.test(first)) return { kind: 'paragraph', raw: [lines.join(' ')] }
  const items: string[] = []
  for (const line of lines)
    if (item.test(line)) items.push(line.replace(item, ''))
    else items.push(`${items.pop() ?? ''} ${line.trim()}`)
  return { kind: 'items', raw: items }
}

const paragraphs = (lines: string[]): string[] =>
  lines
    .join('\n')
    .split(/\n\s*\n/)
    .map(paragraph => paragraph.replace(/\n/g, ' '))

/** No-break spaces survive as they were typed; anything else that Markdown adds goes. */
export const plainLineOf = (markdown: string): string =>
  tidy(
    plainOf(markdown.replace(/\u00A0/g, '\uE020').replace(/\u202F/g, '\uE021'))
      .replace(/\uE020/g, '\u00A0')
      .replace(/\uE021/g, '\u202F')
  )
