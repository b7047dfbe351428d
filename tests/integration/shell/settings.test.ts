import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSettings, withRecent } from '../../../src/main/settings.ts'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'relais settings '))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const fresh = { lang: null, theme: 'system', background: false, recent: [], last: null, window: null }

test('what is changed is found again, in a private file and nothing beside it', () => {
  const inside = join(folder, 'not', 'there yet')
  openSettings(inside).update({ lang: 'fr', theme: 'dark' })
  expect(openSettings(inside).data).toEqual({ ...fresh, lang: 'fr', theme: 'dark' })
  expect(statSync(join(inside, 'settings.json')).mode & 0o777).toBe(0o600)
  expect(readdirSync(inside)).toEqual(['settings.json'])
})

test.each(['', 'null', '[]', '7', '{', '\0\0', '{"lang":'])('starts afresh from %j', text => {
  writeFileSync(join(folder, 'settings.json'), text)
  expect(openSettings(folder).data).toEqual(fresh)
})

test('one value that cannot be read costs no other', () => {
  const window = { x: 1, y: 2, width: 'wide', height: 4, maximized: false }
  writeFileSync(
    join(folder, 'settings.json'),
    JSON.stringify({ lang: 'de', theme: 'dark', window, recent: [{}], last: '/a' })
  )
  expect(openSettings(folder).data).toEqual({ ...fresh, theme: 'dark', last: '/a' })
})

test('listeners hear of a change once it is on disk', () => {
  const settings = openSettings(folder)
  const heard: string[] = []
  settings.onChange(() => heard.push(readFileSync(join(folder, 'settings.json'), 'utf8')))
  settings.update({ theme: 'light' })
  expect(heard.map(text => (JSON.parse(text) as typeof fresh).theme)).toEqual(['light'])
})

test('the list of recent workspaces names each once, newest first, and ends', () => {
  const entry = (file: string) => ({ file, name: file, openedAt: '2026-01-01T00:00:00.000Z' })
  let recent = ['a', 'b', 'a'].reduce(
    (list, file) => withRecent(list, entry(file)),
    [] as ReturnType<typeof withRecent>
  )
  expect(recent.map(({ file }) => file)).toEqual(['a', 'b'])
  for (let i = 0; i < 50; i++) recent = withRecent(recent, entry(`${i}`))
  expect(recent).toHaveLength(8)
  expect(recent[0]?.file).toBe('49')
})
