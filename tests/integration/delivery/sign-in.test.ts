import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { Events, OAuth2Server } from 'oauth2-mock-server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Connector, OAuthServer, Tokens } from '../../../src/main/workspace/delivery/connectors/connector.ts'
import { renewOAuth } from '../../../src/main/workspace/delivery/connectors/oauth.ts'
import type { Account } from '../../../src/preload/contract/delivery.ts'
import { deliveryDesk, type DeliveryDesk } from '../../support/delivery-desk.ts'
import { letterbox } from '../../support/letterbox.ts'

/** What the token endpoint was asked, and with what. */
interface Asked {
  grant_type: string
  code_verifier?: string
  client_id?: string
  refresh_token?: string
  redirect_uri?: string
}

const club = new OAuth2Server()
const asked: (Asked & { authorization: string | undefined })[] = []
let desk: DeliveryDesk
let account: Account
let more: Partial<OAuthServer>
let used: (Tokens | null)[]
let accepted: (tokens: Tokens | null) => boolean

beforeAll(async () => {
  await club.issuer.keys.generate('RS256')
  await club.start(0, '127.0.0.1')
  club.service.on(Events.BeforeResponse, ({ body }, request) => {
    // It would answer with a scope of its own invention.
    if (body) delete body['scope']
    asked.push({ ...(request.body as unknown as Asked), authorization: request.headers.authorization })
  })
})
afterAll(() => club.stop())

const serverNow = (): OAuthServer => {
  const base = `http://127.0.0.1:${club.address().port}`
  return {
    authorize: `${base}/authorize`,
    token: `${base}/token`,
    revoke: `${base}/revoke`,
    clientId: 'relais',
    client: 'public',
    scopes: ['write', 'offline'],
    pkce: true,
    allowPrivate: true,
    loopback: '127.0.0.1',
    ...more
  }
}
const connector: Connector = {
  ...letterbox().connector,
  kind: 'club',
  secret: 'oauth',
  oauth: () => serverNow(),
  renew: (access, call) => renewOAuth(serverNow(), access, call),
  async send({ access }) {
    used.push(access.tokens)
    if (!accepted(access.tokens)) return { outcome: 'unauthorized', received: { status: 401 } }
    return { outcome: 'confirmed', remoteId: 'one', remoteUrl: null, received: {} }
  }
}
const plain: Connector = { ...letterbox().connector, kind: 'plain' }

beforeEach(async () => {
  asked.length = 0
  more = {}
  used = []
  accepted = () => true
  desk = await deliveryDesk({ connectors: [connector, plain] })
  account = await desk.handlers['accounts.add']({ connector: 'club', name: 'Club', settings: {} })
})
afterEach(() => desk.close())

const id = (): { id: string } => ({ id: account.id })
const authorize = async () => desk.handlers['accounts.authorize'](id())
const authorized = async () => desk.handlers['accounts.authorized'](id())
/** As a browser does it: whatever it is sent to, it goes to. */
const browse = (url: string) => fetch(url)
async function signIn(): Promise<Account> {
  const { url } = await authorize()
  const [connected] = await Promise.all([authorized(), browse(url)])
  return connected
}
/** Where the browser would be sent, and what it would bring. */
async function redirectOf(url: string): Promise<URL> {
  const answer = await fetch(url, { redirect: 'manual' })
  return new URL(answer.headers.get('location') ?? '')
}

describe('signing in', () => {
  test('keeps what was granted, and by whom, and is what is sent with from then on', async () => {
    const connected = await signIn()
    expect(connected.connection).toMatchObject({ by: 'Omar Petit', scopes: ['write', 'offline'] })
    const [planned] = await desk.plan([account])
    await desk.deliver()
    expect((await desk.get(planned!.id)).delivery).toMatchObject({ state: 'confirmed' })
    expect(used).toMatchObject([{ access: expect.stringMatching(/^eyJ/), refresh: expect.any(String) }])
    const { sqlite } = desk.workspace.context
    expect(JSON.stringify(sqlite.prepare('SELECT * FROM account').all())).not.toContain(used[0]!.access)
  })

  test('proves who began it: PKCE with S256, and a state of its own', async () => {
    const { url } = await authorize()
    const address = new URL(url)
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'relais',
      scope: 'write offline',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/)
    })
    await Promise.all([authorized(), browse(url)])
    expect(asked).toMatchObject([
      { grant_type: 'authorization_code', client_id: 'relais', code_verifier: expect.stringMatching(/^[\w-]{43}$/) }
    ])
    expect(asked[0]!.redirect_uri).toBe(address.searchParams.get('redirect_uri'))
    const again = new URL((await authorize()).url)
    for (const key of ['state', 'code_challenge', 'redirect_uri'])
      expect(again.searchParams.get(key)).not.toBe(address.searchParams.get(key))
  })

  test('tells the browser that it is done, in the language of the workspace', async () => {
    const { url } = await authorize()
    const [, page] = await Promise.all([authorized(), browse(url)])
    expect(await page.text()).toContain('La connexion est faite')
    expect(page.headers.get('content-security-policy')).toBe("default-src 'none'")
  })

  test('works where the server knows no PKCE, and proves its own key as the server asks for it', async () => {
    more = { pkce: false, client: 'basic', loopback: 'localhost' }
    await desk.handlers['accounts.setSecret']({ ...id(), secret: 'the key of the app' })
    const { url } = await authorize()
    expect(new URL(url).searchParams.get('redirect_uri')).toMatch(/^http:\/\/localhost:\d+\//)
    expect(new URL(url).searchParams.has('code_challenge')).toBe(false)
    await Promise.all([authorized(), browse(url)])
    expect(asked[0]!.authorization).toBe(`Basic ${Buffer.from('relais:the+key+of+the+app').toString('base64')}`)
  })

  test('remembers that less was granted than was asked for, and until when', async () => {
    club.service.once(Events.BeforeResponse, response => {
      Object.assign(response.body as object, { scope: 'write,read', refresh_token_expires_in: 365 * 86_400 })
      // As some do, against RFC 6749.
      delete (response.body as Record<string, unknown>)['token_type']
    })
    desk.workspace.setClock('2026-11-26T07:30:00.000Z')
    expect((await signIn()).connection).toMatchObject({
      scopes: ['write', 'read'],
      expiresAt: '2027-11-26T07:30:00.000Z'
    })
  })

  test('takes an answer that came before anybody waited for it', async () => {
    const { url } = await authorize()
    await browse(url)
    expect((await authorized()).connection).not.toBeNull()
    await expect(authorized()).rejects.toMatchObject({ code: 'no-sign-in' })
  })
})

describe('what does not end in a sign-in says why, and changes nothing', () => {
  const unchanged = async (): Promise<void> => {
    const [now] = await desk.handlers['accounts.list']({})
    expect(now!.connection).toBeNull()
  }

  test('the person, or the server, said no', async () => {
    const { url } = await authorize()
    const redirect = await redirectOf(url)
    redirect.searchParams.delete('code')
    redirect.searchParams.set('error', 'access_denied')
    redirect.searchParams.set('error_description', 'a whole story')
    const refused = expect(authorized()).rejects.toMatchObject({
      code: 'not-granted',
      params: { name: 'Club', code: 'access_denied' }
    })
    await Promise.all([browse(redirect.href), refused])
    await unchanged()
  })

  test('the code was not good any more', async () => {
    club.service.once(Events.BeforeResponse, response => {
      Object.assign(response, { statusCode: 400, body: { error: 'invalid_grant' } })
    })
    const { url } = await authorize()
    const refused = expect(authorized()).rejects.toMatchObject({ params: { code: 'invalid_grant' } })
    await Promise.all([browse(url), refused])
    await unchanged()
  })

  test.each([
    ['a fault of the server', 503, '<h1>Sorry</h1>'],
    ['an answer that is none', 200, '<h1>Welcome</h1>']
  ])('%s', async (_name, statusCode, body) => {
    club.service.once(Events.BeforeResponse, response => {
      Object.assign(response, { statusCode, body: body as never })
    })
    const { url } = await authorize()
    const refused = expect(authorized()).rejects.toMatchObject({
      code: expect.stringMatching(/^(?:network-failed|not-granted)$/)
    })
    await Promise.all([browse(url), refused])
    await unchanged()
  })

  test('a stranger’s answer is turned away, and the right one still taken', async () => {
    const { url } = await authorize()
    const redirect = await redirectOf(url)
    const strange = async (change: (url: URL) => void, headers = {}): Promise<number> => {
      const other = new URL(redirect)
      change(other)
      const { default: http } = await import('node:http')
      const request = http.get(other, { headers })
      const [response] = (await once(request, 'response')) as [{ statusCode: number; resume(): void }]
      response.resume()
      return response.statusCode
    }
    expect(await strange(other => other.searchParams.set('state', 'guessed'))).toBe(404)
    expect(await strange(other => other.searchParams.delete('state'))).toBe(404)
    expect(await strange(other => void (other.pathname = '/elsewhere'))).toBe(404)
    expect(await strange(() => {}, { host: 'rebound.example' })).toBe(404)
    expect(asked).toEqual([])
    await Promise.all([authorized(), browse(redirect.href)])
    expect(asked).toHaveLength(1)
  })

  test('it was given up', async () => {
    const { url } = await authorize()
    const refused = expect(authorized()).rejects.toMatchObject({ code: 'cancelled' })
    await desk.handlers['accounts.cancelAuthorize'](id())
    await refused
    const redirect = await redirectOf(url)
    await expect(fetch(redirect)).rejects.toThrow()
  })

  test.each(['accounts.revoke', 'accounts.change', 'accounts.setSecret'] as const)(
    'the account was changed meanwhile: %s',
    async verb => {
      await authorize()
      const refused = expect(authorized()).rejects.toMatchObject({ code: 'cancelled' })
      await desk.handlers[verb]({ ...id(), settings: {}, secret: 'the key of the app' })
      await refused
      await unchanged()
    }
  )

  test('what was granted was taken back while it was being kept', async () => {
    const { url } = await authorize()
    await browse(url)
    const { context } = desk.workspace
    const { write } = context
    context.write = async work => {
      context.write = write
      const kept = await write(work)
      await desk.handlers['accounts.revoke'](id())
      return kept
    }
    await expect(authorized()).rejects.toMatchObject({ code: 'cancelled' })
    await unchanged()
    const [planned] = await desk.plan([account])
    await desk.deliver()
    expect((await desk.get(planned!.id)).delivery).toMatchObject({ state: 'held', reason: 'sign-in' })
  })

  test('another one was begun for the account', async () => {
    const first = await authorize()
    const refused = expect(authorized()).rejects.toMatchObject({ code: 'cancelled' })
    const second = await authorize()
    await refused
    await expect(fetch(await redirectOf(first.url))).rejects.toThrow()
    await Promise.all([authorized(), browse(second.url)])
  })

  test('nobody answered for ten minutes', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      await authorize()
      const refused = expect(authorized()).rejects.toMatchObject({ code: 'sign-in-late' })
      await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0))
      vi.advanceTimersByTime(10 * 60_000)
      await refused
    } finally {
      vi.useRealTimers()
    }
  })

  test('the port that the destination asks for is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    more = { port }
    await expect(authorize()).rejects.toMatchObject({ code: 'port-taken', params: { port } })
    other.close()
    await once(other, 'close')
    expect(new URL((await authorize()).url).searchParams.get('redirect_uri')).toContain(`127.0.0.1:${port}/`)
  })

  test('nobody is unlocked to seal it, or there is no signing in', async () => {
    const other = await desk.handlers['accounts.add']({ connector: 'plain', name: 'Sans', settings: {} })
    await expect(desk.handlers['accounts.authorize']({ id: other.id })).rejects.toMatchObject({ code: 'no-sign-in' })
    desk.workspace.context.session.vaultKey = null
    await expect(authorize()).rejects.toMatchObject({ code: 'locked' })
  })
})

describe('a destination that is signed in at', () => {
  const stateOf = async (delivery: string) => {
    const { state, reason } = (await desk.get(delivery)).delivery
    return { state, reason }
  }

  test('holds what is for it until it is, and sends it then', async () => {
    const [planned] = await desk.plan([account])
    await desk.deliver()
    expect(await stateOf(planned!.id)).toEqual({ state: 'held', reason: 'sign-in' })
    await expect(desk.handlers['accounts.test'](id())).rejects.toMatchObject({ code: 'not-connected' })
    await signIn()
    expect(await desk.handlers['accounts.test'](id())).toMatchObject({ ok: true })
    await desk.deliver()
    expect(await stateOf(planned!.id)).toEqual({ state: 'confirmed', reason: null })
  })

  test('is asked for new tokens with the refresh token, which is replaced where the server replaces it', async () => {
    await signIn()
    const old: (string | undefined)[] = []
    accepted = tokens => !old.includes(tokens?.access)
    const [first] = await desk.plan([account])
    await desk.deliver()
    old.push(used[0]!.access)
    const { refresh } = used[0]!
    const [second] = await desk.plan([account], { title: 'Autre' })
    // Tokens of one second are alike here.
    await vi.waitFor(() => expect(Math.floor(Date.now() / 1000)).toBeGreaterThan(tokenTime(used[0]!)), 3_000)
    await desk.deliver()
    for (const { id: delivery } of [first!, second!])
      expect(await stateOf(delivery)).toMatchObject({ state: 'confirmed' })
    expect(asked.map(({ grant_type }) => grant_type)).toEqual(['authorization_code', 'refresh_token'])
    expect(asked[1]!.refresh_token).toBe(refresh)
    expect(used).toHaveLength(3)
  })

  test('that does not renew them any more waits for a person, who signs in again', async () => {
    await signIn()
    accepted = () => false
    club.service.once(Events.BeforeResponse, response => {
      Object.assign(response, { statusCode: 400, body: { error: 'invalid_grant' } })
    })
    const [planned] = await desk.plan([account])
    await desk.deliver()
    await desk.deliver()
    expect(await stateOf(planned!.id)).toEqual({ state: 'held', reason: 'sign-in' })
    expect(asked.filter(({ grant_type }) => grant_type === 'refresh_token')).toHaveLength(1)
    accepted = () => true
    expect((await signIn()).paused).toBeNull()
    await desk.deliver()
    expect(await stateOf(planned!.id)).toEqual({ state: 'confirmed', reason: null })
  })

  test('forgets everything when that is taken back, and the server is told', async () => {
    await signIn()
    let told = 0
    club.service.once(Events.BeforeRevoke, () => void told++)
    expect(await desk.handlers['accounts.revoke'](id())).toMatchObject({ connection: null })
    expect(told).toBe(1)
    const [planned] = await desk.plan([account])
    await desk.deliver()
    expect([await stateOf(planned!.id), used]).toEqual([{ state: 'held', reason: 'sign-in' }, []])
    const { sqlite } = desk.workspace.context
    expect(sqlite.prepare('SELECT sealed_tokens, scopes, connected_by FROM account').get()).toEqual({
      sealed_tokens: null,
      scopes: null,
      connected_by: null
    })
  })

  test('forgets everything also where the server cannot be told', async () => {
    await signIn()
    club.service.once(Events.BeforeRevoke, response => void (response.statusCode = 503))
    expect(await desk.handlers['accounts.revoke'](id())).toMatchObject({ connection: null })
  })

  test('says in the journal who signed in, and no token', async () => {
    await signIn()
    const { sqlite } = desk.workspace.context
    const lines = sqlite.prepare<[], { verb: string; detail: string }>('SELECT verb, detail FROM audit').all()
    expect(lines.find(({ verb }) => verb === 'account.connect')?.detail).toBe(
      JSON.stringify({ name: 'Club', scopes: 'write offline' })
    )
    expect(JSON.stringify(lines)).not.toContain('eyJ')
  })
})

const tokenTime = ({ access }: Tokens): number =>
  (JSON.parse(Buffer.from(access.split('.')[1] ?? '', 'base64url').toString()) as { iat: number }).iat
