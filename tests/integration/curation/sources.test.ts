import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { toErrorShape } from '../../../src/domain/errors.ts'
import { closeServers, serve } from '../network/server.ts'
import { allow, desk, rss, type Desk } from './desk.ts'

let at: Desk

beforeEach(async () => {
  at = await desk()
})

afterEach(async () => {
  vi.unstubAllEnvs()
  await closeServers()
  await at.close()
})

const one = rss([{ guid: 'a', title: 'Un', text: 'Premier' }])
const two = rss([
  { guid: 'b', title: 'Deux', text: 'Second' },
  { guid: 'a', title: 'Un, corrigé', text: 'Autre' }
])

/** A feed whose next answer the test chooses. */
async function feed(body: string | Buffer = one, headers: Record<string, string> = {}) {
  const next = { status: 200, body, headers }
  const server = await serve((_, response) => response.writeHead(next.status, next.headers).end(next.body))
  allow(server.host)
  return { ...server, next }
}

const codeOf = async (call: unknown): Promise<string> => {
  try {
    await call
    return 'none'
  } catch (error) {
    return toErrorShape(error).code
  }
}

describe('adding a feed', () => {
  test('pulls it once, tells of it and writes it in the journal', async () => {
    const { url } = await feed()
    const result = await at.curation['sources.add']({ address: `${url}/feed#top` })
    expect(result).toMatchObject({ added: 1, unchanged: false, problems: [] })
    expect(result.source).toMatchObject({
      address: `${url}/feed`,
      title: 'Presse',
      format: 'rss',
      problem: null,
      untriaged: 1
    })
    expect(await at.curation['sources.list']({})).toEqual([result.source])
    expect(await at.inbox()).toMatchObject([
      { title: 'Un', sourceTitle: 'Presse', url: 'https://news.example/a', body: 'Premier', lang: 'fr', verdict: null }
    ])
    expect(at.changes.map(change => change.topic)).toEqual(expect.arrayContaining(['sources', 'inbox']))
    const audit = await at.context.read
      .selectFrom('audit')
      .select(['verb', 'subject_id', 'person_id'])
      .where('verb', '=', 'source.add')
      .execute()
    expect(audit).toEqual([{ verb: 'source.add', subject_id: result.source.id, person_id: at.people.officer.id }])
  })

  test('is for officers', async () => {
    const { url, connections } = await feed()
    await at.sit(at.people.approver)
    expect(await codeOf(Promise.resolve().then(() => at.curation['sources.add']({ address: url })))).toBe('not-allowed')
    expect(connections()).toBe(0)
  })

  test('twice is refused, however it is spelt', async () => {
    const { url, port } = await feed()
    await at.curation['sources.add']({ address: url })
    for (const again of [`${url}/`, `${url}/#x`, `HTTP://0x7f000001:${port}`])
      expect(await codeOf(at.curation['sources.add']({ address: again }))).toBe('source-exists')
  })

  test('adds nothing where there is no feed', async () => {
    const server = await feed('<html><body>Page</body></html>')
    expect(await codeOf(at.curation['sources.add']({ address: server.url }))).toBe('feed-unreadable')
    server.next.status = 404
    expect(await codeOf(at.curation['sources.add']({ address: server.url }))).toBe('feed-status')
    await closeServers()
    expect(await codeOf(at.curation['sources.add']({ address: server.url }))).toBe('feed-unreachable')
    expect(await at.curation['sources.list']({})).toEqual([])
  })

  test('on a private host is refused unless this machine allows it', async () => {
    const { url, port, connections } = await feed()
    vi.unstubAllEnvs()
    for (const address of [
      url,
      `http://localhost:${port}/`,
      `http://[::ffff:7f00:1]:${port}/`,
      `http://2130706433:${port}/`
    ])
      expect(await codeOf(at.curation['sources.add']({ address })), address).toBe('address-refused')
    allow(`127.0.0.1:${port + 1}`)
    expect(await codeOf(at.curation['sources.add']({ address: url }))).toBe('address-refused')
    expect(connections()).toBe(0)
  })

  test.each(['file:///etc/passwd', 'ftp://news.example/', 'https://name:word@news.example/', 'picked:a.xml'])(
    'at %s is refused',
    async address => {
      expect(await codeOf(at.curation['sources.add']({ address }))).toBe('address-unusable')
    }
  )
})

describe('pulling', () => {
  test('asks with what the server gave, and takes its word that nothing changed', async () => {
    const server = await feed(one, { etag: '"v1"', 'last-modified': 'Thu, 26 Nov 2026 07:30:00 GMT' })
    const { source } = await at.curation['sources.add']({ address: server.url })
    server.next.status = 304
    const { results, failed } = await at.curation['sources.pull']({ id: source.id })
    expect(results).toMatchObject([{ unchanged: true, added: 0, problems: [] }])
    expect(failed).toEqual([])
    expect(server.requests[0]?.headers).not.toHaveProperty('if-none-match')
    expect(server.requests[1]?.headers).toMatchObject({
      'if-none-match': '"v1"',
      'if-modified-since': 'Thu, 26 Nov 2026 07:30:00 GMT'
    })
  })

  test('adds what is new, and leaves alone what is there with its verdict', async () => {
    const server = await feed()
    await at.curation['sources.add']({ address: server.url })
    const [item] = await at.inbox()
    await at.curation['inbox.triage']({ id: item?.id ?? '', verdict: 'dismiss' })
    server.next.body = two
    expect((await at.curation['sources.pull']({})).results).toMatchObject([{ added: 1, source: { untriaged: 1 } }])
    expect((await at.curation['sources.pull']({})).results).toMatchObject([{ added: 0 }])
    expect(await at.inbox()).toMatchObject([{ title: 'Deux' }])
    expect((await at.curation['inbox.list']({ verdict: 'dismiss', limit: 10 })).items).toMatchObject([
      { title: 'Un', body: 'Premier' }
    ])
  })

  test('a feed that broke keeps what was there, says why, and asks in full when it is well again', async () => {
    const server = await feed(one, { etag: '"v1"' })
    const { source } = await at.curation['sources.add']({ address: server.url })
    const pull = async () =>
      (await at.curation['sources.pull']({})).failed.map(({ code, source }) => [code, source.problem])

    Object.assign(server.next, { body: '<html></html>', headers: { etag: '"v2"' } })
    expect(await pull()).toEqual([['feed-unreadable', 'feed-unreadable']])
    server.next.status = 500
    expect(await pull()).toEqual([['feed-status', 'feed-status']])
    expect(await at.inbox()).toHaveLength(1)
    expect(server.requests.at(-1)?.headers['if-none-match']).toBe('"v1"')

    Object.assign(server.next, { status: 200, body: two })
    expect(await pull()).toEqual([])
    expect(await at.curation['sources.list']({})).toMatchObject([{ id: source.id, problem: null, untriaged: 2 }])
  })

  test('one that fails stops no other', async () => {
    const good = await feed()
    const bad = await feed()
    allow(good.host, bad.host)
    await at.curation['sources.add']({ address: bad.url })
    await at.curation['sources.add']({ address: good.url })
    bad.next.status = 503
    good.next.body = two
    const { results, failed } = await at.curation['sources.pull']({})
    expect(results).toMatchObject([{ added: 1, source: { address: `${good.url}/` } }])
    expect(failed).toMatchObject([{ code: 'feed-status', source: { address: `${bad.url}/` } }])
  })

  test('a host whose allowance was taken back is not asked any more', async () => {
    const server = await feed()
    await at.curation['sources.add']({ address: server.url })
    allow()
    expect((await at.curation['sources.pull']({})).failed).toMatchObject([{ code: 'address-refused' }])
    expect(server.requests).toHaveLength(1)
  })

  test('twice at the same time adds each item once', async () => {
    const server = await feed()
    await at.curation['sources.add']({ address: server.url })
    server.next.body = two
    const pulls = await Promise.all([at.curation['sources.pull']({}), at.curation['sources.pull']({})])
    expect(pulls.flatMap(({ results }) => results).reduce((sum, { added }) => sum + added, 0)).toBe(1)
    expect(await at.inbox()).toHaveLength(2)
  })

  test('follows a feed that moved, and resolves its links from there', async () => {
    const server = await serve((incoming, response) => {
      if (incoming.url === '/old') response.writeHead(301, { location: '/new/feed' }).end()
      else response.end('<rss version="2.0"><channel><item><title>A</title><link>page</link></item></channel></rss>')
    })
    allow(server.host)
    await at.curation['sources.add']({ address: `${server.url}/old` })
    expect(await at.inbox()).toMatchObject([{ url: `${server.url}/new/page`, sourceTitle: server.host }])
  })

  test('packed 60 MB of blanks are refused, 2,003 items are cut to 2,000', async () => {
    const bomb = await feed(gzipSync(Buffer.alloc(60 * 1024 * 1024, ' ')), { 'content-encoding': 'gzip' })
    expect(await codeOf(at.curation['sources.add']({ address: bomb.url }))).toBe('feed-too-large')
    const long = await feed(rss(Array.from({ length: 2_003 }, (_, n) => ({ title: `Titre ${n}` }))))
    expect(await at.curation['sources.add']({ address: long.url })).toMatchObject({
      added: 2_000,
      problems: [{ code: 'items-left-out', detail: '3' }]
    })
  })

  test('of a source that is not there is an error', async () => {
    expect(await codeOf(at.curation['sources.pull']({ id: '0197c2b6-0000-7000-8000-000000000000' }))).toBe(
      'source-missing'
    )
  })
})

describe('a feed in a file', () => {
  test('that was picked is added, and brought again adds to the same source', async () => {
    const file = (text: string) => ({ file: { name: 'presse.xml', bytes: new Uint8Array(Buffer.from(text)) } })
    const first = await at.curation['sources.addFile'](file(one))
    expect(first).toMatchObject({ added: 1, source: { address: 'picked:presse.xml' } })
    expect(await at.curation['sources.addFile'](file(two))).toMatchObject({ added: 1, source: { id: first.source.id } })
    expect(await at.curation['sources.pull']({})).toEqual({ results: [], failed: [] })
  })

  test('whose name points elsewhere on the disk makes no pull read that', async () => {
    const secret = join(at.folder, 'secret.xml')
    writeFileSync(secret, two)
    for (const name of [pathToFileURL(secret).href, secret, `//${secret}`])
      await at.curation['sources.addFile']({ file: { name, bytes: new Uint8Array(Buffer.from(one)) } })
    expect(await at.curation['sources.pull']({})).toEqual({ results: [], failed: [] })
    expect((await at.inbox()).map(item => item.title)).toEqual(['Un', 'Un', 'Un'])
  })

  test('that the terminal named is read again at each pull', async () => {
    const file = join(at.folder, 'fil à suivre.xml')
    writeFileSync(file, one)
    const { source } = await at.curation['sources.addPath']({ address: file })
    expect(source.address).toBe(pathToFileURL(file).href)
    writeFileSync(file, two)
    expect((await at.curation['sources.pull']({})).results).toMatchObject([{ added: 1 }])
    expect(await codeOf(at.curation['sources.addPath']({ address: file }))).toBe('source-exists')
    expect(await codeOf(at.curation['sources.addPath']({ address: join(at.folder, 'none.xml') }))).toBe('file-missing')
    expect(await codeOf(at.curation['sources.addPath']({ address: at.folder }))).toBe('file-missing')
  })

  test('over the limit is refused', async () => {
    const file = { name: 'a.xml', bytes: new Uint8Array(25 * 1024 * 1024 + 1) }
    expect(await codeOf(at.curation['sources.addFile']({ file }))).toBe('feed-too-large')
  })
})

test('a preview tells what is there and keeps nothing', async () => {
  const { url } = await feed(
    rss([
      { guid: 'a', title: 'Un', date: 'Thu, 26 Nov 2026 07:30:00 +0100' },
      { guid: 'b', title: 'Deux', date: 'x' }
    ])
  )
  expect(await at.curation['sources.preview']({ address: url })).toEqual({
    feed: { title: 'Presse', format: 'rss' },
    items: [
      { title: 'Un', url: 'https://news.example/a', publishedAt: '2026-11-26T06:30:00.000Z', lang: 'fr' },
      { title: 'Deux', url: 'https://news.example/b', publishedAt: null, lang: 'fr' }
    ],
    problems: [{ code: 'dates-unreadable', detail: '1' }]
  })
  expect(await at.curation['sources.list']({})).toEqual([])
  expect(await at.inbox()).toEqual([])
})

test('removing a source takes its items and leaves what was drafted from them', async () => {
  const { url } = await feed(two)
  const { source } = await at.curation['sources.add']({ address: url })
  const [item] = await at.inbox()
  const { releaseId } = await at.curation['inbox.triage']({ id: item?.id ?? '', verdict: 'draft' })
  await at.curation['sources.remove']({ id: source.id })
  expect(await at.curation['sources.list']({})).toEqual([])
  expect(await at.inbox()).toEqual([])
  expect(await at.context.read.selectFrom('feed_item').select('id').execute()).toEqual([])
  expect(await at.context.read.selectFrom('release').select('id').execute()).toEqual([{ id: releaseId }])
  expect(await codeOf(at.curation['sources.remove']({ id: source.id }))).toBe('source-missing')
})
