import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { emptyKit } from '../../../src/domain/share/kit.ts'
import { toUse } from '../../../src/domain/share/media-use.ts'
import { listUsedMedia, listMedia, wantedMedia, countUses } from '../../../src/main/workspace/share/media.repository.ts'
import { hashOf, mediaFile, mediaFolder } from '../../../src/main/workspace/share/media-file.ts'
import { mediaHandlers } from '../../../src/main/workspace/share/media.handlers.ts'
import { releaseHandlers } from '../../../src/main/workspace/releases/release.handlers.ts'
import { submitRelease } from '../../../src/main/workspace/review/review.service.ts'
import type { Media } from '../../../src/preload/contract/share.ts'
import { plansOf } from '../../support/plans.ts'
import { canvas, everyType, moving, photo } from '../../support/pictures.ts'
import { testWorkspace, type TestWorkspace } from '../../support/workspace.ts'

let workspace: TestWorkspace
let media: ReturnType<typeof mediaHandlers>

beforeEach(async () => {
  workspace = await testWorkspace()
  media = mediaHandlers(workspace.context)
  await workspace.sit(workspace.people.officer)
})
afterEach(() => workspace.close())

const add = async (name: string, bytes: Uint8Array): Promise<Media> =>
  (await media['media.add']({ files: [{ name, bytes: new Uint8Array(bytes) }] })).added[0] as Media

/** A release with these pictures in its kit. */
async function releaseWith(pictures: Media[]): Promise<string> {
  const releases = releaseHandlers(workspace.context)
  const made = await releases['releases.create']({ kind: 'article', title: 'Titre', body: 'Texte.' })
  const kit = { ...emptyKit, media: pictures.map(picture => toUse(picture, 'fr')) }
  await releases['releases.save']({ id: made.id, rev: made.rev, change: { kit } })
  return made.id
}

const complete = {
  alt: { fr: 'Une cuve', en: 'A tank' },
  credit: 'Atelier Armelin',
  licence: 'Tous droits réservés',
  expires: null,
  consent: 'not-needed' as const
}
const described = ({ hash, rev }: Media): Promise<Media> =>
  Promise.resolve(media['media.describe']({ hash, rev, change: complete }))

const code = (expected: string): Error => expect.objectContaining({ code: expected }) as Error

describe('adding', () => {
  test('every type that is taken is kept under its hash, for its owner’s eyes only, with what is known of it', async () => {
    const types = Object.entries(await everyType())
    const files = types.map(([type, bytes]) => ({ name: `cuve.${type.slice(6)}`, bytes: new Uint8Array(bytes) }))
    const { added, present, failed } = await media['media.add']({ files })
    expect({ present, failed }).toEqual({ present: [], failed: [] })
    for (const [index, [type, bytes]] of types.entries()) {
      const hash = await hashOf(bytes)
      expect(added[index]).toMatchObject({
        hash,
        type,
        width: 64,
        height: 48,
        bytes: bytes.length,
        animated: false,
        alt: { fr: '', en: '' },
        credit: '',
        licence: '',
        expires: null,
        consent: 'missing',
        rev: 1,
        uses: 0
      })
      const file = mediaFile(workspace.file, hash)
      expect(file).toBe(`${workspace.file}.media/${hash.slice(0, 2)}/${hash}`)
      expect(readFileSync(file).equals(bytes)).toBe(true)
      expect([statSync(file).mode & 0o777, statSync(mediaFolder(workspace.file)).mode & 0o777]).toEqual([0o600, 0o700])
    }
    expect(workspace.changes.filter(({ topic }) => topic === 'share')).toHaveLength(4)
  })

  test('the same bytes twice are one picture, whatever they are called, and a file that was lost is put back', async () => {
    const bytes = await photo()
    const first = await add('une.jpg', bytes)
    const again = async () => media['media.add']({ files: [{ name: 'autre.jpg', bytes: new Uint8Array(bytes) }] })
    expect(await again()).toEqual({ added: [], present: [first], failed: [] })
    rmSync(mediaFile(workspace.file, first.hash))
    expect(await again()).toEqual({ added: [], present: [first], failed: [] })
    expect(readFileSync(mediaFile(workspace.file, first.hash)).equals(bytes)).toBe(true)
  })

  test('a picture that moves is noted', async () => {
    expect(await add('gif.gif', await moving(40, 30, 3))).toMatchObject({
      type: 'image/gif',
      animated: true,
      width: 40
    })
  })

  test('a picture that lies on its side is measured as people see it', async () => {
    const turned = await canvas(60, 20).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect(await add('turned.jpg', turned)).toMatchObject({ width: 20, height: 60 })
  })

  test('needs an officer or an administrator; reading needs nobody', async () => {
    const kept = await add('une.jpg', await photo())
    const { context, people } = workspace
    context.session.actor = people.approver
    const file = { name: 'b.jpg', bytes: new Uint8Array(await photo(64, 48, 2)) }
    await expect(media['media.add']({ files: [file] })).rejects.toThrow(code('not-allowed'))
    await expect(media['media.addPaths']({ paths: [] })).rejects.toThrow(code('not-allowed'))
    await expect(media['media.remove']({ hash: kept.hash })).rejects.toThrow(code('not-allowed'))
    await expect(media['media.describe']({ hash: kept.hash, rev: 1, change: {} })).rejects.toThrow(code('not-allowed'))
    context.session.actor = null
    await expect(media['media.add']({ files: [file] })).rejects.toThrow(code('locked'))
    expect(await media['media.get']({ hash: kept.hash })).toEqual(kept)
    expect((await media['media.picture']({ hash: kept.hash, width: 160 })).type).toBe('image/webp')
    context.session.actor = people.administrator
    expect((await media['media.add']({ files: [file] })).added).toHaveLength(1)
  })
})

describe('what is known of a picture', () => {
  test('is changed against the counter that was read, and the journal holds before and after', async () => {
    const picture = await add('une.jpg', await photo())
    const change = { ...complete, credit: ' Inès\u0000 Kerbrat\n', expires: '2027-02-28' }
    const after = await media['media.describe']({ hash: picture.hash, rev: 1, change })
    expect(after).toEqual({ ...picture, ...change, credit: 'Inès Kerbrat', rev: 2 })
    // An answer that was lost may be asked for again; another change needs the newest counter.
    expect(await media['media.describe']({ hash: picture.hash, rev: 1, change })).toEqual(after)
    const other = { hash: picture.hash, change: { credit: 'X' } }
    await expect(media['media.describe']({ ...other, rev: 1 })).rejects.toThrow(code('stale'))
    expect(await media['media.describe']({ hash: picture.hash, rev: 2, change: { expires: null } })).toMatchObject({
      expires: null,
      credit: 'Inès Kerbrat',
      rev: 3
    })
    const rows = await workspace.context.read
      .selectFrom('audit')
      .selectAll()
      .where('subject_id', '=', picture.hash)
      .execute()
    expect(rows.map(({ verb }) => verb)).toEqual(['media.add', 'media.describe', 'media.describe'])
    expect(JSON.parse(rows[2]?.detail ?? '')).toEqual({ expires: { from: '2027-02-28', to: null } })
  })

  test.each(['2027-02-29', '2027-04-31'])('%s is no day', async expires => {
    const { hash } = await add('une.jpg', await photo())
    await expect(media['media.describe']({ hash, rev: 1, change: { expires } })).rejects.toThrow(code('bad-input'))
  })

  test('is frozen by the text that uses it', async () => {
    const picture = await described(await add('une.jpg', await photo()))
    const id = await releaseWith([picture])
    await media['media.describe']({ hash: picture.hash, rev: 2, change: { credit: 'Autre' } })
    const { kit } = await releaseHandlers(workspace.context)['releases.get']({ id })
    expect(kit?.media).toEqual([
      {
        hash: picture.hash,
        name: 'une.jpg',
        type: 'image/jpeg',
        width: 64,
        height: 48,
        ...complete,
        alt: 'Une cuve'
      }
    ])
  })
})

describe('the library', () => {
  test('gives every picture once, the last first, in pages, and finds words of name, descriptions and credit', async () => {
    const all: Media[] = []
    for (const seed of [1, 2, 3, 4, 5]) all.unshift(await add(`Équipe ${seed}.jpg`, await photo(20, 20, seed)))
    const found: string[] = []
    let after: string | undefined
    do {
      const page = await media['media.list']({ query: '', limit: 2, ...(after && { after }) })
      expect(page.total).toBe(5)
      found.push(...page.media.map(({ hash }) => hash))
      after = page.next ?? undefined
    } while (after)
    expect(found).toEqual(all.map(({ hash }) => hash))
    await described(all[1] as Media)
    const search = async (query: string) =>
      (await media['media.list']({ query, limit: 50 })).media.map(({ name }) => name)
    expect(await search('equipe 4')).toEqual(['Équipe 4.jpg'])
    expect(await search('TANK armelin')).toEqual(['Équipe 4.jpg'])
    expect(await search('une CUVE')).toEqual(['Équipe 4.jpg'])
    expect(await search('%')).toEqual([])
    expect(await search('absent')).toEqual([])
    expect(await search('')).toHaveLength(5)
  })

  test.each(['', 'x', '1; DROP TABLE media', '-1'])('a cursor that no page gave (%j) is refused', async after => {
    await expect(media['media.list']({ query: '', limit: 2, after })).rejects.toThrow(code('bad-input'))
  })

  test('nothing about it reads a release: uses come from their own table', async () => {
    const { context } = workspace
    const plans = [
      ...(await plansOf(context, read => listMedia(read, { query: 'a', limit: 50, after: '9' }))),
      ...(await plansOf(context, read => countUses(read, 'a'))),
      ...(await plansOf(context, read => wantedMedia(read, ['a']))),
      ...(await plansOf(context, read => listUsedMedia(read, 'a')))
    ]
    expect(plans.join('; ')).not.toMatch(/\b(SCAN|SEARCH) release\b|SCAN media_|SCAN revision/)
    expect(plans.join('; ')).toMatch(/SEARCH media_use USING PRIMARY KEY \(hash=\?\)/)
    expect(plans.at(-1)).toMatch(/SEARCH media_use USING .*INDEX media_use_release/)
  })
})

describe('removing', () => {
  test('takes row, bytes and thumbnails, and the picture may come back', async () => {
    const bytes = await photo()
    const { hash } = await add('une.jpg', bytes)
    await media['media.picture']({ hash, width: 160 })
    await media['media.remove']({ hash })
    expect(existsSync(mediaFile(workspace.file, hash))).toBe(false)
    expect(readdirSync(`${mediaFolder(workspace.file)}/thumbnails`)).toEqual([])
    await expect(media['media.get']({ hash })).rejects.toThrow(code('media-missing'))
    await expect(media['media.picture']({ hash, width: 160 })).rejects.toThrow(code('media-missing'))
    await expect(media['media.remove']({ hash })).rejects.toThrow(code('media-missing'))
    expect(await add('une.jpg', bytes)).toMatchObject({ hash })
  })

  test('is refused while a release uses it, and for ever once a text with it was submitted', async () => {
    const [used, evidence] = [
      await add('a.jpg', await photo()),
      await described(await add('b.jpg', await photo(64, 48, 2)))
    ]
    const releases = releaseHandlers(workspace.context)
    const id = await releaseWith([used])
    await releaseWith([evidence, evidence])
    expect(await media['media.get']({ hash: used.hash })).toMatchObject({ uses: 1 })
    expect((await media['media.list']({ query: '', limit: 9 })).media.map(({ uses }) => uses)).toEqual([1, 1])
    await expect(media['media.remove']({ hash: used.hash })).rejects.toThrow(code('media-in-use'))
    const { rev } = await releases['releases.get']({ id })
    await releases['releases.save']({ id, rev, change: { kit: emptyKit } })
    expect(await media['media.get']({ hash: used.hash })).toMatchObject({ uses: 0 })
    await media['media.remove']({ hash: used.hash })

    const submitted = await releaseWith([evidence])
    await submitRelease(workspace.context, submitted)
    for (const row of (await releases['releases.list']({ limit: 9 })).releases) {
      const { rev: at } = await releases['releases.get']({ id: row.id })
      await releases['releases.save']({ id: row.id, rev: at, change: { kit: emptyKit } })
    }
    expect(await media['media.get']({ hash: evidence.hash })).toMatchObject({ uses: 0 })
    await expect(media['media.remove']({ hash: evidence.hash })).rejects.toMatchObject({
      code: 'media-in-use',
      params: { releases: 0, revisions: 1 }
    })
    expect(existsSync(mediaFile(workspace.file, evidence.hash))).toBe(true)
  })

  test('of a release takes its uses with it', async () => {
    const picture = await add('a.jpg', await photo())
    const id = await releaseWith([picture])
    await workspace.context.write(trx => trx.deleteFrom('release_editor').where('release_id', '=', id).execute())
    await workspace.context.write(trx => trx.deleteFrom('release').where('id', '=', id).execute())
    expect(await media['media.get']({ hash: picture.hash })).toMatchObject({ uses: 0 })
  })
})
