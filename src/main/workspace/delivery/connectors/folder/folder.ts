import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as v from 'valibot'
import type { Cleared } from '../../clearance.ts'
import { writtenAs } from '../as-release.ts'
import type { Connector, SendResult } from '../connector.ts'
import { notWritable, writeAtomically } from '../feed/files.ts'
import { extensionOf, inFull } from '../full-picture.ts'
import { bodyText } from '../../../releases/export/plain.ts'
import { badSetting, setting, settingsObject, type Problem } from '../settings.ts'

const settings = settingsObject({
  folder: v.pipe(
    setting,
    v.check(isAbsolute, 'not-a-folder' satisfies Problem),
    v.transform(folder => resolve(folder)),
    v.metadata({ folder: true })
  )
})

/**
 * A folder of files, one folder for each release, in the formats that archives and agencies take: web page with its JSON-LD,
 * text, Markdown, ninjs. A withdrawal takes the texts away and leaves a ninjs file that cancels them.
 */
export const folder: Connector = {
  kind: 'folder',
  network: null,
  settings,
  secret: 'none',
  can: { update: true, withdraw: true, look: false, metrics: 'none', handOff: false },
  repeat: 'idempotent',
  lane: 1,
  whole: false,
  describe: (_delivery, access) => ({ write: pathToFileURL(access.settings['folder'] ?? '').href }),
  send: async cleared => write(cleared),
  prepare: ({ folder: path = '' }) => {
    try {
      mkdirSync(path, { recursive: true })
    } catch {
      throw badSetting('folder', 'not-a-folder')
    }
  },
  test: async ({ settings: { folder: path = '' } }) => {
    mkdirSync(path, { recursive: true })
    return path
  }
}

const texts = ['release.html', 'release.txt', 'release.md', 'release.jsonld']

async function write(cleared: Cleared): Promise<SendResult> {
  const { releaseId } = cleared.delivery
  const place = join(v.parse(settings, cleared.access.settings).folder, releaseId)
  let begun = false
  try {
    mkdirSync(place, { recursive: true })
    const pictures = await Promise.all(
      cleared.media.map(async (use, index) => ({
        name: `picture-${index + 1}.${extensionOf(use.type)}`,
        text: await inFull(use)
      }))
    )
    writeAtomically(place, [...pictures, ...filesOf(cleared)], () => (begun = true))
    const strays = readdirSync(place).filter(
      file => /^picture-\d+\.[a-z]+$/.test(file) && !pictures.some(({ name }) => name === file)
    )
    const gone = cleared.content === null ? [...texts, ...strays] : strays
    for (const name of gone) rmSync(join(place, name), { force: true })
  } catch (error) {
    return notWritable(error, begun)
  }
  return { outcome: 'confirmed', remoteId: releaseId, remoteUrl: null, received: { folder: pathToFileURL(place).href } }
}

function filesOf(cleared: Cleared): { name: string; text: string }[] {
  const { content, delivery } = cleared
  if (content === null) {
    const canceled = {
      uri: `urn:uuid:${delivery.releaseId}`,
      pubStatus: 'canceled',
      versionCreated: delivery.startedAt
    }
    return [{ name: 'ninjs.json', text: `${JSON.stringify(canceled, null, 2)}\n` }]
  }
  return [
    { name: 'release.html', text: writtenAs(cleared, content, 'html') },
    {
      name: 'release.txt',
      text: `${[content.title, content.subtitle, bodyText(content.body)].filter(Boolean).join('\n\n')}\n`
    },
    { name: 'release.md', text: writtenAs(cleared, content, 'md') },
    { name: 'release.jsonld', text: writtenAs(cleared, content, 'jsonld') },
    { name: 'ninjs.json', text: writtenAs(cleared, content, 'ninjs') }
  ]
}
