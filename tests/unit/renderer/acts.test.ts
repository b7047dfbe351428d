import { describe, expect, test } from 'vitest'
import type { Delivery } from '../../../src/domain/delivery/delivery.ts'
import { actsOn, nextAct } from '../../../src/renderer/delivery/acts.ts'

const delivery = (change: Partial<Delivery>): Delivery => ({
  id: 'd',
  releaseId: 'r',
  releaseTitle: 'Le quai rouvre',
  revisionId: 'v',
  revisionNumber: 2,
  accountId: 'a',
  accountName: 'Ici',
  connector: 'mastodon',
  action: 'publish',
  state: 'planned',
  reason: null,
  plannedAt: '2026-11-26T06:30:00.000Z',
  plannedZone: 'Europe/Paris',
  dueAt: '2026-11-26T06:30:00.000Z',
  tries: 0,
  remoteId: null,
  remoteUrl: null,
  updatedAt: '2026-11-26T06:30:00.000Z',
  ...change
})

describe('what is safe to do, the next step first', () => {
  test.each<[string, Partial<Delivery>, boolean, string[]]>([
    [
      'an unknown outcome is looked for, never sent again by itself',
      { state: 'unconfirmed', reason: 'timed-out' },
      true,
      ['look', 'live', 'absent']
    ],
    [
      'where nothing can be looked up, a person says',
      { state: 'unconfirmed', reason: 'timed-out' },
      false,
      ['live', 'absent']
    ],
    [
      'a package is taken on by a person',
      { state: 'unconfirmed', reason: 'awaiting-person' },
      false,
      ['placed', 'package', 'cancel']
    ],
    [
      'what has no call there is done by hand',
      { state: 'failed-final', reason: 'cannot-update', action: 'update' },
      true,
      ['update', 'cancel']
    ],
    [
      'and taken down by hand',
      { state: 'failed-final', reason: 'cannot-withdraw', action: 'withdraw' },
      true,
      ['withdraw', 'cancel']
    ],
    ['a sign-in that ended is renewed first', { state: 'held', reason: 'sign-in' }, true, ['reconnect', 'cancel']],
    ['a paused destination goes on by a word', { state: 'held', reason: 'paused' }, true, ['resume', 'cancel']],
    ['everything held is let go in one place', { state: 'held', reason: 'all-held' }, true, ['letGo', 'cancel']],
    ['a missed slot is sent by a word', { state: 'held', reason: 'slot-missed' }, true, ['send', 'cancel']],
    [
      'a text that lost its approval is seen to in the release',
      { state: 'held', reason: 'approval-invalid' },
      true,
      ['release', 'cancel']
    ],
    [
      'settings are put right before another try',
      { state: 'failed-final', reason: 'bad-settings' },
      true,
      ['destination', 'retry', 'cancel']
    ],
    ['a refusal may be tried again', { state: 'failed-final', reason: 'refused' }, true, ['retry', 'cancel']],
    ['what arrived needs nothing', { state: 'confirmed' }, true, []],
    ['what is being sent is left alone', { state: 'leased' }, true, []]
  ])('%s', (_what, change, look, acts) => expect(actsOn(delivery(change), look)).toEqual(acts))
})

test('a line offers a step only where something asks for it', () => {
  expect(nextAct(delivery({ state: 'planned' }), true)).toBeNull()
  expect(nextAct(delivery({ state: 'held', reason: 'embargo' }), true)).toBeNull()
  expect(nextAct(delivery({ state: 'held', reason: 'slot-missed' }), true)).toBe('send')
  expect(nextAct(delivery({ state: 'failed-retryable', reason: 'server-error' }), true)).toBe('send')
  expect(nextAct(delivery({ state: 'unconfirmed', reason: 'no-answer' }), false)).toBe('live')
})
