import * as v from 'valibot'
import type { HttpResponse, RequestOptions } from '../../../network/http.ts'
import { beforehand, type Step } from '../beforehand.ts'
import type { Access, Call } from '../connector.ts'
import { readJson } from '../json.ts'

export const limits = { bytes: 5_000_000, milliseconds: 30_000 }

/** A site that answered, and how its interface is addressed. */
export interface Site {
  address(path: string, query?: Record<string, string>): string
  authorization: string
  allowPrivate: boolean
  secrets: readonly string[]
  call: Call
}

export interface Me {
  id: number
  name: string
  capabilities: Record<string, unknown>
}

const me = v.looseObject({
  id: v.number(),
  name: v.string(),
  capabilities: v.fallback(v.record(v.string(), v.unknown()), {})
})
const failure = v.looseObject({ code: v.pipe(v.string(), v.regex(/^[\w-]{1,60}$/)) })

/** The name of a refusal, such as `rest_cannot_create`; null where it is not WordPress that answers. */
export const codeIn = (response: HttpResponse): string | null => readJson(response, failure)?.code ?? null

/**
 * Finds the interface of a site, and who the account is there: under `/wp-json` where addresses are spelled out, else in a
 * parameter (https://developer.wordpress.org/rest-api/extending-the-rest-api/routes-and-endpoints/).
 */
export async function openSite({ settings, secret }: Access, call: Call): Promise<Step<{ site: Site; me: Me }>> {
  const { url = '', user = '', allowHost } = settings
  const { origin, pathname } = new URL(url)
  const root = origin + pathname.replace(/\/+$/, '')
  const pair = Buffer.from(`${user}:${secret ?? ''}`).toString('base64')
  const site: Omit<Site, 'address'> = {
    authorization: `Basic ${pair}`,
    allowPrivate: allowHost !== undefined,
    secrets: [pair, ...(secret === null ? [] : [secret, secret.replaceAll(' ', '')])],
    call
  }
  const bases: Site['address'][] = [
    (path, query = {}) => withQuery(`${root}/wp-json/wp/v2/${path}`, query),
    (path, query = {}) => withQuery(`${root}/`, { rest_route: `/wp/v2/${path}`, ...query })
  ]
  for (const address of bases) {
    let elsewhere = false
    const step = await ask({ ...site, address }, 'users/me', { context: 'edit' }, me, response => {
      elsewhere = response.status === 404 && codeIn(response) === null
      return null
    })
    if ('told' in step) return { told: { site: { ...site, address }, me: step.told } }
    if (!elsewhere || address === bases.at(-1)) return step
  }
  throw new Error('unreachable')
}

const withQuery = (address: string, query: Record<string, string>): string => {
  const search = new URLSearchParams(query).toString()
  return search ? `${address}?${search}` : address
}

export const signed = (site: Site, rest: Partial<RequestOptions> = {}): RequestOptions => ({
  limits,
  ...rest,
  headers: { authorization: site.authorization, accept: 'application/json', ...rest.headers },
  allowPrivate: site.allowPrivate
})

export const jsonBody = (body: object): Partial<RequestOptions> => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body)
})

/** A question that has no effect. */
export function ask<S extends v.GenericSchema>(
  site: Site,
  path: string,
  query: Record<string, string>,
  schema: S,
  seen?: (response: HttpResponse) => null
): Promise<Step<v.InferOutput<S>>> {
  const { secrets, call } = site
  return beforehand(site.address(path, query), signed(site), { schema, secrets, call, ...(seen && { own: seen }) })
}
