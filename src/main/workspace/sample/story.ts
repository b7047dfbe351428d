import { RelaisError } from '../../../domain/errors.ts'
import { embargoFromWall } from '../../../domain/delivery/embargo.ts'
import type { Person } from '../../../domain/people/roles.ts'
import type { ReleaseContent } from '../../../domain/releases/release.ts'
import type { Verdict } from '../../../domain/review/statement.ts'
import type { Account } from '../../../preload/contract/delivery.ts'
import { instantNow, type Context } from '../context.ts'
import { findRelease } from '../releases/release.repository.ts'
import { createRelease, moveRelease } from '../releases/release.service.ts'
import { saveRelease } from '../releases/save.service.ts'
import { decideAs, submitRelease, type Signer } from '../review/review.service.ts'
import type { SampleRelease } from './content.ts'
import { sampleKit, type KitMaking } from './kits.ts'
import { deliverInThePast, missSlot } from './deliveries.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Who and what a story needs, by the keys that the content uses. */
export interface Cast {
  zone: string
  people: ReadonlyMap<string, Person>
  signers: ReadonlyMap<string, Signer>
  accounts: ReadonlyMap<string, Account>
  kitMaking: KitMaking
}

/** A desk whose clock is set by the story that is told. */
export interface Stage {
  context: Context
  setClock(at: number): void
}

/** Takes one release through all that its status says it went through, on the days it did; answers with its id. */
export async function tell(stage: Stage, cast: Cast, release: SampleRelease): Promise<string> {
  const story = new Story(stage, cast, release)
  await play(story, stage, cast, release)
  return story.id
}

async function play(step: Story, stage: Stage, cast: Cast, release: SampleRelease): Promise<void> {
  const { at, status } = release
  if (status === 'archived' || status === 'draft') return step.write(at, status)
  if (release.before) await step.earlier(status === 'corrected')
  else await step.write(at - day, 'draft')
  await step.submit(status === 'in-review' ? at : at - 5 * hour)
  if (status === 'in-review') return
  if (status === 'changes-requested') return step.decide(at, 'changes', release.reason ?? '')
  await step.decide(at - (status === 'approved' ? 0 : 2 * hour), 'approve')
  if (status === 'expired') return step.move(at, 'expire')
  await step.deliver(at, status === 'corrected' ? 'update' : 'publish')
  if (release.missed) await missSlot(stage.context, step.id, found(cast.accounts, release.missed), cast.zone)
  if (status === 'withdrawn') {
    await step.move(at + day, 'withdraw')
    await step.deliver(at + day, 'withdraw')
  }
}

class Story {
  readonly #stage: Stage
  readonly #cast: Cast
  readonly #release: SampleRelease
  id = ''
  #review = ''

  constructor(stage: Stage, cast: Cast, release: SampleRelease) {
    this.#stage = stage
    this.#cast = cast
    this.#release = release
  }

  async write(at: number, status: 'draft' | 'archived', content = this.#content()): Promise<void> {
    const { context } = this.#stage
    const { source } = this.#release
    const origin = source
      ? { from: 'feed' as const, source: source.title, url: source.url, title: source.title }
      : { from: 'written' as const }
    const editor = this.#sit(at)
    const made = await context.write((trx, note) =>
      createRelease(trx, note, {
        content,
        origin,
        status,
        editor,
        at: instantNow(context),
        listedAt: instantNow(context)
      })
    )
    this.id = made.id
  }

  /** The revision before this one: sent back with a reason, or published and then corrected. */
  async earlier(corrected: boolean): Promise<void> {
    const { at, before } = this.#release
    const content = this.#content()
    const body = (before?.words ?? []).reduce((text, [now, then]) => replaceOnce(text, now, then), content.body)
    await this.write(
      at - 3 * day,
      'draft',
      this.#withKit({ ...content, body: corrected ? withoutCorrection(body) : body })
    )
    await this.submit(at - 2 * day - hour)
    await this.decide(at - 2 * day, corrected ? 'approve' : 'changes', before?.reason)
    if (corrected) await this.deliver(at - day, 'publish')
    const { context } = this.#stage
    this.#sit(at - 6 * hour)
    const { rev } = await findRelease(context.read, this.id)
    const { kit } = content
    await saveRelease(context, { id: this.id, rev, change: { body: content.body, ...(kit && { kit }) } })
  }

  async submit(at: number): Promise<void> {
    this.#sit(at)
    this.#review = (await submitRelease(this.#stage.context, this.id)).id
  }

  async decide(at: number, verdict: Verdict, reason = ''): Promise<void> {
    this.#stage.setClock(at)
    await decideAs(this.#stage.context, found(this.#cast.signers, this.#release.approver ?? ''), {
      review: this.#review,
      verdict,
      reason
    })
  }

  async move(at: number, verb: 'expire' | 'withdraw'): Promise<void> {
    const { context } = this.#stage
    const by = this.#sit(at)
    await context.write((trx, note) => moveRelease(trx, note, { id: this.id, verb, by, at: instantNow(context) }))
  }

  async deliver(at: number, action: 'publish' | 'update' | 'withdraw'): Promise<void> {
    const { deliveries = [], failed } = this.#release
    for (const [index, key] of deliveries.entries()) {
      const past = {
        release: this.id,
        account: found(this.#cast.accounts, key),
        action,
        at: at + index * 900,
        zone: this.#cast.zone
      }
      await deliverInThePast(this.#stage.context, {
        ...past,
        ...(failed?.account === key ? { refused: failed.status } : {})
      })
    }
  }

  #sit(at: number): Person {
    this.#stage.setClock(at)
    return (this.#stage.context.session.actor = found(this.#cast.people, this.#release.author))
  }

  #content(): ReleaseContent {
    const { kind, title, subtitle, lang, body, embargo } = this.#release
    const wall = embargo && embargoFromWall(embargo.wall, embargo.zone)
    return this.#withKit({ kind, title, subtitle, lang, body, embargo: wall })
  }

  /** The kit was prepared from the text as it stood then. */
  #withKit({ kit: _kit, ...content }: ReleaseContent): ReleaseContent {
    const kit = sampleKit(this.#release, content, this.#cast.kitMaking)
    return { ...content, ...(kit && { kit }) }
  }
}

/** The content was typeset: its spaces may be no-break ones, and stay so. */
function replaceOnce(text: string, now: string, then: string): string {
  const pattern = now.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s/g, '\\s')
  return text.replace(new RegExp(pattern), found => {
    const spaces = found.match(/\s/g) ?? []
    return then.replace(/\s/g, space => spaces.shift() ?? space)
  })
}

const withoutCorrection = (body: string): string =>
  body
    .split('\n\n')
    .filter(paragraph => !/^\*\*(Rectificatif|Correction)/.test(paragraph))
    .join('\n\n')

function found<T>(map: ReadonlyMap<string, T>, key: string): T {
  const value = map.get(key)
  if (value === undefined) throw new RelaisError('unexpected', { detail: `sample: ${key}` })
  return value
}
