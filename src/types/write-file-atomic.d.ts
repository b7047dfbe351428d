/** The package has no types of its own. */
declare module 'write-file-atomic' {
  interface Options {
    encoding?: BufferEncoding
    mode?: number
  }
  interface WriteFile {
    /** Writes beside the file, flushes to disk, then renames: a reader sees the old text or the new one. */
    (file: string, data: string | Uint8Array, options?: Options): Promise<void>
    sync(file: string, data: string | Uint8Array, options?: Options): void
  }
  const writeFile: WriteFile
  export default writeFile
}
