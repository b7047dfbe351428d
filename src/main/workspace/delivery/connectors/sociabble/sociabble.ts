import * as v from 'valibot'
import { webAddress } from '../../../../../domain/share/link.ts'
import type { HttpResponse } from '../../../network/http.ts'
import { multipart } from '../../../network/multipart.ts'
import type { Cleared } from '../../clearance.ts'
import { beforehand, type Step } from '../beforehand.ts'
import type { Access, Connector, Evidence, ParcelMedia, SendResult } from '../connector.ts'
import { effect } from '../effect.ts'
import { readJson } from '../json.ts'
import { beyondPublishing } from '../publish-only.ts'
import { serverDateOf } from '../server-date.ts'
import { choice, days, setting, settingsObject } from '../settings.ts'
import { toldOrThrown } from '../trial.ts'
import { mediaRefusal, uploadLimits } from '../upload.ts'
import { asked, channelsOf, chosenChannels, openSession, type Session, type SociabbleHosts } from './api.ts'
import { externalContent, internalContent } from './content.ts'

const realHosts: SociabbleHosts = { api: 'https://apigateway.sociabble.com' }

const settings = settingsObject({
  /** Ids or names, with commas between them. */
  channels: setting,
  as: choice(['external', 'internalnews'], 'external'),
  days
})

/** No limit of pictures is established; this is sharp enough for a phone and a page. */
const pictureLimits = { width: 1_920, height: 1_920, bytes: 3_000_000 }

/**
 * Sociabble, by the REST contract of its certified connector
 * (https://github.com/microsoft/PowerPlatformConnectors/tree/dev/certified-connectors/Sociabble). It can only create: what was
 * created cannot be read back, changed or taken back, but it can be made to end by itself.
 */
export const sociabble = (hosts: SociabbleHosts = realHosts): Connector => ({
  kind: 'sociabble',
  network: null,
  settings,
  secret: 'given',
  can: { update: false, withdraw: false, look: false, metrics: 'file', handOff: false },
  repeat: 'look-first',
  lane: 1,
  whole: false,
  describe: (_delivery, access) => ({ method: 'POST', url: `${hosts.api}/content/${kindOf(access)}` }),
  send: (cleared, call) => send(cleared, openSession(hosts, cleared.access, call)),
  async test(access, call) {
    const known = toldOrThrown(await channelsOf(openSession(hosts, access, call)))
    return known.map(({ id, name }) => `${name} (${id})`).join(', ')
  },
  serverDate: (_access, call) => serverDateOf(hosts.api, hosts.allowPrivate === true, call)
})

const kindOf = ({ settings }: Pick<Access, 'settings'>): string => settings['as'] ?? 'external'

async function send(cleared: Cleared, session: Session): Promise<SendResult> {
  const beyond = beyondPublishing(cleared.delivery.action)
  if (beyond) return beyond
  const { content, access, media, posts } = cleared
  const { channels, days } = v.parse(settings, access.settings)
  const kind = kindOf(access)
  if (!content) return { outcome: 'refused', reason: 'unsendable', received: {} }
  const contentUrl = kind === 'external' ? webAddress(content.kit?.link ?? '') : null
  if (kind === 'external' && contentUrl === null)
    return { outcome: 'refused', reason: 'unsendable', received: { missing: 'a public page to lead to' } }
  const known = await channelsOf(session)
  if ('stopped' in known) return known.stopped
  const { ids: channelIds, unknown } = chosenChannels(channels, known.told)
  if (unknown.length > 0 || channelIds.length === 0)
    return { outcome: 'refused', reason: 'bad-settings', received: { unknownChannels: unknown } }
  const uploaded = await uploadAll(contentUrl ? media.slice(0, 1) : media, kind, session)
  if ('stopped' in uploaded) return uploaded.stopped
  const publicationEndDate = endOf(cleared.delivery.startedAt, days)
  const frame = { channelIds, mediaIds: uploaded.told, publicationEndDate }
  const body = contentUrl ? externalContent(content, posts, { ...frame, contentUrl }) : internalContent(content, frame)
  const options = asked(session, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body)
  })
  return effect(`${session.hosts.api}/content/${kind}`, options, {
    secrets: [session.key],
    call: session.call,
    own: read
  })
}

/** The end of its showing, counted from the first try: the same over all tries. */
const endOf = (startedAt: string, days: string | undefined): string | null =>
  days === undefined ? null : new Date(Date.parse(startedAt) + Number(days) * 24 * 60 * 60_000).toISOString()

const uploadedMedia = v.looseObject({ mediaId: v.pipe(v.string(), v.nonEmpty()) })

async function uploadAll(media: readonly ParcelMedia[], kind: string, session: Session): Promise<Step<string[]>> {
  const ids: string[] = []
  for (const picture of media) {
    const step = await uploadOne(picture, kind, session)
    if ('stopped' in step) return step
    ids.push(step.told)
  }
  return { told: ids }
}

/** A picture that belongs to what cannot be shared is private, as the contract asks. */
async function uploadOne(picture: ParcelMedia, kind: string, session: Session): Promise<Step<string>> {
  const { bytes, type } = await picture.fit(pictureLimits)
  const form = multipart(
    { mediaVisibility: kind === 'external' ? 'public' : 'private' },
    { name: 'media', filename: filenameOf(picture.name, type), type, bytes }
  )
  const step = await beforehand(
    `${session.hosts.api}/medias`,
    asked(session, { method: 'POST', ...form, limits: uploadLimits }),
    {
      schema: uploadedMedia,
      secrets: [session.key],
      call: session.call,
      own: response => mediaRefusal(response, [session.key])
    }
  )
  return 'stopped' in step ? step : { told: step.told.mediaId }
}

/** Its own name, with the ending of what it was made into. */
const filenameOf = (name: string, type: string): string =>
  `${name.replace(/\.[^.]*$/, '')}.${type === 'image/jpeg' ? 'jpg' : type.replace(/^image\//, '')}`

const created = v.looseObject({
  id: v.pipe(v.string(), v.nonEmpty()),
  internalUrl: v.fallback(v.nullable(v.pipe(v.string(), v.url(), v.startsWith('https://'))), null)
})

function read(response: HttpResponse, received: Evidence): SendResult | null {
  const post = response.status === 200 ? readJson(response, created) : null
  if (post) return { outcome: 'confirmed', remoteId: post.id, remoteUrl: post.internalUrl, received }
  // What is to be created cannot be missing: it is the call, or what it names.
  return response.status === 404 ? { outcome: 'refused', reason: 'refused', received } : null
}
