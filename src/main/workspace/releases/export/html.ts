import type { Release } from '../../../../domain/releases/release.ts'
import { articleHtml } from '../../../../domain/releases/article-html.ts'
import { escapeHtml } from './plain.ts'

/** A page of its own: no script, no style, and a policy that would let none in. */
export function htmlDocument(release: Release): string {
  const { title, subtitle, lang, body, listedAt } = release
  const line = (text: string, tag: string): string => (text ? `<${tag}>${escapeHtml(text)}</${tag}>\n` : '')
  return `<!doctype html>
<html lang="${escapeHtml(lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src https: http:">
<title>${escapeHtml(title)}</title>
</head>
<body>
<article>
<header>
${line(title, 'h1')}${subtitle ? `<p role="doc-subtitle">${escapeHtml(subtitle)}</p>\n` : ''}<time datetime="${escapeHtml(listedAt)}">${escapeHtml(listedAt.slice(0, 10))}</time>
</header>
${articleHtml(body).trimEnd()}
</article>
</body>
</html>
`
}
