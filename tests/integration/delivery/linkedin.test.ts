import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { member, page } from '../../stand-ins/linkedin.ts'
import { linkedinDesk, memberScopes, type LinkedInDesk } from '../../support/linkedin-desk.ts'
import { call, parcel, picture } from '../../support/parcel.ts'

let desk: LinkedInDesk
beforeEach(async () => void (desk = await linkedinDesk()))
afterEach(() => desk.close())

type Overrides = Parameters<typeof parcel>[0]
const isPost = ({ method, path }: { method: string; path: string }): boolean =>
  method === 'POST' && path.startsWith('/rest/posts')
/** Signed in with other permissions. */
const reopen = async (scopes: string[]): Promise<void> => {
  await desk.close()
  desk = await linkedinDesk(scopes)
}

test('a post of a Page is there as it was written, and known by its URN', async () => {
  const text =
    'Armelin (Landelles) ouvre une usine #industrie avec @[Citernes & Cie](urn:li:organization:12) | 50 % > 40 %'
  const result = await desk.send({ post: { text } })
  const [post] = desk.server.posts
  expect(post).toMatchObject({ author: page, live: true, content: undefined })
  expect(post!.text).toBe('Armelin (Landelles) ouvre une usine #industrie avec Citernes & Cie | 50 % > 40 %')
  expect(result).toMatchObject({
    outcome: 'confirmed',
    remoteId: post!.id,
    remoteUrl: `https://www.linkedin.com/feed/update/${post!.id}/`,
    received: { status: 201 }
  })
})

describe('what stands under the text', () => {
  const link = 'https://armelin.example/usine?utm_source=linkedin'

  test('a link has its card, with the first picture', async () => {
    const result = await desk.send({ post: { link }, media: [picture('La halle'), picture('Le toit')] })
    expect(desk.server.images.uploaded).toMatchObject([{ owner: page, type: 'image/jpeg' }])
    expect(desk.server.images.uploaded[0]!.bytes!.toString()).toBe('jpeg of La halle')
    expect(desk.server.posts[0]!.content).toEqual({
      article: {
        source: link,
        title: 'Armelin ouvre une usine à Landelles',
        description: 'Quarante emplois sur place',
        thumbnail: desk.server.images.uploaded[0]!.id
      }
    })
    expect(result.received).toMatchObject({ picturesLeftOut: 1 })
  })

  test('one picture, or several, with what they show', async () => {
    await desk.send({ post: { text: 'Une' }, media: [picture('La halle')] })
    await desk.send({ post: { text: 'Deux' }, media: [picture('La halle'), picture('')] })
    const [a, b, c] = desk.server.images.uploaded.map(({ id }) => id)
    expect(desk.server.posts.map(({ content }) => content)).toEqual([
      { media: { id: a, altText: 'La halle' } },
      { multiImage: { images: [{ id: b, altText: 'La halle' }, { id: c }] } }
    ])
    // Asked until it was ready to be shown.
    expect(desk.server.images.uploaded[0]!.looks).toBe(2)
  })

  test('a picture that LinkedIn cannot use stops the post', async () => {
    desk.server.images.next('PROCESSING_FAILED')
    expect(await desk.send({ media: [picture('La halle')] })).toMatchObject({
      outcome: 'refused',
      reason: 'media-refused'
    })
    expect(desk.server.posts).toEqual([])
  })

  test('an upload whose answer is lost may be tried again', async () => {
    desk.proxy.when(({ path }) => path.includes('initializeUpload'), 'lose after')
    expect(await desk.send({ media: [picture('La halle')] })).toMatchObject({ outcome: 'failed', reason: 'no-answer' })
    expect(desk.server.posts).toEqual([])
  })

  test('the address of an upload, which is a key, is not in what is kept', async () => {
    desk.server.images.uploadTo(desk.proxy.url)
    const body = '/0?ca=vector_ads&sync=0&ut=canary-upload is not known'
    desk.proxy.when(({ method }) => method === 'PUT', { status: 400, body })
    const result = await desk.send({ media: [picture('La halle')] })
    expect(result).toMatchObject({ reason: 'media-refused', received: { body: '/0?••• is not known' } })
  })

  test('bytes go nowhere but to LinkedIn', async () => {
    desk.server.images.uploadTo('http://127.0.0.1:9')
    expect(await desk.send({ media: [picture('La halle')] })).toMatchObject({
      outcome: 'refused',
      reason: 'address-refused'
    })
  })
})

test.each([
  ['urn:li:organization:5583111', page],
  ['armelin', page]
])('the author %s is %s', async (author, urn) => {
  expect(await desk.send({ access: desk.access({ author }) })).toMatchObject({ outcome: 'confirmed' })
  expect(desk.server.posts[0]!.author).toBe(urn)
})

test('a Page that there is not is a wrong setting', async () => {
  expect(await desk.send({ access: desk.access({ author: 'armelim' }) })).toMatchObject({
    outcome: 'refused',
    reason: 'bad-settings'
  })
})

test('what is too long is refused before anybody is asked', async () => {
  expect(await desk.send({ post: { text: 'é'.repeat(3001) } })).toMatchObject({
    outcome: 'refused',
    reason: 'too-long'
  })
  expect(desk.proxy.requests).toEqual([])
  const shown = `${'x'.repeat(2993)}Armelin`
  const written = `${'x'.repeat(2993)}@[Armelin](urn:li:organization:12)`
  expect(await desk.send({ post: { text: written } })).toMatchObject({ outcome: 'confirmed' })
  expect(desk.server.posts[0]!.text).toBe(shown)
})

describe('a repeat', () => {
  test('is refused there and adopted here', async () => {
    const sent = parcel({ access: desk.access() })
    const first = await desk.connector.send(sent, call)
    expect(await desk.connector.send(sent, call)).toMatchObject({
      outcome: 'confirmed',
      remoteId: (first as { remoteId: string }).remoteId,
      received: { status: 422 }
    })
    expect(desk.server.posts).toHaveLength(1)
  })

  test('that names no post proves nothing', async () => {
    await desk.send()
    desk.server.blame(member)
    expect(await desk.send()).toMatchObject({ outcome: 'unknown', reason: 'duplicate' })
  })
})

describe('a look', () => {
  test('finds what arrived although its answer was lost', async () => {
    const sent = parcel({ access: desk.access(), post: { text: 'Usine (Landelles) #industrie' } })
    desk.proxy.when(isPost, 'lose after')
    expect(await desk.connector.send(sent, call)).toMatchObject({ outcome: 'unknown', reason: 'no-answer' })
    expect(await desk.connector.look!(sent, call)).toMatchObject({ found: 'live', remoteId: desk.server.posts[0]!.id })
  })

  test('says so where nothing arrived, by whatever clock', async () => {
    desk.server.setClock(Date.now() + 3 * 60 * 60_000)
    const sent = parcel({ access: desk.access() })
    desk.proxy.when(isPost, 'lose before')
    await desk.connector.send(sent, call)
    expect(await desk.connector.look!(sent, call)).toMatchObject({ found: 'absent' })
    await desk.connector.send(sent, call)
    expect(await desk.connector.look!(sent, call)).toMatchObject({ found: 'live' })
  })

  test('does not take the same words of an earlier day for its own', async () => {
    const sent = parcel({ access: desk.access() })
    const earlier = desk.server.postByHand(sent.post!.text, Date.now() - 24 * 60 * 60_000)
    expect(await desk.connector.look!(sent, call)).toMatchObject({ found: 'unclear', received: { sameWords: earlier } })
  })

  test('sees whether an update or a withdrawal happened', async () => {
    await desk.send()
    const target = { remoteId: desk.server.posts[0]!.id, remoteUrl: null }
    const update = parcel({ access: desk.access(), target, delivery: { action: 'update' }, post: { text: 'Corrigé' } })
    const withdrawal = parcel({ access: desk.access(), target, delivery: { action: 'withdraw' }, post: null })
    expect(await desk.connector.look!(update, call)).toMatchObject({ found: 'absent' })
    await desk.connector.send(update, call)
    expect(await desk.connector.look!(update, call)).toMatchObject({ found: 'live' })
    expect(await desk.connector.look!(withdrawal, call)).toMatchObject({ found: 'absent' })
    await desk.connector.send(withdrawal, call)
    expect(await desk.connector.look!(withdrawal, call)).toMatchObject({ found: 'live' })
    expect(await desk.connector.look!(update, call)).toMatchObject({ found: 'absent' })
  })

  test('is not for members, whose tokens list no posts', async () => {
    await reopen(memberScopes)
    const sent = parcel({ access: desk.access({ author: 'me' }), media: [picture('La halle')] })
    expect(await desk.connector.send(sent, call)).toMatchObject({ outcome: 'confirmed' })
    expect(desk.server.posts[0]!.author).toBe(member)
    // Nor may they see what became of a picture, which does not hold the post up.
    expect(desk.server.images.uploaded[0]!.looks).toBe(0)
    expect(await desk.connector.look!(sent, call)).toMatchObject({ found: 'unclear', received: { status: 403 } })
  })
})

describe('an update', () => {
  const again = (overrides: Overrides) =>
    desk.send({
      delivery: { action: 'update' },
      target: { remoteId: desk.server.posts[0]!.id, remoteUrl: null },
      ...overrides
    })

  test('sets the text, and nothing else', async () => {
    await desk.send({ media: [picture('La halle')] })
    const { id, content } = desk.server.posts[0]!
    expect(await again({ post: { text: 'Corrigé (2)' }, media: [picture('La halle')] })).toMatchObject({
      outcome: 'confirmed',
      remoteId: id
    })
    expect(desk.server.posts).toMatchObject([{ id, text: 'Corrigé (2)', content, live: true }])
  })

  test.each<[string, Overrides]>([
    ['another picture', { media: [picture('Le toit')] }],
    ['no picture', {}],
    ['a card', { media: [picture('La halle')], post: { link: 'https://armelin.example/' } }]
  ])('that shows %s is refused, and nothing changes', async (_, overrides) => {
    await desk.send({ media: [picture('La halle')] })
    expect(await again(overrides)).toMatchObject({ outcome: 'refused', reason: 'pictures-fixed' })
    expect(desk.server.posts).toMatchObject([{ text: 'Armelin ouvre une usine à Landelles' }])
  })

  test('leaves the card its headline, and says so; another link is refused', async () => {
    const link = 'https://armelin.example/'
    await desk.send({ post: { link } })
    expect(await again({ post: { link, text: 'Corrigé', title: 'Deux usines' } })).toMatchObject({
      outcome: 'confirmed',
      received: { cardKeeps: 'Armelin ouvre une usine à Landelles' }
    })
    expect(await again({ post: { link: `${link}autre` } })).toMatchObject({ reason: 'pictures-fixed' })
  })

  test('of what is gone says so', async () => {
    await desk.send()
    desk.server.posts[0]!.live = false
    expect(await again({})).toMatchObject({ outcome: 'refused', reason: 'not-there' })
  })
})

test('a withdrawal takes it away, and is well again when it is gone already', async () => {
  await desk.send()
  const target = { remoteId: desk.server.posts[0]!.id, remoteUrl: null }
  for (const _ of ['once', 'twice'])
    expect(await desk.send({ delivery: { action: 'withdraw' }, target, post: null })).toMatchObject({
      outcome: 'confirmed'
    })
  expect(desk.server.effects()).toMatchObject([{ live: false }])
})

describe('a refusal', () => {
  test('of a version that ended asks for another', async () => {
    expect(await desk.send({ access: desk.access({ version: '202401' }) })).toMatchObject({
      outcome: 'refused',
      reason: 'version-retired',
      received: { status: 426 }
    })
  })

  test('for want of a permission is final', async () => {
    await reopen(['r_organization_social'])
    expect(await desk.send()).toMatchObject({ outcome: 'refused', reason: 'forbidden' })
  })

  test('as one too many today says nothing of when', async () => {
    desk.server.allow(0)
    expect(await desk.send()).toMatchObject({ outcome: 'failed', reason: 'rate-limited', retryAfter: null })
  })

  test.each([
    ['lose after', 'no-answer'],
    ['half a body', 'no-answer'],
    ['wrong content type', 'server-error'],
    [{ after: 500 }, 'server-error'],
    [{ status: 503 }, 'server-error'],
    [{ status: 409, body: '{"status":409,"code":"CONFLICT","message":"Retry the request."}' }, 'server-error']
  ] as const)('that proves nothing is unknown: %j', async (fault, reason) => {
    desk.proxy.when(isPost, fault)
    expect(await desk.send()).toMatchObject({ outcome: 'unknown', reason })
  })
})
