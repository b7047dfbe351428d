import { createInterface } from 'node:readline'
import { mediaHandlers } from '../../src/main/workspace/share/media.handlers.ts'
import { hashOf, keepMedia } from '../../src/main/workspace/share/media-file.ts'
import { openContext } from '../../src/main/workspace/open-context.ts'
import { photo } from './pictures.ts'

/**
 * Adds pictures to a workspace until it is killed, or only keeps the file of one and waits. A line goes out for each that is
 * done.
 */
const [file = '', officer = '', what = 'add'] = process.argv.slice(2)
const { context } = openContext(file, 'open')
const person = await context.read
  .selectFrom('person')
  .select(['id', 'name'])
  .where('id', '=', officer)
  .executeTakeFirstOrThrow()
context.session.actor = { ...person, email: '', roles: ['officer'] }

if (what === 'file only') {
  const bytes = await photo(64, 48, 200)
  const hash = await hashOf(bytes)
  await keepMedia(file, hash, bytes)
  console.log(hash)
  createInterface(process.stdin).on('line', () => undefined)
} else {
  const media = mediaHandlers(context)
  for (let seed = 1; ; seed++) {
    const bytes = new Uint8Array(await photo(64, 48, seed))
    const { added } = await media['media.add']({ files: [{ name: `${seed}.jpg`, bytes }] })
    console.log(added[0]?.hash)
  }
}
