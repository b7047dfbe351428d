import { createServer } from 'node:http'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import webdav from 'webdav-server'
import { deliveryDesk, type DeliveryDesk } from '../../support/delivery-desk.ts'
import { openSftp, type SftpServer } from '../../support/sftp-server.ts'

let desk: DeliveryDesk
let uploads: string
const closing: (() => Promise<unknown>)[] = []
beforeEach(async () => {
  desk = await deliveryDesk()
  uploads = join(desk.workspace.folder, 'uploads')
  mkdirSync(uploads)
})
afterEach(async () => {
  await Promise.all(closing.splice(0).map(close => close()))
  await desk.close()
})

const password = 'canary-mot-de-passe'
const own = { user: 'armelin', password }

const addFeed = (settings: Record<string, string>, secret = password) =>
  desk.handlers['accounts.add']({
    connector: 'feed',
    name: 'Flux',
    settings: { folder: join(desk.workspace.folder, 'flux'), user: 'armelin', allowHost: '127.0.0.1', ...settings },
    secret
  })

async function deliverTo(settings: Record<string, string>, secret?: string) {
  const [planned] = await desk.plan([await addFeed(settings, secret)])
  await desk.deliver()
  return desk.get(planned!.id)
}

const files = ['atom.xml', 'feed.json', 'feed.xml']
const local = (name: string): Buffer => readFileSync(join(desk.workspace.folder, 'flux', name))

/** A real WebDAV server. */
async function openWebDav(): Promise<string> {
  const users = new webdav.v2.SimpleUserManager()
  users.addUser(own.user, own.password, false)
  const rights = new webdav.v2.SimplePathPrivilegeManager()
  const dav = new webdav.v2.WebDAVServer({
    httpAuthentication: new webdav.v2.HTTPBasicAuthentication(users, 'relais'),
    requireAuthentification: true,
    privilegeManager: rights
  })
  await new Promise<void>(resolve =>
    users.getUserByName(own.user, (_error, user) => {
      if (user) rights.setRights(user, '/', ['all'])
      resolve()
    })
  )
  await dav.setFileSystemAsync('/presse', new webdav.v2.PhysicalFileSystem(uploads))
  const server = createServer((request, response) => dav.executeRequest(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(
    () =>
      new Promise(resolve => {
        server.close(resolve)
        server.closeAllConnections()
      })
  )
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const openOwnSftp = async (): Promise<SftpServer> => {
  const server = await openSftp(uploads, own)
  closing.push(() => server.close())
  return server
}
const sftpAt = ({ port }: SftpServer): string => `sftp://127.0.0.1:${port}/upload`

test('a feed is put on a WebDAV server, the very bytes of the folder', async () => {
  const { delivery } = await deliverTo({ put: `${await openWebDav()}/presse` })
  expect(delivery.state).toBe('confirmed')
  expect(readdirSync(uploads).sort()).toEqual(files)
  for (const name of files) expect(readFileSync(join(uploads, name)).equals(local(name))).toBe(true)
})

test('a wrong password asks for another sign-in, and is nowhere in what is kept', async () => {
  const { delivery, attempts } = await deliverTo({ put: `${await openWebDav()}/presse` }, 'canary-falsch')
  expect(delivery).toMatchObject({ state: 'held', reason: 'sign-in' })
  // The folder has it.
  expect(attempts[0]).toMatchObject({ mayBeLive: true })
  expect(JSON.stringify(attempts)).not.toMatch(/canary|Basic /)
  expect(readdirSync(uploads)).toEqual([])
})

test('a feed is put on an SFTP server, over what lay there, and leaves no part behind', async () => {
  const server = await openOwnSftp()
  writeFileSync(join(uploads, 'feed.xml'), 'old')
  const { delivery } = await deliverTo({ put: sftpAt(server), hostKey: server.hostKey })
  expect(delivery.state).toBe('confirmed')
  expect(readdirSync(uploads).sort()).toEqual(files)
  for (const name of files) expect(readFileSync(join(uploads, name)).equals(local(name))).toBe(true)
})

test('a server with another host key than the one written down gets no password', async () => {
  const server = await openOwnSftp()
  const { delivery, attempts } = await deliverTo({ put: sftpAt(server), hostKey: `SHA256:${'A'.repeat(43)}` })
  expect(delivery).toMatchObject({ state: 'failed-retryable', reason: 'tls' })
  expect(attempts[0]?.received).toEqual({ failure: 'host-key', hostKey: server.hostKey })
  expect(server.tried).toEqual([])
})

test('a wrong password for SFTP asks for another sign-in', async () => {
  const server = await openOwnSftp()
  const { delivery } = await deliverTo({ put: sftpAt(server), hostKey: server.hostKey }, 'canary-falsch')
  expect(delivery).toMatchObject({ state: 'held', reason: 'sign-in' })
})

test.each(['WebDAV', 'SFTP'])('a picture that nothing live shows goes from the folder and by %s', async way => {
  const server = way === 'SFTP' ? await openOwnSftp() : null
  const put = server ? sftpAt(server) : `${await openWebDav()}/presse`
  const folder = join(desk.workspace.folder, 'flux')
  const [stray, gone] = [`${'a'.repeat(32)}.jpg`, `${'b'.repeat(32)}.jpg`]
  mkdirSync(folder)
  for (const name of [stray, gone, 'logo.jpg']) writeFileSync(join(folder, name), 'a picture')
  for (const name of [stray, 'logo.jpg']) writeFileSync(join(uploads, name), 'a picture')
  const { delivery } = await deliverTo({ put, ...(server && { hostKey: server.hostKey }) })
  expect(delivery.state).toBe('confirmed')
  for (const place of [folder, uploads]) expect(readdirSync(place).sort()).toEqual([...files, 'logo.jpg'])
})

test('a private host has to be allowed, and SFTP needs its host key', async () => {
  await expect(addFeed({ put: 'sftp://127.0.0.1/upload' })).rejects.toMatchObject({
    code: 'bad-settings',
    params: { key: 'hostKey', problem: 'missing' }
  })
  const server = await openOwnSftp()
  const { delivery } = await deliverTo({ put: sftpAt(server), hostKey: server.hostKey, allowHost: '' })
  expect(delivery).toMatchObject({ state: 'failed-final', reason: 'address-refused' })
  expect(server.tried).toEqual([])
})
