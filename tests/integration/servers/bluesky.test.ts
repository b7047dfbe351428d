import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBluesky, type Bluesky } from '../../support/bluesky.ts'

let bluesky: Bluesky
beforeAll(async () => void (bluesky = await openBluesky()))
afterAll(() => bluesky.close())

interface Answer {
  status: number
  body: Record<string, unknown>
}

async function call(method: string, input: object | null, token?: string): Promise<Answer> {
  const image = input instanceof Uint8Array
  const answer = await fetch(`${bluesky.url}/xrpc/${method}`, {
    method: 'POST',
    headers: {
      // A call that takes no body is refused with one.
      ...(input && { 'content-type': image ? 'image/png' : 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` })
    },
    body: image ? Uint8Array.from(input) : input && JSON.stringify(input)
  })
  return { status: answer.status, body: JSON.parse((await answer.text()) || '{}') as Answer['body'] }
}

const signIn = () =>
  call('com.atproto.server.createSession', { identifier: bluesky.handle, password: bluesky.password })

const token = async (kind: 'accessJwt' | 'refreshJwt' = 'accessJwt') => String((await signIn()).body[kind])

const place = (rkey: string) => ({ repo: bluesky.did, collection: 'app.bsky.feed.post', rkey })

const put = (rkey: string, text: string, access: string, more = {}) =>
  call(
    'com.atproto.repo.putRecord',
    {
      ...place(rkey),
      record: { $type: 'app.bsky.feed.post', text, createdAt: '2026-03-02T06:30:00.000Z', langs: ['fr'], ...more }
    },
    access
  )

describe('the Bluesky server for tests', () => {
  it('knows the account, and names itself or the proxy before it', async () => {
    const named = async () => (await signIn()).body['didDoc'] as { service: { serviceEndpoint: string }[] }
    expect((await named()).service[0]?.serviceEndpoint).toBe(bluesky.url)
    await bluesky.announce('http://127.0.0.1:9')
    expect((await named()).service[0]?.serviceEndpoint).toBe('http://127.0.0.1:9')
    await bluesky.announce(bluesky.url)
  })

  it('takes the same post twice as one, and shows it', async () => {
    const access = await token()
    const [first, again] = [await put('3kzrelaisaa2a', 'Usine', access), await put('3kzrelaisaa2a', 'Usine', access)]
    expect([first.status, again.status]).toEqual([200, 200])
    expect(again.body).toMatchObject({ uri: first.body['uri'], cid: first.body['cid'] })
    expect((await bluesky.posts()).map(({ uri, value }) => [uri, value.text])).toEqual([[first.body['uri'], 'Usine']])
  })

  it('takes an image in, and a post with it', async () => {
    const access = await token()
    const pixel = Uint8Array.from(
      Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64'
      )
    )
    const { body } = await call('com.atproto.repo.uploadBlob', pixel, access)
    const embed = { $type: 'app.bsky.embed.images', images: [{ image: body['blob'], alt: 'La nouvelle usine' }] }
    expect((await put('3kzrelaisaa2b', 'Avec image', access, { embed })).status).toBe(200)
    expect((await bluesky.posts()).at(-1)?.value['embed']).toEqual(embed)
  })

  it('removes a post, and does not mind a second time', async () => {
    const access = await token()
    await put('3kzrelaisaa2c', 'À retirer', access)
    const remove = () => call('com.atproto.repo.deleteRecord', place('3kzrelaisaa2c'), access)
    expect([(await remove()).status, (await remove()).status]).toEqual([200, 200])
    const query = new URLSearchParams(place('3kzrelaisaa2c'))
    const answer = await fetch(`${bluesky.url}/xrpc/com.atproto.repo.getRecord?${query}`)
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'RecordNotFound' }])
  })

  it('refuses 301 graphemes', async () => {
    expect(await put('3kzrelaisaa2d', 'é'.repeat(301), await token())).toMatchObject({
      status: 400,
      body: { error: 'InvalidRequest' }
    })
  })

  it('lets an access token age, and refreshes it', async () => {
    const { body } = await signIn()
    await bluesky.pass(2 * 60 * 60 * 1000)
    const late = await put('3kzrelaisaa2e', 'Tard', String(body['accessJwt']))
    expect(late).toMatchObject({ status: 400, body: { error: 'ExpiredToken' } })
    const fresh = await call('com.atproto.server.refreshSession', null, String(body['refreshJwt']))
    expect((await put('3kzrelaisaa2e', 'Tard', String(fresh.body['accessJwt']))).status).toBe(200)
  })

  it('takes its password back', async () => {
    const refresh = await token('refreshJwt')
    await bluesky.revoke()
    expect(await signIn()).toMatchObject({ status: 401, body: { error: 'AuthenticationRequired' } })
    expect(await call('com.atproto.server.refreshSession', null, refresh)).toMatchObject({
      status: 400,
      body: { error: 'ExpiredToken' }
    })
  })
})
