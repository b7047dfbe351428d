import { openPromise } from 'yauzl'

/** The files of a zip on disk, by their paths. */
export async function unzipped(file: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>()
  const archive = await openPromise(file, { lazyEntries: true })
  for await (const entry of archive.eachEntry()) {
    const chunks: Buffer[] = []
    for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
    files.set(entry.fileName, Buffer.concat(chunks))
  }
  return files
}
