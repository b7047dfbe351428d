import * as v from 'valibot'
import { beforehand, type Step } from '../beforehand.ts'
import { encoded, rest, type Session } from './api.ts'

const member = v.looseObject({ sub: v.pipe(v.string(), v.regex(/^[\w-]+$/)) })
const pages = v.looseObject({
  elements: v.array(v.looseObject({ id: v.union([v.pipe(v.number(), v.safeInteger()), v.string()]) }))
})

/** `me`, a Page's number or URN, a member's URN, or the name that a Page has in its address. */
export const authorPattern = /^(?:me|\d+|urn:li:(?:organization|person):[\w-]+|[\p{L}\p{N}][\p{L}\p{N}_-]*)$/u

/** Whose posts an account makes, as a URN: asked for where the setting does not tell it. */
export async function authorOf(session: Session): Promise<Step<string>> {
  const author = session.access.settings['author'] ?? 'me'
  if (author.startsWith('urn:')) return { told: author }
  if (/^\d+$/.test(author)) return { told: `urn:li:organization:${author}` }
  return author === 'me' ? memberOf(session) : pageOf(session, author)
}

async function memberOf(session: Session): Promise<Step<string>> {
  const { secrets, call, hosts } = session
  const step = await beforehand(`${hosts.api}/v2/userinfo`, rest(session), { schema: member, secrets, call })
  return 'stopped' in step ? step : { told: `urn:li:person:${step.told.sub}` }
}

async function pageOf(session: Session, name: string): Promise<Step<string>> {
  const { secrets, call, hosts } = session
  const address = `${hosts.api}/rest/organizations?q=vanityName&vanityName=${encoded(name)}`
  const step = await beforehand(address, rest(session, { restli: 'FINDER' }), { schema: pages, secrets, call })
  if ('stopped' in step) return step
  const [page] = step.told.elements
  if (page) return { told: `urn:li:organization:${page.id}` }
  return { stopped: { outcome: 'refused', reason: 'bad-settings', received: { author: name, found: 0 } } }
}

export const isMember = (author: string): boolean => author.startsWith('urn:li:person:')
