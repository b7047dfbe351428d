import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { calmly } from '../../../src/renderer/app/calm.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

/** Work that takes so many milliseconds, and counts how often it was done, and how often at once. */
function worker(takes: number) {
  const seen = { done: 0, running: 0, most: 0 }
  const work = async (): Promise<void> => {
    seen.most = Math.max(seen.most, ++seen.running)
    await new Promise(resolve => setTimeout(resolve, takes))
    seen.running--
    seen.done++
  }
  return { seen, work }
}

test('the first news is answered at once, and a storm by one more answer', async () => {
  const { seen, work } = worker(10)
  const news = calmly(work)
  news.again()
  expect(seen.running).toBe(1)
  for (let i = 0; i < 500; i++) news.again()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(seen).toEqual({ done: 2, running: 0, most: 1 })
})

test('news without end leaves most of the time free', async () => {
  const { seen, work } = worker(100)
  const news = calmly(work)
  for (let i = 0; i < 1_000; i++) {
    news.again()
    await vi.advanceTimersByTimeAsync(10)
  }
  expect(seen.most).toBe(1)
  expect(seen.done).toBeGreaterThan(10)
  expect(seen.done).toBeLessThan(25)
})

test('what is stopped does nothing more', async () => {
  const { seen, work } = worker(10)
  const news = calmly(work)
  news.again()
  await vi.advanceTimersByTimeAsync(20)
  news.again()
  news.stop()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(seen.done).toBe(1)
})
