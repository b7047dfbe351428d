import DOMPurify from 'dompurify'
import { marked } from 'marked'

/**
 * Markdown as HTML that is safe to display: marked writes it, DOMPurify takes out all that could run, load or navigate.
 * `amend` may change the HTML in between, before it is sanitised.
 * Images are shown only where they are in the text itself (`data:`); the page's policy would load no other.
 */
export function previewHtml(markdown: string, amend: (html: string) => string = html => html): string {
  const html = amend(marked.parse(markdown, { async: false, gfm: true }))
  return DOMPurify.sanitize(html, {
    USE_PROFILES: { html: true },
    FORBID_TAGS: [
      'style',
      'form',
      'input',
      'button',
      'textarea',
      'select',
      'iframe',
      'video',
      'audio',
      'source',
      'picture'
    ],
    FORBID_ATTR: ['style', 'srcset', 'id', 'name', 'class', 'target'],
    ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|#|data:image\/(?:png|jpeg|gif|webp);)/i
  })
}
