import type { MediaUse, Rights } from './kit.ts'

/** What keeps a picture from being used; its words are in the messages, under `share.problems`. */
export type RightsProblem = 'credit-missing' | 'licence-missing' | 'expired' | 'consent-missing' | 'alt-missing'

/**
 * What is lacking for a picture to go out on a day.
 * @param rights without `alt`, its description is not asked about
 * @param day YYYY-MM-DD; `expires` is the last day on which it may be used
 */
export function rightsProblems(rights: Rights & { alt?: string }, day: string): RightsProblem[] {
  const { credit, licence, expires, consent, alt } = rights
  const problems: [RightsProblem, boolean][] = [
    ['alt-missing', alt !== undefined && alt.trim() === ''],
    ['credit-missing', credit.trim() === ''],
    ['licence-missing', licence.trim() === ''],
    ['consent-missing', consent === 'missing'],
    ['expired', expires !== null && expires < day]
  ]
  return problems.filter(([, holds]) => holds).map(([problem]) => problem)
}

/**
 * The same of a picture in a kit: by what the release says of it and by what the library knows of it now, of which the
 * stricter counts.
 * @param known null where the library does not have it any more
 */
export function useProblems(
  use: MediaUse,
  known: Rights | null,
  day: string
): { problem: RightsProblem; expires: string }[] {
  const found = new Map(rightsProblems(use, day).map(problem => [problem, use.expires ?? '']))
  if (known)
    for (const problem of rightsProblems({ ...known, alt: use.alt }, day))
      if (!found.has(problem)) found.set(problem, known.expires ?? '')
  return [...found].map(([problem, expires]) => ({ problem, expires }))
}

/** The day by which rights are judged: today, or that of the embargo if it is later. */
export function dueDay(embargo: { wall: string } | null, today: string): string {
  const lifted = embargo?.wall.slice(0, 10) ?? today
  return lifted > today ? lifted : today
}
