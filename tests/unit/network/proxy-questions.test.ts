import { afterEach, expect, test, vi } from 'vitest'
import { proxyQuestions } from '../../../src/main/workspace/network/proxy-questions.ts'

afterEach(() => void vi.useRealTimers())

test('a question is asked once, whoever else wants to know, and again after half a minute', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const asked: string[] = []
  const questions = proxyQuestions(origin => asked.push(origin))
  const all = [
    questions.find('https://a.example'),
    questions.find('https://b.example'),
    questions.find('https://a.example')
  ]
  questions.answered('https://b.example', 'DIRECT')
  questions.answered('https://a.example', 'PROXY p:1')
  questions.answered('https://never.asked', 'PROXY p:2')
  expect(await Promise.all(all)).toEqual(['PROXY p:1', 'DIRECT', 'PROXY p:1'])
  expect(asked).toEqual(['https://a.example', 'https://b.example'])
  vi.advanceTimersByTime(29_000)
  expect(await questions.find('https://a.example')).toBe('PROXY p:1')
  vi.advanceTimersByTime(2_000)
  const again = questions.find('https://a.example')
  questions.answered('https://a.example', 'DIRECT')
  expect(await again).toBe('DIRECT')
  expect(asked).toHaveLength(3)
})
