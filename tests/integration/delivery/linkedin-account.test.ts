import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Tokens } from '../../../src/main/workspace/delivery/connectors/connector.ts'
import { linkedinApp } from '../../stand-ins/linkedin-sign-in.ts'
import { page } from '../../stand-ins/linkedin.ts'
import { deliveryDesk } from '../../support/delivery-desk.ts'
import { linkedinDesk, memberScopes, type LinkedInDesk } from '../../support/linkedin-desk.ts'
import { call, parcel, picture } from '../../support/parcel.ts'

let desk: LinkedInDesk
beforeEach(async () => void (desk = await linkedinDesk()))
afterEach(() => desk.close())

/** Signed in with other permissions. */
const reopen = async (scopes: string[]): Promise<void> => {
  await desk.close()
  desk = await linkedinDesk(scopes)
}

describe('the sign-in', () => {
  test('that ran out is told, and renewed at the site', async () => {
    desk.server.signIn.expire(true)
    expect(await desk.send()).toMatchObject({ outcome: 'unauthorized' })
    expect(desk.server.posts).toEqual([])
    const renewal = await desk.connector.renew!(desk.access(), call)
    const renewed = (renewal as { renewed: Tokens }).renewed
    expect(renewed).toMatchObject({
      refresh: desk.server.signIn.tokens.refresh,
      scopes: ['w_organization_social', 'r_organization_social', 'rw_organization_admin']
    })
    expect(renewed.expiresAt! - Date.now()).toBeGreaterThan(59 * 24 * 60 * 60_000)
    expect(await desk.send({ access: desk.access({}, renewed) })).toMatchObject({ outcome: 'confirmed' })
  })

  test('of an app that may not renew needs a person again', async () => {
    const { access: token } = desk.server.signIn.tokens
    expect(await desk.connector.renew!(desk.access({}, { access: token }), call)).toMatchObject({ refused: {} })
    desk.server.signIn.expire(false)
    expect(await desk.connector.renew!(desk.access(), call)).toMatchObject({ refused: { status: 400 } })
  })

  test('asks for what the author needs, with the app’s own key', () => {
    const granted = (more: Record<string, string>) => desk.connector.oauth!(desk.access(more))
    expect(granted({})).toMatchObject({
      clientId: linkedinApp.clientId,
      client: 'body',
      pkce: false,
      scopes: ['w_organization_social', 'r_organization_social', 'rw_organization_admin']
    })
    expect(granted({ author: 'me', scopes: 'r_member_postAnalytics' }).scopes).toEqual([
      'openid',
      'profile',
      'w_member_social',
      'r_member_postAnalytics'
    ])
  })

  test('no token, key or upload address is in what is kept', async () => {
    const seen: unknown[] = [await desk.send(), await desk.send({ media: [picture('La halle')] })]
    desk.server.signIn.expire(false)
    const sent = parcel({ access: desk.access() })
    seen.push(
      await desk.connector.send(sent, call),
      await desk.connector.look!(sent, call),
      await desk.connector.renew!(desk.access(), call)
    )
    seen.push(await desk.connector.test(desk.access(), call).catch((error: unknown) => error))
    seen.push(desk.connector.describe('1', desk.access()))
    expect(JSON.stringify(seen)).not.toContain('canary')
    expect(JSON.stringify(seen)).toContain('•••')
  })
})

describe('a trial', () => {
  test('says whose posts they will be, and until when the version is served', async () => {
    expect(await desk.connector.test(desk.access({ author: 'armelin', version: '202609' }), call)).toBe(
      `${page} · 202609 → 2027-09`
    )
  })

  test('warns of a version in its last month', async () => {
    const then = { ...call, now: () => Date.parse('2026-11-23T08:00:00Z') }
    expect(await desk.connector.test(desk.access({ version: '202512' }), then)).toBe(`${page} · ⚠ 202512 → 2026-12`)
  })

  test('throws what stands in the way', async () => {
    await expect(desk.connector.test(desk.access({ version: '202401' }), call)).rejects.toMatchObject({
      code: 'destination-refused',
      params: { answer: 'HTTP 426' }
    })
    await expect(desk.connector.test({ ...desk.access(), tokens: null }, call)).rejects.toMatchObject({
      code: 'destination-refused'
    })
  })
})

test('a list of accounts says which version ends soon', async () => {
  const outbox = await deliveryDesk({ connectors: [desk.connector] })
  outbox.workspace.setClock('2026-11-23T08:00:00.000Z')
  for (const [name, version] of Object.entries({ Ancien: '202512', Neuf: '202609' }))
    await outbox.handlers['accounts.add']({
      connector: 'linkedin',
      name,
      settings: { clientId: 'x', author: 'me', version }
    })
  const listed = await outbox.handlers['accounts.list']({})
  expect(listed.map(({ name, notice }) => ({ name, notice }))).toEqual([
    { name: 'Ancien', notice: { code: 'version-ending', params: { version: '202512', from: '2026-12' } } },
    { name: 'Neuf', notice: undefined }
  ])
  await outbox.close()
})

describe('figures', () => {
  const day = new Date().toISOString().slice(0, 10)

  test('of a Page are lifetime counts of what had any activity, and its followers', async () => {
    await desk.send({ post: { text: 'Une' } })
    await desk.send({ post: { text: 'Deux' } })
    const byHand = desk.server.postByHand('Trois', Date.now())
    const [first, second] = desk.server.posts.map(({ id }) => ({ remoteId: id }))
    desk.server.figures.posts[first!.remoteId] = {
      impressionCount: 900,
      uniqueImpressionsCount: 700,
      clickCount: 30,
      likeCount: 12,
      commentCount: 3,
      shareCount: 2,
      engagement: 0.05
    }
    desk.server.figures.posts[byHand] = { impressionCount: 10 }
    expect(await desk.connector.metrics!([first!, second!, { remoteId: byHand }], desk.access(), call)).toEqual([
      {
        remoteId: first!.remoteId,
        day,
        basis: 'so far',
        counts: { impressions: 900, uniqueImpressions: 700, clicks: 30, reactions: 12, comments: 3, shares: 2 }
      },
      { remoteId: byHand, day, basis: 'so far', counts: { impressions: 10 } },
      { remoteId: null, day, basis: 'so far', counts: { followers: 1204 } }
    ])
  })

  test('of a member’s posts are asked for where the app may', async () => {
    await reopen(memberScopes)
    const post = { remoteId: 'urn:li:share:7300000000000000000' }
    expect(await desk.connector.metrics!([post], desk.access({ author: 'me' }), call)).toEqual([])
    await reopen([...memberScopes, 'r_member_postAnalytics'])
    desk.server.figures.posts[post.remoteId] = {
      IMPRESSION: 40,
      MEMBERS_REACHED: 31,
      REACTION: 4,
      COMMENT: 1,
      RESHARE: 0
    }
    expect(await desk.connector.metrics!([post], desk.access({ author: 'me' }), call)).toEqual([
      {
        remoteId: post.remoteId,
        day,
        basis: 'so far',
        counts: { impressions: 40, uniqueImpressions: 31, reactions: 4, comments: 1, shares: 0 }
      }
    ])
  })
})
