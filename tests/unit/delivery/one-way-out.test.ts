import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import type { Cleared } from '../../../src/main/workspace/delivery/clearance.ts'
import { connectors } from '../../../src/main/workspace/delivery/connectors/index.ts'

const source = join(import.meta.dirname, '../../../src')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts'))
  .map(name => ({ name: name.replaceAll('\\', '/'), text: readFileSync(join(source, name), 'utf8') }))
const engine = 'main/workspace/delivery'

const where = (pattern: RegExp): string[] => files.filter(({ text }) => pattern.test(text)).map(({ name }) => name)

test('there is source to look at', () => {
  expect(files.length).toBeGreaterThan(50)
  expect(relative(source, join(source, engine, 'dispatch.ts'))).toBe(join(...engine.split('/'), 'dispatch.ts'))
})

test('only the dispatcher calls a connector’s send', () => {
  expect(where(/connector\.send\(/)).toEqual([`${engine}/dispatch.ts`])
  // Nor is it taken out of a connector to be called elsewhere; Haiilo’s hands on to the feed’s what it was called with itself.
  const any = connectors
    .map(({ kind }) => kind.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()))
    .join('|')
  expect(where(new RegExp(`\\bsend\\b[^}\\n]*\\} = (?:await )?(?:connectorOf|connector|${any})\\b`))).toEqual([])
  expect(where(new RegExp(`\\b(?:${any})(?:\\([^)\\n]*\\))?\\.send\\(`))).toEqual([
    `${engine}/connectors/haiilo/haiilo.ts`
  ])
})

test('only the gate’s path makes what a connector can be called with, and the class is not let out', () => {
  expect(where(/new ClearedDelivery\(/)).toEqual([`${engine}/clearance.ts`])
  expect(where(/\bas (?:unknown as )?(?:Cleared|ClearedDelivery)\b/)).toEqual([`${engine}/clearance.ts`])
  const clearance = files.find(({ name }) => name === `${engine}/clearance.ts`)?.text ?? ''
  expect(clearance.match(/ as (?:Cleared|unknown)\b/g)).toEqual([' as Cleared'])
  expect(clearance).toContain('export type { ClearedDelivery as Cleared }')
  expect(clearance).not.toMatch(/export (?:default |abstract )?class/)
})

test('only the dispatcher clears, and nothing but the gate’s path asks the gate', () => {
  expect(where(/\bimport\b[^;]*\bclear\b[^;]*from '[^']*clearance\.ts'/)).toEqual([`${engine}/dispatch.ts`])
  expect(where(/\bimport\b[^;]*\bgate\b[^;]*from '[^']*gate\.ts'/)).toEqual([`${engine}/clearance.ts`])
})

test('printing a report sends nothing by itself', () => {
  const print = files.find(({ name }) => name === 'main/print-job.ts')?.text ?? ''
  expect(print.match(/new EngineProcess\([^)]*\)/g)).toEqual([`new EngineProcess('on-call')`])
})

test('connectors are reached through their list only', () => {
  const within = (name: string): boolean => name.startsWith(`${engine}/connectors/`)
  const kinds = connectors.map(({ kind }) => `${kind}/${kind}`).join('|')
  const reached = where(new RegExp(`from '[^']*/(?:${kinds})\\.ts'`))
  expect(reached).toContain(`${engine}/connectors/index.ts`)
  expect(reached.filter(name => !within(name))).toEqual([])
})

test('no other part of delivery opens a connection or writes a file', () => {
  const reaching = where(/network\/http\.ts|node:fs|node:https?|node:net|\bfetch\(/).filter(name =>
    name.startsWith(engine)
  )
  const elsewhere = reaching.filter(name => !name.startsWith(`${engine}/connectors/`))
  // A rehearsal has a copy of the workspace and a receiver on this machine, and nothing else.
  expect(elsewhere).toEqual([`${engine}/rehearsal/copy.ts`, `${engine}/rehearsal/receiver.ts`])
  const receiver = files.find(({ name }) => name === elsewhere[1])?.text ?? ''
  expect(receiver.match(/https?:\/\/[^/`]*/g)?.map(url => url.slice(0, 17))).toEqual(['http://127.0.0.1:'])
})

test('the compiler refuses a look-alike of what the gate’s path makes', () => {
  const lookAlike = {} as { [Field in keyof Cleared]: Cleared[Field] }
  const call = { signal: new AbortController().signal, now: () => 0 }
  // @ts-expect-error: every field is there, and it is still not one that passed the gate
  const forged = () => connectors[0]?.send(lookAlike, call)
  expect(forged).toBeTypeOf('function')
})
