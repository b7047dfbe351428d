import { ZipFile } from 'yazl'

/** A file of a package: its path with `/`, and its bytes. */
export interface PackedFile {
  path: string
  bytes: Uint8Array
}

/** Packs files, in this order. The same files and time give the same bytes. */
export async function zip(files: readonly PackedFile[], at: Date): Promise<Buffer> {
  const archive = new ZipFile()
  for (const { path, bytes } of files)
    archive.addBuffer(Buffer.from(bytes), path, { mtime: at, mode: 0o100644, compress: true })
  archive.end()
  const chunks: Buffer[] = []
  for await (const chunk of archive.outputStream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
