import { fold } from './fold.ts'
import { headingWords, metricFields, type MetricField } from './heading-words.ts'

/** Which cell of a row holds what. */
export type Columns = Partial<Record<MetricField, number>>
export type HeadingMap = Partial<Record<MetricField, string | undefined>>

const wordsOf = (field: MetricField): string[] => [...headingWords[field].en, ...headingWords[field].fr]

/**
 * Finds each field's column by its heading, in French or English.
 * @param map headings that a person named for some fields; they come before any guess, and a heading that is not there is no column
 */
export function findColumns(headings: readonly string[], map: HeadingMap = {}): Columns {
  const folded = headings.map(fold)
  const columns: Columns = {}
  for (const field of metricFields) {
    const named = map[field]
    const words = named === undefined ? wordsOf(field) : [fold(named)]
    const word = words.find(candidate => folded.includes(candidate))
    if (word) columns[field] = folded.indexOf(word)
  }
  return columns
}

/**
 * What a file lacks to be read as metrics, each as the headings that would do. Counts other than impressions may be missing,
 * since not every platform has them; reach cannot be told without impressions.
 * @param account whether the account is known from elsewhere
 */
export function missingColumns(columns: Columns, account: boolean): string[] {
  const missing: string[] = []
  if (columns.date === undefined) missing.push('date / jour')
  if (columns.account === undefined && !account) missing.push('account / compte')
  if (columns.url === undefined && columns.title === undefined) missing.push('url / title / titre')
  if (columns.impressions === undefined) missing.push('impressions')
  return missing
}

/** The language that headings are written in, null where they are the same in both or in neither. */
export function headingLanguage(headings: readonly string[]): 'fr' | 'en' | null {
  const count = (one: 'fr' | 'en', other: 'fr' | 'en'): number =>
    headings
      .map(fold)
      .filter(heading =>
        metricFields.some(
          field => headingWords[field][one].includes(heading) && !headingWords[field][other].includes(heading)
        )
      ).length
  const lead = count('fr', 'en') - count('en', 'fr')
  return lead === 0 ? null : lead > 0 ? 'fr' : 'en'
}
