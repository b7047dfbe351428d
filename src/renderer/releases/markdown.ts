import { getSchema, type Attributes, type Mark } from '@tiptap/core'
import Image from '@tiptap/extension-image'
import { TableKit } from '@tiptap/extension-table'
import type { Node as DocumentNode } from '@tiptap/pm/model'
import StarterKit from '@tiptap/starter-kit'
import MarkdownIt from 'markdown-it'
import {
  defaultMarkdownSerializer,
  MarkdownParser,
  MarkdownSerializer,
  type MarkdownSerializerState
} from 'prosemirror-markdown'

/** Attributes as the pasted page has them: TipTap would read `alt="2025"` as a number, and a number is no Markdown. */
const verbatim = (...names: string[]): Attributes =>
  Object.fromEntries(names.map(name => [name, { default: null, parseHTML: element => element.getAttribute(name) }]))

const Kit = StarterKit.extend({
  addExtensions() {
    const link = {
      addAttributes(this: { parent?: (() => Attributes) | undefined }) {
        return { ...this.parent?.(), ...verbatim('title') }
      }
    }
    return (this.parent?.() ?? []).map(extension =>
      extension.name === 'link' ? (extension as Mark).extend(link) : extension
    )
  }
})

/** What the editor knows: all of CommonMark but raw HTML, and tables. Underline has no Markdown, so it is left out. */
export const extensions = [
  Kit.configure({ underline: false, link: { openOnClick: false, autolink: false, protocols: ['mailto'] } }),
  Image.extend({ addAttributes: () => verbatim('src', 'alt', 'title') }).configure({ inline: true, allowBase64: true }),
  TableKit.configure({ table: { resizable: false } })
]

const tokenizer = new MarkdownIt('default', { html: false, linkify: false })
// The editor's cells hold paragraphs; Markdown's hold bare text.
tokenizer.core.ruler.push('cell-paragraphs', state => {
  state.tokens = state.tokens.flatMap((token, index, all) => {
    const cell = /^(th|td)_open$/.test(all[index - 1]?.type ?? '')
    if (token.type !== 'inline' || !cell) return [token]
    return [new state.Token('paragraph_open', 'p', 1), token, new state.Token('paragraph_close', 'p', -1)]
  })
})

const parser = new MarkdownParser(getSchema(extensions), tokenizer, {
  blockquote: { block: 'blockquote' },
  paragraph: { block: 'paragraph' },
  list_item: { block: 'listItem' },
  bullet_list: { block: 'bulletList' },
  ordered_list: { block: 'orderedList', getAttrs: token => ({ start: Number(token.attrGet('start') ?? 1) }) },
  heading: { block: 'heading', getAttrs: token => ({ level: Number(token.tag.slice(1)) }) },
  code_block: { block: 'codeBlock', noCloseToken: true },
  fence: { block: 'codeBlock', getAttrs: token => ({ language: token.info.trim() || null }), noCloseToken: true },
  hr: { node: 'horizontalRule' },
  image: {
    node: 'image',
    getAttrs: token => ({ src: token.attrGet('src'), title: token.attrGet('title'), alt: token.content || null })
  },
  hardbreak: { node: 'hardBreak' },
  table: { block: 'table' },
  thead: { ignore: true },
  tbody: { ignore: true },
  tr: { block: 'tableRow' },
  th: { block: 'tableHeader' },
  td: { block: 'tableCell' },
  em: { mark: 'italic' },
  strong: { mark: 'bold' },
  s: { mark: 'strike' },
  link: { mark: 'link', getAttrs: token => ({ href: token.attrGet('href'), title: token.attrGet('title') }) },
  code_inline: { mark: 'code', noCloseToken: true }
})

const { nodes, marks } = defaultMarkdownSerializer
type WriteNode = (typeof nodes)[string]
const as = (name: string): WriteNode => nodes[name] as WriteNode

const serializer = new MarkdownSerializer(
  {
    blockquote: as('blockquote'),
    paragraph: as('paragraph'),
    heading: as('heading'),
    image: as('image'),
    text: as('text'),
    horizontalRule: as('horizontal_rule'),
    listItem: as('list_item'),
    hardBreak: as('hard_break'),
    bulletList: (state, node) => state.renderList(node, '  ', () => '- '),
    orderedList(state, node) {
      const start = Number(node.attrs['start'] ?? 1)
      const indent = ' '.repeat(String(start + node.childCount - 1).length + 2)
      state.renderList(node, indent, index => `${start + index}. `.padEnd(indent.length))
    },
    codeBlock(state, node) {
      const fence = '`'.repeat(Math.max(3, ...[...node.textContent.matchAll(/`+/g)].map(([run]) => run.length + 1)))
      state.write(`${fence}${(node.attrs['language'] as string | null) ?? ''}\n`)
      state.text(node.textContent, false)
      state.ensureNewLine()
      state.write(fence)
      state.closeBlock(node)
    },
    table: writeTable
  },
  {
    italic: marks['em']!,
    bold: marks['strong']!,
    link: marks['link']!,
    code: marks['code']!,
    strike: { open: '~~', close: '~~', mixable: true, expelEnclosingWhitespace: true }
  },
  // What was typed as text must not come back as HTML or as an entity.
  { escapeExtraCharacters: /<|&(?=#?\w+;)/g }
)

/** Reads Markdown into the editor's document. */
export const parseMarkdown = (text: string): DocumentNode => parser.parse(text)

/** Writes the editor's document as Markdown. */
export const writeMarkdown = (document: DocumentNode): string => serializer.serialize(document, { tightLists: true })

/** A pipe table; a cell's own line breaks become spaces, because a row is one line. */
function writeTable(state: MarkdownSerializerState, table: DocumentNode): void {
  const rows = childrenOf(table).map(row => childrenOf(row).map(cellText))
  const width = Math.max(...rows.map(row => row.length))
  const line = (cells: readonly string[]): string =>
    `| ${Array.from({ length: width }, (_, column) => cells[column] ?? '').join(' | ')} |\n`
  const [head = [], ...body] = rows
  state.write(line(head) + line(Array(width).fill('---')) + body.map(line).join(''))
  state.closeBlock(table)
}

const cellText = (cell: DocumentNode): string =>
  serializer
    .serialize(cell, { tightLists: true })
    .replace(/\\?\n+/g, ' ')
    .replace(/(?<!\\)\|/g, '\\|')
    .trim()

const childrenOf = (node: DocumentNode): DocumentNode[] =>
  Array.from({ length: node.childCount }, (_, index) => node.child(index))
