import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..', '..')
const shared = resolve(root, '..', 'shared', 'data')

const given = [
  'press-releases/press-releases-fr.jsonl.gz',
  'press-releases/originals/html/release_00248.html',
  'docx/cds-canada/rcmp-barriers-to-reporting-fr.docx'
].map(path => join(shared, path))

/** The documents that the tour brings in when none are named: real ones where they are at hand, else our own. */
export const defaultInputs = (): string[] => {
  const there = given.filter(path => existsSync(path))
  return there.length > 0 ? there : [join(root, 'tests', 'fixtures', 'releases')]
}
