import { spawn } from 'node:child_process'
import { getCACertificates, setDefaultCACertificates, type TlsOptions } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { request } from '../../../src/main/workspace/network/http.ts'
import { failureOf } from './failures.ts'
import { authority, authorityFile, closeServers, serve, serveRaw, type TlsName } from './server.ts'

const limits = { bytes: 1_000_000, milliseconds: 5_000 }
const secret = { method: 'POST', body: 'embargoed', headers: { authorization: 'Bearer canary' } } as const

const before = getCACertificates('default')
beforeAll(() => setDefaultCACertificates([...before, authority]))
afterAll(() => setDefaultCACertificates(before))
afterEach(closeServers)

const greeter = (name: TlsName, options?: TlsOptions) =>
  serve((incoming, response) => void incoming.resume().on('end', () => response.end('hello')), name, options)

test('a certificate that an authority vouches for, for this host and today, is all it takes', async () => {
  const server = await greeter('trusted')
  expect(await request(`https://${server.host}/`, { ...secret, limits, allowPrivate: true })).toMatchObject({
    status: 200
  })
  expect(server.overheard()).toContain('Bearer canary')
})

describe('not a byte of a request leaves', () => {
  const old: TlsOptions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }

  test.each<[string, TlsName, TlsOptions?]>([
    ['with a certificate that signed itself', 'certificate'],
    ['with one that has expired', 'expired'],
    ['with one that is not valid yet', 'not-yet-valid'],
    ['with one for another host', 'wrong-host'],
    ['by a TLS that is out of use', 'trusted', old]
  ])('%s', async (_, name, options) => {
    const server = await greeter(name, options)
    for (const reuse of [false, true]) {
      const asked = request(`https://${server.host}/`, { ...secret, limits, allowPrivate: true, reuse })
      expect(await failureOf(asked)).toMatchObject({ kind: 'tls', mayHaveArrived: false })
    }
    expect(server.connections()).toBe(2)
    expect([server.overheard(), server.requests]).toEqual(['', []])
  })

  test('to a server that speaks no TLS', async () => {
    let heard = ''
    const server = await serveRaw(socket =>
      socket.on('data', (chunk: Buffer) => {
        heard += chunk.toString('latin1')
        socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')
      })
    )
    const asked = request(`https://${server.host}/`, { ...secret, limits, allowPrivate: true })
    expect(await failureOf(asked)).toMatchObject({ kind: 'tls', mayHaveArrived: false })
    expect(heard).not.toBe('')
    expect(heard).not.toMatch(/canary|embargoed/)
  })
})

test('an answer through TLS that is cut is no answer', async () => {
  const server = await serve((incoming, response) => {
    incoming.resume().on('end', () => {
      response.writeHead(200, { 'content-length': 10 })
      response.write('half', () => response.destroy())
    })
  }, 'trusted')
  const asked = request(`https://${server.host}/`, { ...secret, limits, allowPrivate: true })
  expect(await failureOf(asked)).toMatchObject({ kind: 'reset', mayHaveArrived: true })
})

// Elsewhere the system's store cannot be given for one process.
describe.runIf(process.platform === 'linux')('the system’s store', () => {
  async function askAsProgram(url: string, env: NodeJS.ProcessEnv): Promise<string> {
    const http = new URL('../../../src/main/workspace/network/http.ts', import.meta.url).href
    const program = `
      const { request } = await import('${http}')
      const asked = request('${url}', { limits: ${JSON.stringify(limits)}, allowPrivate: true })
      console.log(await asked.then(({ body }) => body.toString(), ({ kind }) => kind))`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { env: { ...process.env, ...env } })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    await new Promise(resolve => child.on('close', resolve))
    return said.trim()
  }

  test('is trusted besides what comes with Node', async () => {
    const server = await greeter('trusted')
    const url = `https://${server.host}/`
    expect(await askAsProgram(url, {})).toBe('tls')
    expect(await askAsProgram(url, { SSL_CERT_FILE: authorityFile })).toBe('hello')
    expect(await askAsProgram(url, { SSL_CERT_FILE: '/nowhere', SSL_CERT_DIR: '/nowhere' })).toBe('tls')
  })

  test('is not overruled by the variable that turns checks off elsewhere', async () => {
    const server = await greeter('trusted')
    expect(await askAsProgram(`https://${server.host}/`, { NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toBe('tls')
    expect(server.overheard()).toBe('')
  })

  test('does not make up for what else is wrong', async () => {
    const server = await greeter('expired')
    expect(await askAsProgram(`https://${server.host}/`, { SSL_CERT_FILE: authorityFile })).toBe('tls')
    expect(server.overheard()).toBe('')
  })
})
