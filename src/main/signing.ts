import { RelaisError } from '../domain/errors.ts'
import type { Person } from '../domain/people/roles.ts'
import type { ReviewDetail } from '../preload/contract/review.ts'
import type { ShellHandlers } from '../preload/shell-contract.ts'
import { askPassphrase } from './passphrase-window.ts'
import { languageOf, type Station } from './station.ts'

/** Signs a person in at this desk, by their passphrase. */
export const unlockPerson =
  (station: Station): ShellHandlers['session']['unlock'] =>
  async ({ person: id }) => {
    const people = await station.engine.call('people.list', {})
    const person = people.find(known => known.id === id)
    if (!person)
      throw new RelaisError('person-missing', { person: id, known: people.map(({ name }) => name).join(', ') })
    const lang = languageOf(station.settings)
    return askPassphrase(station.window, { purpose: 'unlock', lang, person: person.name }, passphrase =>
      station.engine.call('people.unlock', { person: id, passphrase })
    )
  }

/** Adds a person, who types a passphrase of their own. */
export const addPerson =
  (station: Station): ShellHandlers['people']['add'] =>
  async fields => {
    const { actor } = await station.engine.call('workspace.info', {})
    if (!actor) throw new RelaisError('locked')
    if (!actor.roles.includes('administrator')) throw new RelaisError('not-allowed', { roles: 'administrator' })
    const lang = languageOf(station.settings)
    return askPassphrase(station.window, { purpose: 'choose', lang, person: fields.name }, passphrase =>
      station.engine.call('people.add', { ...fields, passphrase })
    )
  }

/** Signs a decision on a review, as the person who is signed in. What is shown comes from the engine, not from the page. */
export const decideReview =
  (station: Station): ShellHandlers['review']['decide'] =>
  async ({ review: id, verdict, reason }) => {
    const { actor } = await station.engine.call('workspace.info', {})
    const detail = await station.engine.call('review.get', { id })
    const person = mayDecide(detail, actor)
    if (verdict !== 'approve' && !reason.trim()) throw new RelaisError('reason-needed')
    const { title, revisionNumber } = detail.review
    const lang = languageOf(station.settings)
    const { contentHash } = detail.revision
    const shown = { person: person.name, title, revision: revisionNumber, verdict, reason, contentHash }
    return askPassphrase(station.window, { purpose: 'sign', lang, ...shown }, passphrase =>
      station.engine.call('review.decide', { review: id, person: person.id, verdict, reason, passphrase })
    )
  }

/** Says what bars a person before they type a passphrase for nothing; the engine decides all the same. */
function mayDecide({ barred }: ReviewDetail, actor: Person | null): Person {
  if (barred === 'closed') throw new RelaisError('review-closed')
  if (barred === 'author') throw new RelaisError('author-cannot-decide')
  if (barred === 'not-approver') throw new RelaisError('not-allowed', { roles: 'approver' })
  if (!actor) throw new RelaisError('locked')
  return actor
}
