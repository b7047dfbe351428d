import type { Post } from '../../../../../domain/share/post.ts'
import { translator } from '../../../../../messages/index.ts'

/** An Adaptive Card, in a message as the Workflows template takes it. */
export interface CardMessage {
  type: 'message'
  attachments: [
    { contentType: 'application/vnd.microsoft.card.adaptive'; contentUrl: null; content: Record<string, unknown> }
  ]
}

/**
 * A post as a card: its lines, and a button for its link. The lines are text runs, which know no Markdown, so that they are
 * shown as they were signed.
 */
export function cardOf({ text, link, lang }: Post): CardMessage {
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    lang,
    body: linesOf(text),
    ...(link !== null && {
      actions: [{ type: 'Action.OpenUrl', title: translator(lang)('delivery.sent.read'), url: link }]
    })
  }
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }]
  }
}

/** A line each, as a run may not break; an empty line before one sets it off. */
function linesOf(text: string): Record<string, unknown>[] {
  const lines = text.split(/\r?\n/)
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return []
    const apart = index > 0 && lines[index - 1]?.trim() === ''
    return [
      {
        type: 'RichTextBlock',
        spacing: apart ? 'Medium' : 'None',
        inlines: [{ type: 'TextRun', text: line }]
      }
    ]
  })
}

/**
 * The size that Teams counts: the card stands as a text within the message that it makes of it, so quotes and the like weigh
 * double. A flow has refused, at 28,897 of 28,672 bytes, what had been sent as 24,453:
 * https://github.com/MicrosoftDocs/msteams-docs/issues/11274
 */
export const weightOf = (message: CardMessage): number => Buffer.byteLength(JSON.stringify(JSON.stringify(message)))
