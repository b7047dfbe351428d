import { generateKeyPairSync } from 'node:crypto'
import { closeSync, openSync, renameSync, unlinkSync, writeSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import ssh2, { type Connection } from 'ssh2'
import { fingerprintOf } from '../../src/main/workspace/delivery/connectors/feed/sftp.ts'

const { STATUS_CODE } = ssh2.utils.sftp

/** A real SFTP server on loopback, for one folder and one person. */
export interface SftpServer {
  port: number
  /** As `ssh-keygen -l` writes it. */
  hostKey: string
  /** Passwords that were tried. */
  tried: string[]
  close(): Promise<void>
}

export async function openSftp(
  folder: string,
  { user, password }: { user: string; password: string }
): Promise<SftpServer> {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' }
  })
  const key = ssh2.utils.parseKey(privateKey)
  if (key instanceof Error) throw key
  const tried: string[] = []
  const connections = new Set<Connection>()
  const server = new ssh2.Server({ hostKeys: [privateKey] }, client => {
    connections.add(client)
    client.on('error', () => {})
    client.on('close', () => connections.delete(client))
    client.on('authentication', context => {
      if (context.method !== 'password') return context.reject(['password'])
      tried.push(context.password)
      if (context.username === user && context.password === password) context.accept()
      else context.reject(['password'])
    })
    client.on('session', accept => accept().on('sftp', open => serve(open(), folder)))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    hostKey: fingerprintOf(key.getPublicSSH()),
    tried,
    close: () =>
      new Promise(resolve => {
        for (const connection of connections) connection.end()
        server.close(() => resolve())
      })
  }
}

type Sftp = ssh2.SFTPWrapper

/** What is needed to put files: open, write, close, rename and remove, in the folder only. */
function serve(sftp: Sftp, folder: string): void {
  const place = (path: string): string => join(folder, path.replace(/^\/upload/, ''))
  const status = (request: number, act: () => void): void => {
    try {
      act()
      sftp.status(request, STATUS_CODE.OK)
    } catch {
      sftp.status(request, STATUS_CODE.NO_SUCH_FILE)
    }
  }
  sftp.on('OPEN', (request, path, flags) => {
    try {
      const handle = Buffer.alloc(4)
      handle.writeUInt32BE(openSync(place(path), ssh2.utils.sftp.flagsToString(flags) ?? 'r'))
      sftp.handle(request, handle)
    } catch {
      sftp.status(request, STATUS_CODE.NO_SUCH_FILE)
    }
  })
  sftp.on('WRITE', (request, handle, offset, data) =>
    status(request, () => void writeSync(handle.readUInt32BE(), data, 0, data.length, offset))
  )
  sftp.on('FSTAT', (request, _handle) =>
    sftp.attrs(request, { mode: 0o100644, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 })
  )
  sftp.on('FSETSTAT', request => sftp.status(request, STATUS_CODE.OK))
  sftp.on('CLOSE', (request, handle) => status(request, () => closeSync(handle.readUInt32BE())))
  sftp.on('REMOVE', (request, path) => status(request, () => unlinkSync(place(path))))
  sftp.on('RENAME', (request, from, to) => status(request, () => renameSync(place(from), place(to))))
}
