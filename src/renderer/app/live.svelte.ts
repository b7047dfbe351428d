import { tick } from 'svelte'
import type { Change, Input, MethodName, Output } from '../../preload/contract/index.ts'
import { calmly } from './calm.ts'
import { engine } from './engine.ts'

/** An answer of the engine that is asked for again whenever its input, or what it is about, changes. */
export interface Live<Answer> {
  /** The newest answer; the one before stays until it comes, so that nothing flashes. */
  readonly value: Answer | undefined
  readonly error: unknown
  refresh(): void
}

/**
 * Keeps a query's answer fresh for as long as the calling component lives.
 * @param input null while there is nothing to ask
 * @param topics the changes after which the answer may be another
 */
export function live<Name extends MethodName>(
  name: Name,
  input: () => Input<Name> | null,
  topics: readonly Change['topic'][]
): Live<Output<Name>> {
  let value = $state.raw<Output<Name> | undefined>()
  let error = $state.raw<unknown>()
  let round = $state(0)
  let asked = 0
  let latest: Promise<void> = Promise.resolve()

  // Asks the engine, which is outside: an answer that was overtaken by a newer question is dropped.
  $effect(() => {
    void round
    const question = input()
    const mine = ++asked
    if (question === null) {
      value = undefined
      return
    }
    latest = engine.call(name, question).then(
      answer => {
        if (mine === asked) [value, error] = [answer, undefined]
      },
      (thrown: unknown) => {
        if (mine === asked) error = thrown
      }
    )
  })
  const news = calmly(async () => {
    round += 1
    await tick()
    await latest
  })
  // Listens for news for as long as the component lives.
  $effect(() => {
    const stop = engine.onChange(change => {
      if (topics.includes(change.topic)) news.again()
    })
    return () => {
      stop()
      news.stop()
    }
  })

  return {
    get value() {
      return value
    },
    get error() {
      return error
    },
    refresh: () => void (round += 1)
  }
}
