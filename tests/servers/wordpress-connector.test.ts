import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ReleaseContent } from '../../src/domain/releases/release.ts'
import type { Access, SendResult } from '../../src/main/workspace/delivery/connectors/connector.ts'
import { checkSettings } from '../../src/main/workspace/delivery/connectors/settings.ts'
import { wordpress } from '../../src/main/workspace/delivery/connectors/wordpress/wordpress.ts'
import { newId } from '../../src/main/workspace/ids.ts'
import { sampleContent } from '../support/approved.ts'
import { openFaultProxy, type Arrival, type Fault, type FaultProxy } from '../support/fault-proxy.ts'
import { call, parcel, picture } from '../support/parcel.ts'
import { openWordPress, type WordPress, type WordPressPost } from '../support/wordpress.ts'

let site: WordPress
let proxy: FaultProxy
let access: Access

beforeAll(async () => {
  site = await openWordPress()
  proxy = await openFaultProxy(site.url)
})
afterAll(async () => {
  await proxy.close()
  await site.close()
})
beforeEach(() => {
  proxy.requests.length = 0
  access = {
    settings: { url: `${proxy.url}/`, user: site.user, allowHost: '127.0.0.1' },
    secret: site.password,
    tokens: null
  }
})

type Fields = Parameters<typeof parcel>[0]
const send = (fields: Fields = {}) => wordpress.send(parcel({ ...fields, access }), call)
const look = (fields: Fields = {}) => wordpress.look!(parcel({ ...fields, access }), call)
const deliveryOf = (action: 'publish' | 'update' | 'withdraw' = 'publish') => parcel({ delivery: { action } }).delivery
const content = (more: Partial<ReleaseContent>): ReleaseContent => ({ ...sampleContent, ...more })
const isPost = ({ method, path }: Arrival) => method !== 'GET' && method !== 'HEAD' && /\/posts(?:[/?&]|$)/.test(path)
const idOf = (result: SendResult) => (result.outcome === 'confirmed' ? Number(result.remoteId) : NaN)
const target = (result: SendResult) => ({ remoteId: String(idOf(result)), remoteUrl: null })

async function newPosts(during: () => Promise<unknown>): Promise<WordPressPost[]> {
  const before = new Set((await site.posts()).map(({ id }) => id))
  await during()
  return (await site.posts()).filter(({ id }) => !before.has(id))
}
const postOf = async (result: SendResult) => (await site.posts()).find(({ id }) => id === idOf(result))

const pixelBytes = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
)
/** A picture that WordPress can look into. */
const pixel = (alt: string, hash: string) => ({
  ...picture(alt, pixelBytes),
  hash,
  fit: async () => ({ bytes: pixelBytes, type: 'image/png', width: 1, height: 1 })
})

describe('publishing', () => {
  it('makes a post of the release, once however often it is sent', async () => {
    const delivery = deliveryOf()
    expect(await look({ delivery })).toMatchObject({ found: 'absent' })
    const there = await newPosts(async () => {
      const first = await send({ delivery })
      expect(first).toMatchObject({ outcome: 'confirmed', received: { status: 201 } })
      expect(await send({ delivery })).toMatchObject({ ...first, received: { adopted: idOf(first) } })
      expect(await look({ delivery })).toMatchObject({ found: 'live', remoteId: String(idOf(first)) })
    })
    expect(there).toMatchObject([
      {
        status: 'publish',
        slug: `armelin-ouvre-une-usine-a-landelles-${delivery.releaseId.slice(-12)}`,
        date_gmt: expect.stringMatching(/^20\d\d-/),
        title: { raw: sampleContent.title },
        excerpt: { raw: sampleContent.subtitle }
      }
    ])
    expect(there[0]?.content.rendered).toContain('La <strong>nouvelle usine</strong> ouvre ses portes')
    expect(there[0]?.content.rendered).toContain('<li>citernes</li>')
  })

  it('runs nothing that stands in a text, and changes no line of it', async () => {
    const body = [
      '<script>alert(1)</script> & <b>gras</b>',
      '[gallery ids="1"] [a](https://armelin.example/?a[]=1) [embed]https://armelin.example[/embed]',
      'Deux lignes\nd’un paragraphe',
      '```\nun\n  deux\n```',
      '<!-- wp:html --><img src=x onerror=alert(1)><!-- /wp:html -->'
    ].join('\n\n')
    const result = await send({ content: content({ title: 'Usine <script>alert(1)</script> & Cie [gallery]', body }) })
    const { title, content: rendered } = (await postOf(result)) as WordPressPost
    const article = rendered.rendered
    expect(article + title.rendered).not.toMatch(/<script|<img|<b>/)
    expect(title.rendered).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; Cie [gallery]')
    expect(article).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;gras&lt;/b&gt;')
    expect(article).toMatch(/(?:\[|&#91;)gallery ids=/)
    expect(article).toMatch(/Deux lignes d(?:’|&#8217;)un paragraphe/)
    expect(article).toContain('un\n  deux')
    expect(article).toMatch(/href="https:\/\/armelin\.example\/\?a(?:\[|&#91;|%5B)/)
  })

  it('puts a draft there, in a category, where that is asked for', async () => {
    access.settings = { ...access.settings, status: 'draft', category: 'uncategorized' }
    const result = await send()
    expect(await postOf(result)).toMatchObject({ status: 'draft', categories: [1] })
    access.settings = { ...access.settings, category: 'no-such' }
    expect(await send()).toMatchObject({ outcome: 'refused', reason: 'bad-settings' })
  })

  it('puts pictures in the library with their descriptions, once each, the first as the featured one', async () => {
    const media = [pixel('La nouvelle usine', 'a'.repeat(64)), pixel('La "cour" <b>', 'b'.repeat(64))]
    const delivery = deliveryOf()
    proxy.when(isPost, { status: 503 })
    expect(await send({ delivery, media })).toMatchObject({ outcome: 'unknown' })
    const result = await send({ delivery, media })
    const library = await site.media()
    expect(library.map(({ slug, alt_text }) => [slug, alt_text])).toEqual([
      [`relais-${'a'.repeat(32)}`, 'La nouvelle usine'],
      [`relais-${'b'.repeat(32)}`, expect.stringContaining('La "cour"')]
    ])
    const post = await postOf(result)
    expect(post?.featured_media).toBe(library[0]?.id)
    expect(post?.content.raw).toContain(`<img src="${library[1]?.source_url}" alt="La &quot;cour&quot; &lt;b&gt;">`)
    expect(post?.content.raw).not.toContain(library[0]?.source_url)
  })

  it('is not put off by a site whose clock is behind', async () => {
    const startedAt = new Date(Date.now() + 6 * 60 * 60_000).toISOString()
    const result = await send({ delivery: { ...deliveryOf(), startedAt } })
    expect(await postOf(result)).toMatchObject({ status: 'publish' })
  })

  it('speaks to sites without spelled-out addresses', async () => {
    proxy.when(({ path }) => path.startsWith('/wp-json'), {
      status: 404,
      headers: { 'content-type': 'text/html' },
      body: 'no'
    })
    const there = await newPosts(async () => expect(await send()).toMatchObject({ outcome: 'confirmed' }))
    expect(there).toHaveLength(1)
    expect(proxy.requests.slice(1).every(({ path }) => path.startsWith('/?rest_route=%2Fwp%2Fv2%2F'))).toBe(true)
  })

  it.each(['lose before', 'lose after', 'half a body', 'wrong content type', { after: 500 }] as Fault[])(
    'is looked for after %j',
    async fault => {
      const delivery = deliveryOf()
      const there = await newPosts(async () => {
        proxy.when(isPost, fault)
        expect(await send({ delivery })).toMatchObject({ outcome: 'unknown' })
        expect(await look({ delivery })).toMatchObject({ found: fault === 'lose before' ? 'absent' : 'live' })
        expect(await send({ delivery })).toMatchObject({ outcome: 'confirmed' })
      })
      expect(there).toHaveLength(1)
    }
  )

  it.each(['lose after', { status: 503 }, 'wrong content type'] as Fault[])(
    'has had no effect where a question before it ends in %j',
    async fault => {
      for (const about of ['users/me', '/posts?', '/media']) {
        proxy.when(({ path }) => path.includes(about), fault)
        const there = await newPosts(async () =>
          expect(await send({ media: [pixel('La cour', 'c'.repeat(64))] })).toMatchObject({ outcome: 'failed' })
        )
        expect(there).toEqual([])
      }
    }
  )
})

describe('what is there already', () => {
  const releaseId = newId()
  const publish = () => send({ delivery: { releaseId } })
  const deliveryOf = (action: 'update' | 'withdraw') => ({ action, releaseId })

  it('is corrected in place', async () => {
    const first = await publish()
    const fields = {
      delivery: deliveryOf('update'),
      target: target(first),
      content: content({ title: 'Deux usines', body: 'Bientôt.' })
    }
    expect(await look(fields)).toMatchObject({ found: 'absent' })
    const before = await postOf(first)
    const there = await newPosts(async () => {
      expect(await send(fields)).toMatchObject({ outcome: 'confirmed', remoteId: String(idOf(first)) })
      expect(await look(fields)).toMatchObject({ found: 'live' })
    })
    expect(there).toEqual([])
    expect(await postOf(first)).toMatchObject({
      slug: before?.slug,
      date_gmt: before?.date_gmt,
      title: { raw: 'Deux usines' },
      content: { raw: '<p>Bientôt.</p>' }
    })
  })

  it('is put in the trash, also a second time, and is not corrected there', async () => {
    const first = await publish()
    const fields = { delivery: deliveryOf('withdraw'), target: target(first), content: null, post: null }
    expect(await look(fields)).toMatchObject({ found: 'absent' })
    for (let time = 0; time < 2; time++) expect(await send(fields)).toMatchObject({ outcome: 'confirmed' })
    expect(await look(fields)).toMatchObject({ found: 'live' })
    expect(await postOf(first)).toMatchObject({ status: 'trash' })
    const correction = { delivery: deliveryOf('update'), target: target(first) }
    expect(await look(correction)).toMatchObject({ found: 'absent' })
    expect(await send(correction)).toMatchObject({ outcome: 'refused', reason: 'not-there' })
    expect(await postOf(first)).toMatchObject({ status: 'trash' })
  })

  it('is left alone where its number is another release’s post', async () => {
    const first = await publish()
    const before = await postOf(first)
    for (const action of ['update', 'withdraw'] as const)
      expect(await send({ delivery: { action }, target: target(first) })).toMatchObject({
        outcome: 'refused',
        reason: 'not-there'
      })
    expect(await postOf(first)).toEqual(before)
  })

  it('is not there under a number that no post has', async () => {
    const gone = { remoteId: '999999', remoteUrl: null }
    expect(await send({ delivery: deliveryOf('update'), target: gone })).toMatchObject({ reason: 'not-there' })
    expect(await send({ delivery: deliveryOf('withdraw'), target: gone, content: null })).toMatchObject({
      outcome: 'confirmed'
    })
    expect(await send({ delivery: deliveryOf('update'), target: { remoteId: null, remoteUrl: null } })).toMatchObject({
      outcome: 'refused',
      reason: 'no-target'
    })
  })

  it('stays where there is no trash', async () => {
    const first = await publish()
    const body = JSON.stringify({ code: 'rest_trash_not_supported', message: '…', data: { status: 501 } })
    proxy.when(isPost, { status: 501, body })
    expect(await send({ delivery: deliveryOf('withdraw'), target: target(first), content: null })).toMatchObject({
      outcome: 'refused',
      reason: 'cannot-withdraw'
    })
  })
})

describe('the account', () => {
  it('is named by a test, and told apart from a wrong one', async () => {
    expect(await wordpress.test(access, call)).toBe(`presse · ${new URL(proxy.url).host}`)
    access.secret = 'abcd efgh ijkl mnop qrst uvwx'
    await expect(wordpress.test(access, call)).rejects.toMatchObject({ params: { answer: 'HTTP 401' } })
    const there = await newPosts(async () => expect(await send()).toMatchObject({ outcome: 'unauthorized' }))
    expect(there).toEqual([])
  })

  it('is unauthorized where only the post is refused for that', async () => {
    const code = 'rest_cannot_create'
    proxy.when(isPost, { status: 401, body: JSON.stringify({ code, message: 'Sorry', data: { status: 401 } }) })
    expect(await send()).toMatchObject({ outcome: 'unauthorized' })
    proxy.when(isPost, { status: 403, body: JSON.stringify({ code: 'rest_cannot_publish', data: { status: 403 } }) })
    expect(await send()).toMatchObject({ outcome: 'refused', reason: 'forbidden' })
  })

  it('shows no password in what it keeps', async () => {
    const { secret } = access
    const pair = Buffer.from(`${site.user}:${secret}`).toString('base64')
    const body = JSON.stringify({ code: 'x', message: `${secret} ${secret?.replaceAll(' ', '')} ${pair}` })
    for (const status of [400, 401, 403, 500]) {
      proxy.when(isPost, { status, body })
      const kept = JSON.stringify(await send())
      for (const form of [secret ?? '', (secret ?? '').replaceAll(' ', ''), pair]) expect(kept).not.toContain(form)
      expect(kept).toContain('•••')
    }
    proxy.next({ status: 400, body })
    await expect(wordpress.test(access, call)).rejects.not.toThrow(new RegExp(pair))
  })

  it('asks for a password of its own, and for a way that nobody can listen to', () => {
    expect(() => wordpress.checkSecret?.('the user’s own', {})).toThrow(
      expect.objectContaining({ code: 'bad-settings' })
    )
    wordpress.checkSecret?.(site.password, {})
    const check = (url: string, more = {}) => checkSettings(wordpress.settings, { url, user: 'presse', ...more })
    expect(check('https://armelin.example/presse')).toMatchObject({ url: 'https://armelin.example/presse' })
    for (const [url, more] of [
      ['http://armelin.example', {}],
      ['https://u:p@armelin.example', {}],
      ['https://armelin.example', { allowHost: 'other.example' }],
      ['https://armelin.example', { category: 'a b' }],
      ['https://armelin.example', { status: 'future' }]
    ] as const)
      expect(() => check(url, more)).toThrow(expect.objectContaining({ code: 'bad-settings' }))
  })

  it('reaches no private host unless that was allowed', async () => {
    const { allowHost: _allowed, ...closed } = access.settings
    access.settings = closed
    expect(await send()).toMatchObject({ outcome: 'refused', reason: 'address-refused' })
    expect(proxy.requests).toEqual([])
  })
})
