import { wordpress as connector } from '../../src/main/workspace/delivery/connectors/wordpress/wordpress.ts'
import type { FaultProxy } from '../support/fault-proxy.ts'
import { openWordPress, type WordPress } from '../support/wordpress.ts'
import type { Destination } from '../stories/destination.ts'
import { proxied, tellingTime } from '../stories/http-destination.ts'

/** One site for the stories that are told at the same time. */
let shared: Promise<WordPress> | undefined
let users = 0
let password = ''

/** WordPress for the story suite; only `npm run servers` has one. */
export const wordpress: Destination = {
  kind: 'wordpress',
  against: 'real server',
  async open() {
    users += 1
    const site = await (shared ??= openWordPress())
    password = site.password
    const opened = await proxied(
      {
        url: site.url,
        effects: async () =>
          (await site.posts())
            .filter(({ slug }) => asked(opened.proxy).includes(slug.replace(/__trashed(?:-\d+)?$/, '')))
            .map(({ id, title, status }) => ({ id: String(id), text: title.raw, live: status === 'publish' })),
        expire: () => opened.server.inject({ refuse: 401 }),
        async close() {
          users -= 1
          if (users > 0) return
          shared = undefined
          await site.close()
        }
      },
      {
        isEffect: ({ method, path }) => method !== 'GET' && method !== 'HEAD' && /\/posts(?:\/|$)/.test(path),
        refusal: (status, retryAfter) => ({
          headers: {
            'content-type': 'application/json',
            ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) })
          },
          body: JSON.stringify({ code: 'rest_refused', message: 'no', data: { status } })
        })
      }
    )
    opened.server.setClock = tellingTime(opened.proxy)
    return opened
  },
  connectorAt: () => connector,
  accountAt: base => ({
    settings: { url: base, user: 'presse', allowHost: 'true' },
    secret: password || 'abcdefghijklmnopqrstuvwx'
  }),
  grants: 'fixed',
  tooLong: null,
  refusesTwins: true,
  untold: {}
}

/** The slugs of this story's posts, by what it asked for: other stories put theirs on the same site. */
const asked = ({ requests }: FaultProxy): string[] =>
  requests.flatMap(({ path }) => new URL(path, 'http://site.example').searchParams.get('slug') ?? [])
