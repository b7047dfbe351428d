import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import { Client, type SFTPWrapper } from 'ssh2'
import { NetworkFailure } from '../../../network/failure.ts'
import { openSocket } from '../../../network/socket.ts'
import type { Call, SendResult } from '../connector.ts'
import { black } from '../evidence.ts'
import type { FeedFile, FolderChange, UploadPlace } from './upload.ts'

const patience = 30_000
/** SFTP's status code for it (draft-ietf-secsh-filexfer-02, 7). */
const noSuchFile = 2

/** How `ssh-keygen -l` writes a host key's fingerprint. */
export const fingerprintOf = (key: Buffer): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`

/**
 * Puts files into a folder by SFTP, each under another name first, then renamed, so that nobody fetches a part; then removes
 * those that have to go.
 *
 * A server whose host key is not the one that was written down gets no password.
 */
export async function putBySftp(
  place: UploadPlace,
  { files, gone }: FolderChange,
  call: Call
): Promise<SendResult | null> {
  const { hostname, port, pathname } = new URL(place.put)
  const socket = await openSocket(
    { host: hostname, port: Number(port || 22), allowPrivate: place.allowPrivate },
    patience,
    call.signal
  )
  const client = new Client()
  const late = AbortSignal.any([call.signal, AbortSignal.timeout(patience)])
  let seen = ''
  try {
    const session = new Promise<SFTPWrapper>((resolve, reject) => {
      client.on('ready', () => client.sftp((error, sftp) => (error ? reject(error) : resolve(sftp))))
      client.on('error', reject)
      client.on('close', () => reject(new Error('closed')))
      late.addEventListener('abort', () => {
        socket.destroy()
        reject(new NetworkFailure(call.signal.aborted ? 'cancelled' : 'timed-out', hostname, true))
      })
      client.connect({
        sock: socket,
        username: place.user,
        password: place.password,
        readyTimeout: patience,
        hostVerifier: (key: Buffer) => (seen = fingerprintOf(key)) === place.hostKey
      })
    })
    const sftp = await session
    const folder = decodeURIComponent(pathname) || '/'
    for (const file of files) await putFile(sftp, folder, file)
    for (const name of gone) await removeFile(sftp, posix.join(folder, name))
    return null
  } catch (error) {
    return failureOf(error, { hostname, seen, place })
  } finally {
    client.end()
  }
}

async function putFile(sftp: SFTPWrapper, folder: string, { name, text }: FeedFile): Promise<void> {
  const part = posix.join(folder, `.${name}.part`)
  const place = posix.join(folder, name)
  await done(callback => sftp.writeFile(part, Buffer.from(text), callback))
  // SFTP's own rename leaves an existing file alone; OpenSSH's replaces it at once. Where that is unknown, it goes in two steps.
  await done(callback => sftp.ext_openssh_rename(part, place, callback)).catch(async () => {
    await done(callback => sftp.unlink(place, callback)).catch(() => {})
    await done(callback => sftp.rename(part, place, callback))
  })
}

async function removeFile(sftp: SFTPWrapper, path: string): Promise<void> {
  await done(callback => sftp.unlink(path, callback)).catch((error: unknown) => {
    if ((error as { code?: unknown }).code !== noSuchFile) throw error
  })
}

const done = (act: (callback: (error?: Error | null) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => act(error => (error ? reject(error) : resolve())))

function failureOf(
  error: unknown,
  { hostname, seen, place }: { hostname: string; seen: string; place: UploadPlace }
): SendResult {
  if (error instanceof NetworkFailure) throw error
  const { level, code, message = '' } = error as { level?: string; code?: number | string; message?: string }
  if (level === 'client-authentication') return { outcome: 'unauthorized', received: { failure: 'sign-in' } }
  if (seen !== '' && seen !== place.hostKey)
    return { outcome: 'failed', reason: 'tls', retryAfter: null, received: { failure: 'host-key', hostKey: seen } }
  // SFTP's status codes (draft-ietf-secsh-filexfer-02, 7): 3 is permission denied.
  if (code === noSuchFile) return { outcome: 'refused', reason: 'not-there', received: { failure: 'no-such-folder' } }
  if (code === 3) return { outcome: 'refused', reason: 'forbidden', received: { failure: 'permission-denied' } }
  if (typeof code === 'number')
    return {
      outcome: 'failed',
      reason: 'server-error',
      retryAfter: null,
      received: { failure: `sftp-${code}`, message: black(message, [place.password]) }
    }
  throw new NetworkFailure('reset', hostname, true, { cause: error })
}
