/**
 * A process of its own with a Bluesky server and an identity directory, on loopback: `node server.mjs FOLDER`. It says where it
 * is over the channel to its parent, does what it is asked there, and ends with its parent.
 */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { blueskyFolder } from '../../../scripts/bluesky.mjs'

/**
 * @typedef {{ number: number } & (
 *   { do: 'account' } | { do: 'announce', did: string, url: string } | { do: 'pass', milliseconds: number } | { do: 'revoke', did: string }
 * )} Order
 */

const data = process.argv[2] ?? ''
process.on('disconnect', () => {
  rmSync(data, { recursive: true, force: true })
  process.exit()
})

const installed = createRequire(join(blueskyFolder(), 'package.json'))
/** @param {string} name */
const load = name => import(pathToFileURL(installed.resolve(name)).href)

let offset = 0
const RealDate = Date
globalThis.Date = /** @type {DateConstructor} */ (
  class extends RealDate {
    /** @param {[]} parts */
    constructor(...parts) {
      super(...(parts.length === 0 ? /** @type {[]} */ (/** @type {unknown} */ ([Date.now()])) : parts))
    }
    static now() {
      return RealDate.now() + offset
    }
  }
)

/** Listens before it serves, since both servers want to know their port beforehand. */
async function listen() {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return { port, serve: (/** @type {import('node:http').RequestListener} */ app) => void server.on('request', app) }
}

const [{ PDS }, directoryPackage, home, directory] = await Promise.all([
  load('@atproto/pds'),
  load('@did-plc/server'),
  listen(),
  listen()
])
const { Database, PlcServer } = directoryPackage.default
directory.serve(PlcServer.create({ db: Database.mock(), port: directory.port }).app)

const pds = await PDS.fromEnv({
  devMode: true,
  port: home.port,
  dataDirectory: data,
  blobstoreDiskLocation: join(data, 'blobs'),
  serviceHandleDomains: ['.test'],
  // By name: its guard for outgoing requests takes no bare addresses.
  didPlcUrl: `http://localhost:${directory.port}`,
  inviteRequired: false,
  // As bsky.social does.
  enableDidDocWithSession: true,
  adminPassword: randomBytes(16).toString('hex'),
  jwtSecret: randomBytes(16).toString('hex'),
  plcRotationKeyK256PrivateKeyHex: randomBytes(32).toString('hex')
})
await pds.ctx.sequencer.start()
home.serve(pds.app)

const url = `http://127.0.0.1:${home.port}`
/** @type {Map<string, string>} */
const announced = new Map()
const resolver = pds.ctx.idResolver.did
const resolve = resolver.resolve.bind(resolver)
resolver.resolve = async (/** @type {[string, ...unknown[]]} */ ...asked) => {
  const document = structuredClone(await resolve(...asked))
  for (const service of document?.service ?? []) service.serviceEndpoint = announced.get(asked[0]) ?? url
  return document
}

/**
 * @param {string} method
 * @param {object} input
 * @param {string} [token]
 */
async function call(method, input, token) {
  const answer = await fetch(`${url}/xrpc/com.atproto.server.${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(input)
  })
  if (!answer.ok) throw new Error(`${method}: ${await answer.text()}`)
  return answer.headers.get('content-type')?.includes('json') ? answer.json() : undefined
}

/** @type {Map<string, { handle: string, password: string }>} */
const owners = new Map()
let accounts = 0

async function addAccount() {
  const handle = accounts === 0 ? 'armelin.test' : `armelin-${accounts}.test`
  accounts += 1
  const own = { handle, password: randomBytes(16).toString('hex') }
  const { did, accessJwt } = await call('createAccount', { ...own, email: `a@${handle}` })
  owners.set(did, own)
  const { password } = await call('createAppPassword', { name: 'relais' }, accessJwt)
  return { did, handle, password }
}

/** @param {Order} order */
async function obey(order) {
  if (order.do === 'account') return addAccount()
  if (order.do === 'announce') announced.set(order.did, order.url)
  else if (order.do === 'pass') offset += order.milliseconds
  else {
    const { handle, password } = owners.get(order.did) ?? {}
    const session = await call('createSession', { identifier: handle, password })
    await call('revokeAppPassword', { name: 'relais' }, session.accessJwt)
  }
}

// One after the other: what an account is made with would age under a clock that is moved on meanwhile.
let done = Promise.resolve()
process.on('message', message => {
  const order = /** @type {Order} */ (message)
  const { number } = order
  done = done
    .then(() => obey(order))
    .then(
      told => void process.send?.({ number, told }),
      error => void process.send?.({ number, error: String(error) })
    )
})
process.send?.({ url })
