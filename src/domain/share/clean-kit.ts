import { cleanLine, cleanText } from '../releases/clean.ts'
import { kitFields, type ShareKit } from './kit.ts'

/** A kit as it may be stored and hashed: its texts cleaned as a release's are, the key messages without empty ones. */
export function cleanKit(kit: ShareKit): ShareKit {
  const { link, campaign, medium, messages, other, copies, media, destinations } = kitFields(kit)
  const lines = (texts: readonly string[]): string[] => texts.map(cleanLine).filter(text => text !== '')
  return {
    link: cleanLine(link),
    campaign: cleanLine(campaign),
    ...(medium !== undefined && { medium: cleanLine(medium) }),
    messages: lines(messages),
    other: other && {
      title: cleanLine(other.title),
      subtitle: cleanLine(other.subtitle),
      messages: lines(other.messages)
    },
    copies: copies.map(copy => ({ ...copy, text: cleanText(copy.text) })),
    media: media.map(use => ({
      ...use,
      name: cleanLine(use.name),
      alt: cleanLine(use.alt),
      credit: cleanLine(use.credit),
      licence: cleanLine(use.licence)
    })),
    destinations: [...new Set(destinations)].sort()
  }
}
