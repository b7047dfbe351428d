import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { newDesk, passphrase, type Desk } from './desks.ts'
import { terminalAt, type Failed } from './relais.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 })

/** What `npm test` found out about this machine: which Electron there is, and the display that it drew up. */
const machine = Object.fromEntries(
  Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      /^(RELAIS_(?!PASSPHRASE|WORKSPACE)|ELECTRON_|DISPLAY$)/.test(entry[0]) && entry[1] !== undefined
  )
)
const hasElectron = machine['RELAIS_ELECTRON'] !== undefined

let desk: Desk
beforeAll(async () => void (desk = await newDesk()))
afterAll(() => desk.close())

test.skipIf(!hasElectron)('the month’s report is a PDF (needs Electron)', async () => {
  const run = terminalAt(desk.file, { ...machine, RELAIS_PASSPHRASE: passphrase })
  writeFileSync(
    join(desk.folder, 'f.csv'),
    'date,account,title,impressions,clicks,reactions,comments,shares\n2026-10-02,Armelin,Essai,1000,1,2,3,4\n'
  )
  expect((await run('metrics', 'import', join(desk.folder, 'f.csv'))).code).toBe(0)
  const out = join(desk.folder, 'octobre.pdf')
  const first = await run<{ file: string; pages: number; sha256: string }>('report', '2026-10', '--out', out)
  expect(first).toMatchObject({ code: 0, answer: { file: out, pages: expect.any(Number) } })
  const pdf = readFileSync(out)
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(createHash('sha256').update(pdf).digest('hex')).toBe(first.answer.sha256)
  expect(first.stderr).not.toContain(':ERROR:')
})

test('without its workspace nothing is started for it', async () => {
  const run = terminalAt(join(desk.folder, 'none.relais'))
  const out = join(desk.folder, 'x.pdf')
  expect(await run<Failed>('report', '2026-10', '--out', out)).toMatchObject({
    code: 1,
    answer: { error: { code: 'workspace-missing' } }
  })
})
