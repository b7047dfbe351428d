import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { roles, type Actor } from '../../../src/domain/people/roles.ts'
import {
  guarded,
  lifecycle,
  releaseStatuses,
  step,
  verbs,
  type Guard,
  type GuardFacts,
  type ReleaseStatus
} from '../../../src/domain/releases/lifecycle.ts'

const actors = fc.subarray<Actor>([...roles, 'engine'])
const facts = fc.record({
  complete: fc.boolean(),
  refusedAsIs: fc.boolean(),
  author: fc.boolean(),
  goneOut: fc.boolean()
})
const asked = fc.record({ from: fc.constantFrom(...releaseStatuses), verb: fc.constantFrom(...verbs), actors, facts })

/** The guards in the words of the design, written down a second time. */
function stands(guard: Guard, known: GuardFacts): boolean {
  switch (guard) {
    case 'complete':
      return known.complete
    case 'not-refused-as-is':
      return !known.refusedAsIs
    case 'not-author':
      return !known.author
    case 'first-time':
      return !known.goneOut
    case 'had-gone-out':
      return known.goneOut
  }
}

type Asked = typeof asked extends fc.Arbitrary<infer T> ? T : never

const linesFor = ({ from, verb, actors: who, facts: known }: Asked) =>
  lifecycle.filter(
    line =>
      line.from === from &&
      line.verb === verb &&
      who.includes(line.role) &&
      line.guards.every(guard => stands(guard, known))
  )

/** States that say: somebody signed exactly this text. */
const signed: readonly ReleaseStatus[] = ['approved', 'published', 'corrected']

describe('the lifecycle, whoever asks for whatever in whichever state', () => {
  test('either one line of the table applies, and is followed, or none does, and the step is refused', () => {
    fc.assert(
      fc.property(asked, question => {
        const lines = linesFor(question)
        expect(lines.length).toBeLessThanOrEqual(1)
        const answer = step(question.from, question.verb, question.actors, question.facts)
        if (lines[0]) expect(answer).toEqual({ to: lines[0].to })
        else expect(answer).toHaveProperty('refused')
      }),
      { numRuns: 20_000 }
    )
  })

  test('a refusal names the first thing in the way: the step, the role, then a guard that fails', () => {
    fc.assert(
      fc.property(asked, ({ from, verb, actors: who, facts: known }) => {
        const answer = step(from, verb, who, known)
        if (!('refused' in answer)) return
        const lines = lifecycle.filter(line => line.from === from && line.verb === verb)
        if (answer.refused === 'no-such-step') expect(lines).toEqual([])
        else if (answer.refused === 'role') expect(lines.filter(line => who.includes(line.role))).toEqual([])
        else expect(stands(answer.refused, known)).toBe(false)
      }),
      { numRuns: 20_000 }
    )
  })

  test('only an approver who wrote none of it approves, and only an approval leads to approved', () => {
    fc.assert(
      fc.property(asked, ({ from, verb, actors: who, facts: known }) => {
        const answer = step(from, verb, who, known)
        if (!('to' in answer)) return
        if (verb === 'approve') expect(who.includes('approver') && !known.author).toBe(true)
        if (answer.to === 'approved') expect(verb).toBe('approve')
      }),
      { numRuns: 20_000 }
    )
  })

  test('an edit leaves every state that somebody signs or signed for', () => {
    for (const from of [...signed, 'in-review'] as const) {
      fc.assert(
        fc.property(actors, facts, (who, known) => {
          const answer = step(from, 'edit', who, known)
          if ('to' in answer) expect(['draft', 'changes-requested']).toContain(answer.to)
          else expect(answer.refused).toBe('role')
        })
      )
    }
  })

  test('nobody but the engine publishes, and the engine does nothing else', () => {
    for (const line of lifecycle) expect(line.role === 'engine').toBe(line.verb === 'publish')
  })

  test('no line is there twice, and no two lines overlap for any facts', () => {
    fc.assert(
      fc.property(fc.constantFrom(...releaseStatuses), fc.constantFrom(...verbs), facts, (from, verb, known) => {
        const everyone: Asked = { from, verb, actors: [...roles, 'engine'], facts: known }
        expect(linesFor(everyone).length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 5_000 }
    )
  })

  test('facts matter exactly where a line has guards', () => {
    fc.assert(
      fc.property(asked, facts, ({ from, verb, actors: who, facts: known }, other) => {
        if (!guarded(from, verb)) expect(step(from, verb, who, known)).toEqual(step(from, verb, who, other))
      }),
      { numRuns: 5_000 }
    )
    for (const { from, verb, guards } of lifecycle) expect(guarded(from, verb)).toBe(guards.length > 0)
  })
})

describe('any walk through the lifecycle', () => {
  const everyone: readonly Actor[] = [...roles, 'engine']
  const walk = fc.array(fc.record({ verb: fc.constantFrom(...verbs), author: fc.boolean() }), {
    minLength: 50,
    maxLength: 150
  })

  test('what is in a signed state is word for word what was approved', () => {
    const visited = new Set<ReleaseStatus>()
    fc.assert(
      fc.property(fc.constantFrom<ReleaseStatus>('draft', 'archived'), walk, (start, steps) => {
        let status = start
        let text = 0
        let approved = -1
        let goneOut = false
        for (const { verb, author } of steps) {
          const answer = step(status, verb, everyone, { complete: true, refusedAsIs: false, author, goneOut })
          if (!('to' in answer)) continue
          if (verb === 'edit') text += 1
          if (verb === 'approve') approved = text
          if (verb === 'publish') goneOut = true
          status = answer.to
          visited.add(status)
          if (signed.includes(status)) expect(approved).toBe(text)
          if (status === 'published' || status === 'corrected') expect(goneOut).toBe(true)
        }
      }),
      { numRuns: 3_000 }
    )
    expect([...visited].sort()).toEqual([...releaseStatuses].sort())
  })
})
