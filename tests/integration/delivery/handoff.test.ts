import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyKit } from '../../../src/domain/share/kit.ts'
import type { Account } from '../../../src/preload/contract/delivery.ts'
import { deliveryDesk, type DeliveryDesk } from '../../support/delivery-desk.ts'
import { unzipped } from '../../support/unzip.ts'

let desk: DeliveryDesk
let wiztrust: Account
beforeEach(async () => {
  desk = await deliveryDesk()
  wiztrust = await desk.handlers['accounts.add']({
    connector: 'wiztrust',
    name: 'Wiztrust',
    settings: { folder: join(desk.workspace.folder, 'paquets') }
  })
})
afterEach(() => desk.close())

const kit = {
  ...emptyKit,
  link: 'https://armelin.example/usine',
  copies: [
    { id: 'linkedin-fr-1', network: 'linkedin' as const, lang: 'fr' as const, text: 'Nous ouvrons à Landelles.' }
  ]
}

const handOver = async () => {
  const [planned] = await desk.plan([wiztrust], { kit })
  await desk.deliver()
  const { delivery, attempts } = await desk.get(planned!.id)
  const file = fileURLToPath(String(attempts.at(-1)?.received?.['package']))
  return { delivery, file, files: await unzipped(file) }
}

test('a package waits for a person, with all that its manifest says, byte for byte', async () => {
  const { delivery, files } = await handOver()
  expect(delivery).toMatchObject({ state: 'unconfirmed', reason: 'awaiting-person' })
  const manifest = JSON.parse(files.get('manifest.json')!.toString()) as {
    for: string
    files: { path: string; bytes: number; sha256: string }[]
    approvals: { name: string }[]
  }
  expect(manifest).toMatchObject({ for: 'Wiztrust', approvals: [{ name: 'Alma Roy' }] })
  expect(manifest.files.map(({ path }) => path).sort()).toEqual(
    [...files.keys()].filter(path => path !== 'manifest.json').sort()
  )
  for (const { path, bytes, sha256 } of manifest.files) {
    const file = files.get(path)!
    expect([file.length, createHash('sha256').update(file).digest('hex')]).toEqual([bytes, sha256])
  }
  expect(files.get('texts/linkedin/linkedin-fr-1.txt')?.toString()).toContain('Nous ouvrons à Landelles.')
  expect(files.get('release.html')?.toString()).toContain('La <strong>nouvelle usine</strong>')
  expect(files.get('LISEZ-MOI.html')?.toString()).toContain('<html lang="fr">')
  expect(files.get('release.eml')?.toString()).toContain('X-Unsent: 1')
})

test('who took it there says where it is, and so the release is out', async () => {
  const { delivery } = await handOver()
  const url = 'https://news.example/armelin'
  const said = await desk.handlers['outbox.reconcile']({ id: delivery.id, is: 'live', url })
  expect(said).toMatchObject({ state: 'confirmed', remoteUrl: url })
})

test('a package that nobody found is written again, the same to the byte', async () => {
  const { delivery, file } = await handOver()
  const first = readFileSync(file)
  await desk.handlers['outbox.reconcile']({ id: delivery.id, is: 'absent' })
  await desk.deliver()
  expect(readFileSync(file).equals(first)).toBe(true)
  expect(readdirSync(join(desk.workspace.folder, 'paquets'))).toHaveLength(1)
})
