import { describe, expect, test } from 'vitest'
import { readOrders } from '../../../src/main/arguments.ts'
import { restartBudget } from '../../../src/main/restarts.ts'

describe('the command line', () => {
  const order = { workspace: '/a b/w.relais', month: '2026-07', lang: 'fr', out: '/tmp/r.pdf' }

  test('a window, with or without a workspace', () => {
    expect(readOrders(['electron', '--no-sandbox', '.'])).toEqual({
      kind: 'window',
      workspace: null,
      hidden: false
    })
    expect(readOrders(['electron', '.', '--relais-workspace=/a b/c=d.relais'])).toEqual({
      kind: 'window',
      workspace: '/a b/c=d.relais',
      hidden: false
    })
    expect(readOrders(['electron', '.', '--hidden'])).toEqual({ kind: 'window', workspace: null, hidden: true })
  })

  test('a report to print', () => {
    expect(readOrders(['electron', '.', `--relais-report=${JSON.stringify(order)}`])).toEqual({
      kind: 'print',
      order: { ...order, paper: 'A4' }
    })
  })

  test.each([
    '',
    '{',
    '[]',
    '{}',
    JSON.stringify({ ...order, month: '2026-13' }),
    JSON.stringify({ ...order, lang: 'de' }),
    JSON.stringify({ ...order, more: 1 })
  ])('an order that cannot be read: %s', text => {
    expect(readOrders([`--relais-report=${text}`])).toEqual({ kind: 'unreadable' })
  })
})

test('what keeps dying is started three times a minute, and again once a minute has gone by', () => {
  let now = 0
  const mayRestart = restartBudget(() => now)
  expect([mayRestart(), mayRestart(), mayRestart(), mayRestart()]).toEqual([true, true, true, false])
  now = 59_999
  expect(mayRestart()).toBe(false)
  now = 60_000
  expect(mayRestart()).toBe(true)
})
