import { dayIn } from '../../domain/delivery/days.ts'
import type { ReleaseContent } from '../../domain/releases/release.ts'
import { dueDay as dueOn, rightsProblems, type RightsProblem } from '../../domain/share/rights.ts'
import type { Media } from '../../preload/contract/share.ts'
import { desk } from '../app/desk.svelte.ts'

/** The day by which rights are judged: today, or that of the embargo if it is later. */
export const dueDay = ({ embargo }: Pick<ReleaseContent, 'embargo'>): string =>
  dueOn(embargo, dayIn(Date.now(), desk.workspace?.zone ?? 'UTC'))

/** What a picture of the library lacks today, wherever it were used: a description in either language will do here. */
export const libraryProblems = (media: Media): RightsProblem[] =>
  rightsProblems({ ...media, alt: media.alt.fr || media.alt.en }, dueDay({ embargo: null }))

const fields: Record<RightsProblem, string> = {
  'alt-missing': 'alt',
  'credit-missing': 'credit',
  'licence-missing': 'licence',
  'consent-missing': 'consent',
  expired: 'expires'
}

/** The id of the field in which a picture's problem is mended. */
export const pictureField = (hash: string, problem: RightsProblem): string => `${fields[problem]}-${hash.slice(0, 12)}`
