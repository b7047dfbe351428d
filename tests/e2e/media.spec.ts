import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { MediaAdded } from '../../src/preload/contract/share.ts'
import { noisy, photo } from '../support/pictures.ts'
import { launchRelais, type Relais } from './launch.ts'
import { openProbe } from './probe.ts'
import { readyWorkspace, type ReadyWorkspace } from './ready-workspace.ts'

let workspace: ReadyWorkspace
let relais: Relais

test.beforeAll(async () => {
  workspace = await readyWorkspace(async () => undefined)
  relais = await launchRelais({ workspace: workspace.file })
  await openProbe(relais.page)
})
test.afterAll(async () => {
  await relais.close()
  workspace.remove()
})

test('the built program reads pictures: from the page, and from its dialog', async () => {
  const added = await relais.page.evaluate(
    ([picture, drawing]) =>
      window.probe('media.add', {
        files: [
          { name: 'cuve.jpg', bytes: new Uint8Array(picture as number[]) },
          { name: 'drawing.svg', bytes: new Uint8Array(drawing as number[]) }
        ]
      }),
    [[...(await noisy(900, 600))], [...Buffer.from('<svg><script>alert(1)</script></svg>')]]
  )
  expect(added).toMatchObject({
    answer: {
      added: [{ name: 'cuve.jpg', width: 900, height: 600 }],
      failed: [{ path: 'drawing.svg', code: 'media-type', params: { kind: 'svg' } }]
    }
  })

  const picked = join(workspace.folder, 'picked.jpg')
  writeFileSync(picked, await photo(80, 60))
  await relais.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, picked)
  const answer = await relais.page.evaluate(() => window.relais.media.pick())
  expect(answer).toMatchObject({ answer: { added: [{ name: 'picked.jpg', width: 80 }] } })
})

test('a page shows a picture from the bytes that it is given', async () => {
  const listed = await relais.page.evaluate(() => window.probe('media.list', { query: 'cuve' }))
  const [{ hash } = { hash: '' }] = (listed.answer as { media: MediaAdded['added'] }).media
  const shown = await relais.page.evaluate(async wanted => {
    const { answer } = await window.probe('media.picture', { hash: wanted, width: 320 })
    const { type, bytes } = answer as { type: string; bytes: Uint8Array<ArrayBuffer> }
    const image = new Image()
    image.src = URL.createObjectURL(new Blob([bytes], { type }))
    await image.decode()
    return [image.naturalWidth, image.naturalHeight]
  }, hash)
  expect(shown).toEqual([320, 213])
})
