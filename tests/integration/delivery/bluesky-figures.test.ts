import { afterAll, beforeAll, expect, test } from 'vitest'
import { bluesky } from '../../../src/main/workspace/delivery/connectors/bluesky/bluesky.ts'
import type { Access } from '../../../src/main/workspace/delivery/connectors/connector.ts'
import { openBlueskyFigures, type BlueskyFigures } from '../../stand-ins/bluesky-figures.ts'
import { call } from '../../support/parcel.ts'

const did = 'did:plc:armelin'
let index: BlueskyFigures
beforeAll(async () => void (index = await openBlueskyFigures({ [did]: 1_204 })))
afterAll(() => index.close())

const access: Access = {
  settings: { identifier: 'armelin.test' },
  secret: null,
  tokens: { access: 'none', facts: { did, handle: 'armelin.test', pds: 'https://pds.example' } }
}
const read = (posts: { remoteId: string }[], from = access) =>
  bluesky({ publicApi: index.url, allowPrivate: true }).metrics!(posts, from, call)

test('likes, replies, reposts and quotes of each post, and the followers, are what the index counts', async () => {
  const posts = Array.from({ length: 60 }, (_, n) => ({ remoteId: `at://${did}/app.bsky.feed.post/3kzrelais${n}` }))
  // The last one is too new for the index.
  for (const [n, { remoteId }] of posts.slice(0, -1).entries())
    index.posts.set(remoteId, { likeCount: n, repostCount: 2, replyCount: 3, quoteCount: 1 })
  const readings = await read(posts)
  const day = new Date().toISOString().slice(0, 10)
  expect(readings).toHaveLength(60)
  expect(readings[7]).toEqual({
    remoteId: posts[7]?.remoteId,
    day,
    basis: 'so far',
    counts: { reactions: 7, comments: 3, shares: 3 }
  })
  expect(readings.at(-1)).toEqual({ remoteId: null, day, basis: 'so far', counts: { followers: 1_204 } })
})

test('there are no figures of an index that does not answer', async () => {
  await expect(read([{ remoteId: 'elsewhere' }])).rejects.toMatchObject({ code: 'destination-refused' })
  expect(await read([], { ...access, tokens: null })).toEqual([])
})
