import { bluesky as connector } from '../../../src/main/workspace/delivery/connectors/bluesky/bluesky.ts'
import type { Tokens } from '../../../src/main/workspace/delivery/connectors/connector.ts'
import { openBluesky, type Bluesky, type BlueskyAccount } from '../../support/bluesky.ts'
import { call } from '../../support/parcel.ts'
import type { Destination } from '../destination.ts'
import { proxied, tellingTime } from '../http-destination.ts'

/** One server for the stories that are told at the same time, each with an account of its own. */
let shared: Promise<Bluesky> | undefined
let users = 0

const accounts = new Map<string, { account: BlueskyAccount; tokens: Tokens }>()
const hours = 3_600_000

export const bluesky: Destination = {
  kind: 'bluesky',
  against: 'real server',
  async open() {
    users += 1
    const server = await (shared ??= openBluesky())
    const account = await server.another()
    const opened = await proxied(
      {
        url: server.url,
        effects: async () =>
          (await account.posts()).map(({ uri, value }) => ({ id: uri, text: cardOf(value), live: true })),
        async expire(renewable) {
          await server.pass(3 * hours)
          if (!renewable) await account.revoke()
        },
        async close() {
          users -= 1
          if (users > 0) return
          shared = undefined
          await server.close()
        }
      },
      {
        isEffect: ({ path }) => /com\.atproto\.repo\.(?:put|delete)Record/.test(path),
        refusal: (status, retryAfter) => ({
          headers: {
            'content-type': 'application/json',
            ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) })
          },
          body: JSON.stringify({ error: 'InvalidRequest', message: `no: ${status}` })
        })
      }
    )
    opened.server.setClock = tellingTime(opened.proxy)
    await account.announce(opened.base)
    accounts.set(opened.base, { account, tokens: await signIn(opened.base, account) })
    return opened
  },
  connectorAt: () => connector(),
  accountAt(base) {
    const { account, tokens } = accounts.get(base) ?? {}
    return {
      settings: settingsAt(base, account?.handle ?? 'nobody.test'),
      secret: account?.password ?? 'abcd-efgh-ijkl-mnop',
      tokens: tokens ?? { access: 'none', facts: { did: 'did:plc:nobody', handle: 'nobody.test', pds: base } }
    }
  },
  grants: 'renewable',
  tooLong: 'é'.repeat(301),
  refusesTwins: true,
  untold: {}
}

const settingsAt = (base: string, identifier: string) => ({ service: base, identifier, allowHost: 'true' })

/** What a post shows: its text, and what the link's card says. */
const cardOf = ({ text, embed }: { text: string; [field: string]: unknown }): string =>
  `${text}\n${(embed as { external?: { title?: string } } | undefined)?.external?.title ?? ''}`

/** Without their end, so that the server is the one to say that they have ended. */
async function signIn(base: string, { handle, password }: BlueskyAccount): Promise<Tokens> {
  const renewal = await connector().renew?.(
    { settings: settingsAt(base, handle), secret: password, tokens: null },
    call
  )
  if (!renewal || !('renewed' in renewal)) throw new Error('no session')
  const { expiresAt: _end, ...tokens } = renewal.renewed
  return tokens
}
