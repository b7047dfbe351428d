import { franc } from 'franc-min'

const sample = 4_000
/** Letters below which a text is only asked whether it is French or English: other guesses would be noise. */
const enough = 300

/** A language tag as BCP 47 has it (`fr_CA` becomes `fr-CA`, `fra` becomes `fr`); undefined if it is none. */
export function languageTag(given: string | undefined): string | undefined {
  const tag = given?.trim().replaceAll('_', '-').replace(/\..*$/, '')
  if (!tag || !/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag)) return undefined
  try {
    return Intl.getCanonicalLocales(tag)[0]
  } catch {
    return undefined
  }
}

/** The language that a Markdown text is written in, by its letter patterns; undefined if it is too short to tell. */
export function detectLanguage(markdown: string): string | undefined {
  const text = markdown
    .slice(0, sample)
    .replace(/<?https?:\S+/g, ' ')
    .replace(/[\d*_#>|[\]()`~\\-]+/g, ' ')
  const found = franc(text, text.length < enough ? { only: ['fra', 'eng'], minLength: 20 } : {})
  return found === 'und' ? undefined : languageTag(found)
}
