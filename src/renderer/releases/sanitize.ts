import DOMPurify from 'dompurify'
import { RelaisError } from '../../domain/errors.ts'
import { articleHtml, escapeHtml } from '../../domain/releases/article-html.ts'

/**
 * Markdown as HTML that is safe to display: written by the same rules as what leaves, so that nothing shows here that does
 * not leave and the other way round; then DOMPurify takes out all that could run, load or navigate.
 * `amend` may change the HTML in between, before it is sanitised.
 * Images are shown only where they are in the text itself (`data:`); the page's policy would load no other.
 */
export function previewHtml(markdown: string, amend: (html: string) => string = html => html): string {
  return DOMPurify.sanitize(amend(htmlOf(markdown)), {
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
    FORBID_ATTR: ['style', 'srcset', 'id', 'name', 'class', 'target', 'hidden'],
    ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|#|data:image\/(?:png|jpeg|gif|webp);)/i
  })
}

/** A text nested deeper than any that people write is shown as it was typed. */
function htmlOf(markdown: string): string {
  try {
    return articleHtml(markdown)
  } catch (thrown) {
    if (!(thrown instanceof RelaisError)) throw thrown
    return `<pre>${escapeHtml(markdown)}</pre>`
  }
}
