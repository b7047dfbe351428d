import { parseDocument } from 'yaml'
import { RelaisError } from '../../../../domain/errors.ts'
import { cleanText } from '../../../../domain/releases/clean.ts'
import { releaseKinds } from '../../../../domain/releases/release.ts'
import { dayOf } from './dates.ts'
import type { ReadDocument } from './document.ts'
import { decodeText } from './text.ts'
import { oneLine, separateTitle } from './title.ts'

/**
 * Reads a Markdown file with or without YAML front matter (`title`, `subtitle`, `lang`, `kind`, `date`, `id`).
 * @throws RelaisError `front-matter`, `file-date`, `file-damaged`
 */
export function readMarkdown(bytes: Uint8Array, path: string): ReadDocument {
  const source = cleanText(decodeText(bytes, path))
  const { fields, body: text } = frontMatter(source, path)
  const field = (name: string): string | undefined => {
    const value = fields[name]
    return typeof value === 'string' || typeof value === 'number' ? oneLine(String(value)) || undefined : undefined
  }
  const { title, body } = separateTitle(text, field('title'))
  const date = field('date')
  const day = date === undefined ? undefined : dayOf(date)
  if (day === null) throw new RelaisError('file-date', { path, date: String(date).slice(0, 40) })
  const kind = releaseKinds.find(known => known === field('kind'))
  const [subtitle, lang, externalId] = [field('subtitle'), field('lang') ?? field('language'), field('id')]
  return {
    title,
    body,
    ...(kind && { kind }),
    ...(subtitle && { subtitle }),
    ...(lang && { lang }),
    ...(day && { day }),
    ...(externalId && { externalId })
  }
}

function frontMatter(source: string, path: string): { fields: Record<string, unknown>; body: string } {
  const block = /^---[^\S\n]*\n([\s\S]*?)^(?:---|\.\.\.)[^\S\n]*(?:\n|$)/m.exec(source)
  // A text may well begin with a rule: only something that starts like a field is front matter.
  if (!block || block.index !== 0 || !/^\s*(?:#.*\n\s*)*(?:[\w-]+\s*:|$)/.test(block[1] as string))
    return { fields: {}, body: source }
  const yaml = parseDocument(block[1] as string, { uniqueKeys: false, logLevel: 'silent' })
  const wrong = yaml.errors[0]
  if (wrong) throw new RelaisError('front-matter', { path, line: (wrong.linePos?.[0].line ?? 0) + 1 })
  try {
    const fields: unknown = yaml.toJS()
    const body = source.slice(block[0].length)
    return { fields: typeof fields === 'object' && fields !== null ? { ...fields } : {}, body }
  } catch (cause) {
    // Aliases that multiply into millions are refused by the library.
    throw new RelaisError('front-matter', { path, line: 1 }, { cause })
  }
}
