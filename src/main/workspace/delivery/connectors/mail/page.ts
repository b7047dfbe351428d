import { escapeHtml } from '../../../../../domain/releases/article-html.ts'

/**
 * The HTML of a mail around its content. It sets no colours but those of lines, so that each program shows it light or dark as
 * its reader has it, and nothing in it is needed to read it: programs that drop `<style>` still show all.
 */
export const mailPage = (lang: string, title: string, content: string): string =>
  `<!doctype html>
<html lang="${escapeHtml(lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark; supported-color-schemes: light dark }
h1 { font-size: 24px; line-height: 1.25; margin: 0 0 8px }
h2, h3, h4 { font-size: 18px; line-height: 1.3; margin: 24px 0 8px }
p, ul, ol, blockquote, table, figure { margin: 0 0 16px }
blockquote { border-left: 3px solid #8a8f98; padding-left: 12px; margin-left: 0 }
table { border-collapse: collapse } td, th { border: 1px solid #8a8f98; padding: 4px 8px; text-align: left }
img { max-width: 100%; height: auto }
figure { margin-left: 0; margin-right: 0 } figcaption { font-size: 14px }
</style>
</head>
<body style="margin:0;padding:24px 16px;font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5">
<div style="max-width:640px;margin:0 auto">
${content}
</div>
</body>
</html>
`

const address = /https?:\/\/[^\s<>"«»“”]*[^\s<>"«»“”.,;:!?…'’)\]]/g

/** Plain text as paragraphs, its addresses as links. */
export const paragraphs = (text: string): string =>
  text
    .trim()
    .split(/\n\s*\n/)
    .filter(paragraph => paragraph.trim() !== '')
    .map(paragraph => `<p>${linked(paragraph.trim()).replace(/\r?\n/g, '<br>\n')}</p>`)
    .join('\n')

function linked(text: string): string {
  let html = ''
  let end = 0
  for (const { 0: found, index } of text.matchAll(address)) {
    const words = escapeHtml(found)
    const link = URL.canParse(found) ? `<a href="${escapeHtml(new URL(found).href)}">${words}</a>` : words
    html += escapeHtml(text.slice(end, index)) + link
    end = index + found.length
  }
  return html + escapeHtml(text.slice(end))
}
