import { createHash } from 'node:crypto'
import { limits } from '../../../../../domain/share/limits.ts'
import type { Network } from '../../../../../domain/share/networks.ts'
import { bodyText } from '../../../releases/export/plain.ts'
import { writtenAs } from '../as-release.ts'
import type { Parcel, ParcelMedia } from '../connector.ts'
import { extensionOf, inFull } from '../full-picture.ts'
import { releaseLetter } from '../mail/letter.ts'
import { emlOf } from '../mail/message.ts'
import { instructions } from './instructions.ts'
import type { PackedFile } from './zip.ts'

const text = (path: string, content: string): PackedFile => ({ path, bytes: Buffer.from(content) })

/**
 * All that somebody needs to bring a release to a tool by hand (design: the hand-off package): instructions, the release in
 * several formats, a text per network and variant, pictures in each network's size, and a manifest with every file's SHA-256.
 */
export async function packageFiles(parcel: Parcel, tool: string): Promise<PackedFile[]> {
  const { content } = parcel
  if (content === null)
    return withManifest(parcel, tool, [
      text('LISEZ-MOI.html', await instructions(parcel, tool, 'fr')),
      text('README.html', await instructions(parcel, tool, 'en'))
    ])
  const lang = content.lang.startsWith('fr') ? 'fr' : 'en'
  const pictures = await picturesOf(parcel)
  return withManifest(parcel, tool, [
    text(lang === 'fr' ? 'LISEZ-MOI.html' : 'README.html', await instructions(parcel, tool, lang)),
    text('release.html', writtenAs(parcel, content, 'html')),
    text('release.txt', `${[content.title, content.subtitle, bodyText(content.body)].filter(Boolean).join('\n\n')}\n`),
    { path: 'release.eml', bytes: await draftMail(parcel, content) },
    text('ninjs.json', writtenAs(parcel, content, 'ninjs')),
    text('release.jsonld', writtenAs(parcel, content, 'jsonld')),
    ...parcel.posts.map((post, index) =>
      text(`texts/${post.network}/${post.copy ?? `${post.lang}-${index + 1}`}.txt`, `${post.text}\n`)
    ),
    ...pictures
  ])
}

/** Opens as a draft in Outlook (`X-Unsent`, its own convention) and as a mail elsewhere. */
const draftMail = async (parcel: Parcel, content: NonNullable<Parcel['content']>): Promise<Buffer> =>
  emlOf(
    await releaseLetter({ content, post: null, media: parcel.media, corrects: parcel.delivery.action === 'update' }),
    {
      date: new Date(parcel.delivery.startedAt),
      messageId: `<${parcel.delivery.id}@relais.invalid>`,
      headers: { 'X-Unsent': '1' }
    }
  )

/** Each picture in full, and in the size of each network. */
async function picturesOf({ media, posts }: Parcel): Promise<PackedFile[]> {
  const networks = [...new Set(posts.map(post => post.network))].filter(network => limits[network].pictures.most !== 0)
  const files: PackedFile[] = []
  for (const [index, use] of media.entries()) {
    const name = `picture-${index + 1}`
    files.push({ path: `images/full-size/${name}.${extensionOf(use.type)}`, bytes: await inFull(use) })
    for (const network of networks)
      files.push({ path: `images/${network}/${name}.jpg`, bytes: await fitted(use, network) })
    files.push(text(`images/${name}.txt`, `${[use.alt, use.credit, use.licence].filter(Boolean).join('\n')}\n`))
  }
  return files
}

async function fitted(use: ParcelMedia, network: Network): Promise<Uint8Array> {
  const { width, height, bytes } = limits[network].pictures
  return (await use.fit({ width, height, bytes, types: ['image/jpeg'] })).bytes
}

async function withManifest(parcel: Parcel, tool: string, files: PackedFile[]): Promise<PackedFile[]> {
  const { content, delivery, revision, posts, media } = parcel
  const manifest = {
    made: delivery.startedAt,
    for: tool,
    organisation: parcel.organisation,
    release: {
      id: delivery.releaseId,
      revision: revision.number,
      contentHash: revision.contentHash,
      title: content?.title ?? null
    },
    action: delivery.action,
    approvals: await parcel.approvals(),
    notBefore: content?.embargo ?? null,
    planned: delivery.plannedAt,
    link: posts[0]?.link ?? content?.kit?.link ?? null,
    rightsUntil:
      media
        .map(({ expires }) => expires)
        .filter(expires => expires !== null)
        .sort()[0] ?? null,
    files: files.map(({ path, bytes }) => ({
      path,
      bytes: bytes.byteLength,
      sha256: createHash('sha256').update(bytes).digest('hex')
    }))
  }
  return [...files, text('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`)]
}
