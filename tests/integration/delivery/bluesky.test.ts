import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { limits } from '../../../src/domain/share/limits.ts'
import { bluesky } from '../../../src/main/workspace/delivery/connectors/bluesky/bluesky.ts'
import type { Access, Tokens } from '../../../src/main/workspace/delivery/connectors/connector.ts'
import { openBluesky, type Bluesky } from '../../support/bluesky.ts'
import { openFaultProxy, type Fault, type FaultProxy } from '../../support/fault-proxy.ts'
import { call, parcel, picture } from '../../support/parcel.ts'

let server: Bluesky
let proxy: FaultProxy
let access: Access
/** Signing in takes the server a third of a second, so that it is done once for many. */
let kept: Tokens

beforeAll(async () => {
  server = await openBluesky()
  proxy = await openFaultProxy(server.url)
  await server.announce(proxy.url)
  access = fresh()
  kept = await signIn()
})
afterAll(async () => {
  await proxy.close()
  await server.close()
})

const fresh = (): Access => ({
  settings: { service: proxy.url, identifier: `@${server.handle}`, allowHost: '127.0.0.1' },
  secret: server.password,
  tokens: null
})

beforeEach(async () => {
  await server.announce(proxy.url)
  proxy.requests.length = 0
  access = fresh()
})

const connector = bluesky()

async function signIn(): Promise<Tokens> {
  const renewal = await connector.renew!(access, call)
  if (!('renewed' in renewal)) throw new Error(JSON.stringify(renewal))
  return (access.tokens = renewal.renewed)
}

const post = { network: 'bluesky', text: 'Armelin ouvre une usine à Landelles' } as const
const send = (fields: Parameters<typeof parcel>[0]) => connector.send(parcel({ post, ...fields, access }), call)
const look = (fields: Parameters<typeof parcel>[0]) => connector.look!(parcel({ post, ...fields, access }), call)
const deliveryOf = (action: 'publish' | 'update' | 'withdraw' = 'publish') => parcel({ delivery: { action } }).delivery
const target = (result: { remoteId?: string | null }) => ({ remoteId: result.remoteId ?? null, remoteUrl: null })
const methods = () => proxy.requests.map(({ path }) => path.split(/[/?]/)[2])

/** What became live in a test: the account keeps what earlier ones left. */
async function newPosts(during: () => Promise<unknown>) {
  const before = new Set((await server.posts()).map(({ uri }) => uri))
  await during()
  return (await server.posts()).filter(({ uri }) => !before.has(uri))
}

describe('signing in', () => {
  it('gets tokens by the app password, and where the account lives', async () => {
    const { access: token, refresh, expiresAt, facts } = await signIn()
    expect(token).toMatch(/^ey/)
    expect(refresh).not.toBe(token)
    expect(expiresAt! - Date.now()).toBeGreaterThan(3_600_000)
    expect(facts).toEqual({ did: server.did, handle: server.handle, pds: proxy.url })
    expect(await connector.test(access, call)).toBe(`@${server.handle} · ${new URL(proxy.url).host}`)
  })

  it('refreshes without signing in again, and signs in where that is refused', async () => {
    const first = await signIn()
    const second = await signIn()
    expect(second.refresh).not.toBe(first.refresh)
    access.tokens = { ...second, refresh: 'used up' }
    await signIn()
    expect(methods().map(method => method?.replace('com.atproto.server.', ''))).toEqual([
      'createSession',
      'refreshSession',
      'refreshSession',
      'createSession'
    ])
    const [, refresh] = proxy.requests
    expect(refresh).toMatchObject({ body: Buffer.alloc(0), headers: { authorization: `Bearer ${first.refresh}` } })
    expect(refresh?.headers).not.toHaveProperty('content-type')
  })

  it('says that a person is needed where the password does not hold', async () => {
    access.secret = 'abcd-efgh-ijkl-mnop'
    expect(await connector.renew!(access, call)).toEqual({ refused: { status: 401, error: 'AuthenticationRequired' } })
  })

  it.each<Fault>(['lose before', 'lose after', 'half a body', 'wrong content type', { status: 503 }, { status: 429 }])(
    'knows nothing after %j',
    async fault => {
      proxy.next(fault)
      expect(await connector.renew!(access, call)).toEqual({ unreachable: expect.anything() })
    }
  )

  it.each(['http://192.0.2.1', 'http://localhost:9', 'ftp://127.0.0.1', 'https://u:p@bsky.example', 'nowhere'])(
    'uses no account that is said to live at %s',
    async announced => {
      await server.announce(announced)
      expect(await connector.renew!(access, call)).toEqual({ refused: { status: 200, pds: 'unusable' } })
    }
  )

  it('reaches no private host that only the service names', async () => {
    await server.announce('https://localhost:9')
    await signIn()
    expect(await send({})).toEqual({
      outcome: 'refused',
      reason: 'address-refused',
      received: { failure: 'refused-address' }
    })
  })
})

describe('publishing', () => {
  beforeEach(() => void (access.tokens = kept))

  it('puts a text there with its links and hashtags, once however often it is sent', async () => {
    const delivery = deliveryOf()
    const text = 'Été à Landelles 🏭 : voir https://armelin.example/é?a=1. #usine #2026emplois'
    const there = await newPosts(async () => {
      const first = await send({ delivery, post: { ...post, text } })
      const again = await send({ delivery, post: { ...post, text } })
      expect(first).toMatchObject({ outcome: 'confirmed', received: { status: 200 } })
      expect(again).toMatchObject({ remoteId: (first as { remoteId: string }).remoteId })
      expect(await look({ delivery })).toMatchObject({
        found: 'live',
        remoteId: (first as { remoteId: string }).remoteId
      })
    })
    expect(there).toHaveLength(1)
    const [{ value, uri }] = there as [(typeof there)[number]]
    expect(value).toMatchObject({ text, createdAt: delivery.startedAt, langs: ['fr'] })
    const shown = (value['facets'] as { index: { byteStart: number; byteEnd: number }; features: object[] }[]).map(
      ({ index, features }) => [Buffer.from(text).subarray(index.byteStart, index.byteEnd).toString(), features[0]]
    )
    expect(shown).toEqual([
      [
        'https://armelin.example/é?a=1',
        { $type: 'app.bsky.richtext.facet#link', uri: 'https://armelin.example/é?a=1' }
      ],
      ['#usine', { $type: 'app.bsky.richtext.facet#tag', tag: 'usine' }],
      ['#2026emplois', { $type: 'app.bsky.richtext.facet#tag', tag: '2026emplois' }]
    ])
    expect(uri).toMatch(/\/[234567a-j][2-7a-z]{12}$/)
  })

  it('shows a link as a card with the first picture', async () => {
    const [there] = await newPosts(() =>
      send({
        delivery: deliveryOf(),
        post: { ...post, link: 'https://armelin.example/usine?utm_source=bluesky' },
        media: [picture('La nouvelle usine'), picture('La cour')]
      })
    )
    expect(there?.value['embed']).toMatchObject({
      $type: 'app.bsky.embed.external',
      external: {
        uri: 'https://armelin.example/usine?utm_source=bluesky',
        title: 'Armelin ouvre une usine à Landelles',
        description: 'Quarante emplois sur place',
        thumb: { $type: 'blob', mimeType: 'image/jpeg', size: Buffer.byteLength('jpeg of La nouvelle usine') }
      }
    })
  })

  it('shows at most four pictures, with their descriptions and shapes', async () => {
    const media = ['un', 'deux', 'trois', 'quatre', 'cinq'].map(alt => picture(alt))
    let result: unknown
    const [there] = await newPosts(async () => void (result = await send({ delivery: deliveryOf(), media })))
    expect(result).toMatchObject({ outcome: 'confirmed', received: { picturesLeftOut: 1 } })
    expect(there?.value['embed']).toMatchObject({
      images: ['un', 'deux', 'trois', 'quatre'].map(alt => ({ alt, aspectRatio: { width: 1200, height: 800 } }))
    })
    expect(limits.bluesky.pictures.bytes).toBe(1_000_000)
  })

  it.each([
    ['301 graphemes', 'é'.repeat(301)],
    ['3,001 bytes', '👩‍👩‍👧‍👧'.repeat(121)]
  ])('sends nothing of %s', async (_name, text) => {
    const before = proxy.requests.length
    expect(await send({ post: { ...post, text } })).toMatchObject({ outcome: 'refused', reason: 'too-long' })
    expect(proxy.requests).toHaveLength(before)
  })

  it.each([
    'lose before',
    'lose after',
    'half a body',
    'wrong content type',
    { status: 500 },
    { after: 503 }
  ] as Fault[])('is sent again after %j, and there once', async fault => {
    const delivery = deliveryOf()
    const there = await newPosts(async () => {
      proxy.when(({ path }) => path.includes('putRecord'), fault)
      expect(await send({ delivery })).toMatchObject({ outcome: 'unknown' })
      expect(await send({ delivery })).toMatchObject({ outcome: 'confirmed' })
    })
    expect(there).toHaveLength(1)
  })

  it.each(['lose before', 'lose after', 'half a body', { status: 503 }] as Fault[])(
    'has had no effect where a picture’s upload ends in %j',
    async fault => {
      const there = await newPosts(async () => {
        proxy.when(({ path }) => path.includes('uploadBlob'), fault)
        expect(await send({ media: [picture('La cour')] })).toMatchObject({ outcome: 'failed' })
      })
      expect(there).toEqual([])
    }
  )

  it('waits as long as the limit asks', async () => {
    const date = new Date('2026-03-02T06:30:00Z')
    const headers = { date: date.toUTCString(), 'ratelimit-reset': String(date.getTime() / 1000 + 90) }
    proxy.when(({ path }) => path.includes('putRecord'), { status: 429, headers })
    expect(await send({})).toMatchObject({ outcome: 'failed', reason: 'rate-limited', retryAfter: 90_000 })
  })

  it('says that the grant has aged, and goes on with a new one', async () => {
    await server.pass(3 * 60 * 60_000)
    for (const media of [[], [picture('La cour')]])
      expect(await send({ media })).toMatchObject({ outcome: 'unauthorized', received: { status: 400 } })
    await expect(connector.test(access, call)).rejects.toMatchObject({ code: 'destination-refused' })
    kept = await signIn()
    expect(await send({})).toMatchObject({ outcome: 'confirmed' })
  })

  it('is unauthorized before it has signed in', async () => {
    access.tokens = null
    expect(await send({})).toEqual({ outcome: 'unauthorized', received: {} })
  })

  it('shows no secret in what it keeps', async () => {
    const { access: token, refresh } = access.tokens!
    const body = JSON.stringify({ error: 'InvalidRequest', message: `${token} ${refresh} ${server.password}` })
    for (const status of [400, 401, 403, 500]) {
      proxy.when(({ path }) => path.includes('putRecord'), { status, body, headers: { location: `/${token}` } })
      const kept = JSON.stringify(await send({}))
      for (const secret of [token, refresh!, server.password]) expect(kept).not.toContain(secret)
      expect(kept).toContain('•••')
    }
    proxy.next({ status: 401, body })
    expect(JSON.stringify(await connector.renew!({ ...access, tokens: null }, call))).not.toContain(server.password)
  })
})

describe('what is there already', () => {
  beforeEach(() => void (access.tokens = kept))

  it('is replaced by a new post', async () => {
    const old = await send({ delivery: deliveryOf() })
    const delivery = deliveryOf('update')
    const fields = { delivery, target: target(old as object), post: { ...post, text: 'Rectificatif' } }
    expect(await look(fields)).toMatchObject({ found: 'absent' })
    const there = await newPosts(async () => {
      expect(await send(fields)).toMatchObject({
        outcome: 'confirmed',
        received: { replaced: target(old as object).remoteId }
      })
      expect(await send(fields)).toMatchObject({ outcome: 'confirmed' })
      expect(await look(fields)).toMatchObject({ found: 'live' })
    })
    expect(there.map(({ value }) => value.text)).toEqual(['Rectificatif'])
    expect((await server.posts()).map(({ uri }) => uri)).not.toContain(target(old as object).remoteId)
  })

  it.each(['putRecord', 'deleteRecord'])('is replaced once, also where the answer to %s was lost', async step => {
    const old = target((await send({ delivery: deliveryOf() })) as object)
    const fields = { delivery: deliveryOf('update'), target: old, post: { ...post, text: `Après ${step}` } }
    const there = await newPosts(async () => {
      proxy.when(({ path }) => path.includes(step), 'lose after')
      expect(await send(fields)).toMatchObject({ outcome: 'unknown' })
      expect(await send(fields)).toMatchObject({ outcome: 'confirmed' })
    })
    expect(there).toHaveLength(1)
    expect((await server.posts()).map(({ uri }) => uri)).not.toContain(old.remoteId)
  })

  it('is there with the new one where it could not be deleted, and both can be taken back', async () => {
    const there = await newPosts(async () => {
      const old = target((await send({ delivery: deliveryOf() })) as object)
      proxy.when(({ path }) => path.includes('deleteRecord'), { status: 429 })
      const stopped = await send({ delivery: deliveryOf('update'), target: old })
      expect(stopped).toMatchObject({ outcome: 'failed', partly: true, received: { stillThere: old.remoteId } })
      const earlier = async () => [stopped.received]
      const withdrawal = { delivery: deliveryOf('withdraw'), target: old, post: null, content: null, earlier }
      expect(await send(withdrawal)).toMatchObject({ outcome: 'confirmed', remoteId: old.remoteId })
    })
    expect(there).toEqual([])
  })

  it('stays where the new text is refused', async () => {
    const old = target((await send({ delivery: deliveryOf() })) as object)
    proxy.when(({ path }) => path.includes('putRecord'), { status: 400, body: '{"error":"InvalidRequest"}' })
    expect(await send({ delivery: deliveryOf('update'), target: old })).toMatchObject({ outcome: 'refused' })
    expect((await server.posts()).map(({ uri }) => uri)).toContain(old.remoteId)
  })

  it('is taken back, also a second time', async () => {
    const delivery = deliveryOf('withdraw')
    const old = target((await send({ delivery: deliveryOf() })) as object)
    const fields = { delivery, target: old, post: null, content: null }
    expect(await look(fields)).toMatchObject({ found: 'absent' })
    expect(await send(fields)).toMatchObject({ outcome: 'confirmed' })
    expect(await send(fields)).toMatchObject({ outcome: 'confirmed' })
    expect(await look(fields)).toMatchObject({ found: 'live' })
    expect((await server.posts()).map(({ uri }) => uri)).not.toContain(old.remoteId)
  })

  it.each([null, `at://did:plc:somebodyelse/app.bsky.feed.post/3kzrelaisaa2a`])(
    'is not guessed at where it is said to be %s',
    async remoteId => {
      const before = proxy.requests.length
      const result = await send({ delivery: deliveryOf('withdraw'), target: { remoteId, remoteUrl: null }, post: null })
      expect(result).toMatchObject({ outcome: 'refused', reason: remoteId ? 'not-there' : 'no-target' })
      expect(proxy.requests).toHaveLength(before)
    }
  )

  it('is not known where the host does not answer', async () => {
    const delivery = deliveryOf()
    await send({ delivery })
    for (const fault of ['lose after', { status: 500 }, { status: 400 }, 'wrong content type'] as Fault[]) {
      proxy.next(fault)
      expect(await look({ delivery })).toMatchObject({ found: 'unclear' })
    }
    expect(await look({ delivery: deliveryOf() })).toMatchObject({ found: 'absent' })
  })
})
