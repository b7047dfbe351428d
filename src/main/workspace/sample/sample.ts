import { dirname, join } from 'node:path'
import type { Person } from '../../../domain/people/roles.ts'
import type { Account } from '../../../preload/contract/delivery.ts'
import type { WorkspaceInfo } from '../../../preload/contract/people.ts'
import type { Context } from '../context.ts'
import { addPickedFile } from '../curation/source.service.ts'
import { triage } from '../curation/triage.service.ts'
import { addAccount } from '../delivery/account.service.ts'
import { connectors } from '../delivery/connectors/index.ts'
import { deliveryHandlers } from '../delivery/delivery.handlers.ts'
import { openContext } from '../open-context.ts'
import { openKey } from '../people/keys.ts'
import { findPersonRow, toPerson } from '../people/person.repository.ts'
import { addPerson, describeWithPeople, initWorkspace } from '../people/person.service.ts'
import { reachHandlers } from '../reach/reach.handlers.ts'
import type { Signer } from '../review/review.service.ts'
import { setRules } from '../share/rules.service.ts'
import {
  readSampleFeeds,
  readSampleReleases,
  readSampleWorkspace,
  type SampleRelease,
  type SampleWorkspace
} from './content.ts'
import { sampleMetrics } from './metrics.ts'
import { addSamplePictures } from './pictures.ts'
import { tell, type Cast, type Stage } from './story.ts'

/** Published, so that anyone can sign in the sample. */
export const samplePassphrase = 'relais'
/** Who sits at the desk when the sample is opened. */
export const sampleOfficer = 'ines.kerbrat@armelin.example'

const day = 86_400_000

/**
 * Makes the sample workspace: a year in the press office of an invented company, told through the engine's own services, so
 * that every revision, signature, delivery and figure is what a year of use would have left.
 * @param now the end of that year, milliseconds since the epoch
 */
export async function createSample(
  file: string,
  { now = Date.now() } = {}
): Promise<{ workspace: WorkspaceInfo; people: Person[] }> {
  const content = readSampleWorkspace()
  const releases = readSampleReleases(now, content.zone)
  let clock = (releases[0]?.at ?? now) - 7 * day
  const { context, close } = openContext(file, 'create', () => clock)
  const stage: Stage = { context, setClock: at => void (clock = Math.min(at, now)) }
  try {
    const cast = await assemble(context, content, releases, dirname(file), now)
    const approved: string[] = []
    for (const release of releases) {
      const id = await tell(stage, cast, release)
      if (release.status === 'approved' && release.embargo) approved.push(id)
    }
    stage.setClock(now)
    await planAhead(context, cast, approved)
    await fillInbox(context, cast, now)
    const reach = reachHandlers(context)
    for (const month of sampleMetrics(content, releases, now)) await reach['metrics.import']({ file: month, map: {} })
    return await describeWithPeople(context)
  } finally {
    await close()
  }
}

async function assemble(
  context: Context,
  content: SampleWorkspace,
  releases: readonly SampleRelease[],
  folder: string,
  now: number
): Promise<Cast> {
  const { organisation, zone } = content
  const [first, ...others] = content.people
  if (!first) throw new Error('the sample has nobody in it')
  const passphrase = samplePassphrase
  await initWorkspace(context, { name: organisation, zone, lang: 'fr', sample: true, person: { ...first, passphrase } })
  const { actor, vaultKey } = context.session
  for (const { name, email, roles } of others) await addPerson(context, { name, email, roles, passphrase })
  const people = new Map<string, Person>()
  const signers = new Map<string, Signer>()
  for (const { key, email } of content.people) {
    const row = await findPersonRow(context.read, email)
    const person = toPerson(row)
    people.set(key, person)
    if (person.roles.includes('approver'))
      signers.set(key, { person, signText: (await openKey(row.id, row.wrapped_key, passphrase)).signText })
  }
  Object.assign(context.session, { actor, vaultKey })
  const accounts = new Map<string, Account>()
  for (const { key, connector, name } of content.accounts) {
    const settings =
      connector === 'feed'
        ? { folder: join(folder, `${organisation} feeds`, key), title: name }
        : { url: 'https://ambassadors.armelin.example/hooks/relais' }
    accounts.set(key, await addAccount(context, connectors, { connector, name, settings }))
  }
  const rules = await setRules(context, content.rules)
  const pictures = await addSamplePictures(context, actor as Person, now)
  const accountId = (key: string): string => accounts.get(key)?.id ?? ''
  return { zone, people, signers, accounts, kitMaking: { releases, rules, accountId, pictures } }
}

/** What is approved under embargo is planned for the moment it lifts. */
async function planAhead(context: Context, cast: Cast, approved: readonly string[]): Promise<void> {
  const { handlers, stop } = deliveryHandlers(context, { deliver: 'on-call' })
  const accounts = ['newsroom', 'advocacy'].flatMap(key => cast.accounts.get(key)?.id ?? [])
  context.session.actor = cast.people.get('ines') ?? null
  for (const release of approved) await handlers['outbox.plan']({ release, accounts })
  await stop()
}

/** Brings both feeds in, and sorts a few items, as somebody did this morning. */
async function fillInbox(context: Context, cast: Cast, now: number): Promise<void> {
  const officer = cast.people.get('ines')
  if (!officer) return
  for (const feed of readSampleFeeds(now)) await addPickedFile(context, officer, feed)
  const items = await context.read.selectFrom('feed_item').select('id').orderBy('listed_at').limit(6).execute()
  for (const [index, { id }] of items.entries())
    await triage(context, officer, id, index % 3 === 0 ? 'keep' : 'dismiss')
}
