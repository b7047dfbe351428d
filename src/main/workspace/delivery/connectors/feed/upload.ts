import { NetworkFailure } from '../../../network/failure.ts'
import { failedAnswer } from '../answer.ts'
import { harmless } from '../beforehand.ts'
import type { Call, SendResult } from '../connector.ts'
import { putBySftp } from './sftp.ts'
import { putByWebDav } from './webdav.ts'

/** A file of a feed: a text, or a picture. */
export interface FeedFile {
  name: string
  text: string | Uint8Array
}

/** What becomes of a feed's folder: what is put there, and the names of files that have to go. */
export interface FolderChange {
  files: readonly FeedFile[]
  gone: readonly string[]
}

/** Where a feed's files go besides their folder: a server from which pollers fetch them. */
export interface UploadPlace {
  /** `https://…/folder/` (WebDAV) or `sftp://host:port/folder`. */
  put: string
  user: string
  password: string
  /** Of an SFTP server: `SHA256:` and the base64 of its host key's hash, as `ssh-keygen -l` writes it. */
  hostKey: string | undefined
  allowPrivate: boolean
}

/**
 * Puts files on a server, each whole or not at all for whoever fetches it, then takes away those that have to go. Doing so
 * twice is doing it once, so that whatever stops it, it may simply be tried again.
 * @returns null when all is done
 */
export async function upload(place: UploadPlace, change: FolderChange, call: Call): Promise<SendResult | null> {
  const put = place.put.startsWith('sftp:') ? putBySftp : putByWebDav
  try {
    return await put(place, change, call)
  } catch (error) {
    if (error instanceof NetworkFailure) return harmless(failedAnswer(error))
    throw error
  }
}
