import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWordPress, type WordPress } from '../support/wordpress.ts'

let site: WordPress
beforeAll(async () => void (site = await openWordPress()))
afterAll(() => site.close())

interface Answer {
  status: number
  body: Record<string, unknown>
}

async function call(method: string, path: string, input?: object, more: Record<string, string> = {}): Promise<Answer> {
  const credentials = Buffer.from(`${site.user}:${site.password}`).toString('base64')
  const image = input instanceof Uint8Array
  const answer = await fetch(`${site.url}/wp-json/wp/v2/${path}`, {
    method,
    headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/json', ...more },
    ...(input && { body: image ? Uint8Array.from(input) : JSON.stringify(input) })
  })
  return { status: answer.status, body: (await answer.json()) as Answer['body'] }
}

const release = { title: 'Armelin ouvre une usine', content: '<p>Mardi.</p>', slug: 'usine', status: 'publish' }

describe('the WordPress for tests', () => {
  it('starts empty', async () => {
    expect(await site.posts()).toEqual([])
    expect(await site.media()).toEqual([])
  })

  it('publishes, and makes a second post of the same slug', async () => {
    const first = await call('POST', 'posts', release)
    expect(first).toMatchObject({ status: 201, body: { slug: 'usine', link: `${site.url}/usine/` } })
    expect(await call('POST', 'posts', release)).toMatchObject({ status: 201, body: { slug: 'usine-2' } })
    expect((await site.posts()).map(({ slug, title, status }) => [slug, title.raw, status])).toEqual([
      ['usine', release.title, 'publish'],
      ['usine-2', release.title, 'publish']
    ])
    expect((await fetch(`${site.url}/usine/`)).status).toBe(200)
    expect(await (await fetch(`${site.url}/feed/`)).text()).toContain(`<link>${site.url}/usine/</link>`)
  })

  it('updates in place, puts into the trash, and says so the second time', async () => {
    const { body } = await call('POST', 'posts', { ...release, slug: 'a-retirer' })
    const path = `posts/${Number(body['id'])}`
    expect(await call('POST', path, { content: '<p>Mercredi.</p>' })).toMatchObject({ body: { id: body['id'] } })
    expect((await site.posts()).at(-1)?.content.raw).toBe('<p>Mercredi.</p>')
    expect((await call('DELETE', path)).status).toBe(200)
    expect(await call('DELETE', path)).toMatchObject({ status: 410, body: { code: 'rest_already_trashed' } })
    expect((await site.posts()).at(-1)).toMatchObject({ slug: 'a-retirer__trashed', status: 'trash' })
    expect((await fetch(`${site.url}/a-retirer/`)).status).toBe(404)
  })

  it('takes an image in, with its alternative text', async () => {
    const pixel = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64'
    )
    const { status, body } = await call('POST', 'media', pixel, {
      'content-type': 'image/png',
      'content-disposition': 'attachment; filename="usine.png"'
    })
    expect(status).toBe(201)
    await call('POST', `media/${Number(body['id'])}`, { alt_text: 'La nouvelle usine' })
    const [medium] = await site.media()
    expect(medium).toMatchObject({ id: body['id'], mime_type: 'image/png', alt_text: 'La nouvelle usine' })
    const image = await fetch(medium?.source_url ?? '')
    expect(Buffer.from(await image.arrayBuffer())).toEqual(pixel)
  })

  it('gives links to where it is asked, as when a proxy stands before it', async () => {
    const other = new URL(site.url)
    other.hostname = 'localhost'
    const answer = await fetch(`${other.origin}/wp-json/wp/v2/posts?slug=usine`)
    expect(await answer.json()).toMatchObject([{ link: `${other.origin}/usine/` }])
  })

  it('takes its password back, and still shows what it has', async () => {
    await site.revoke()
    expect(await call('POST', 'posts', release)).toMatchObject({ status: 401 })
    expect(await site.posts()).toHaveLength(3)
  })
})
