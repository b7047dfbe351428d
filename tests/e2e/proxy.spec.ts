import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import { openForwardProxy, type ForwardProxy } from '../integration/network/forward-proxy.ts'
import { launchRelais, type Relais } from './launch.ts'
import { openProbe } from './probe.ts'
import { readyWorkspace, type ReadyWorkspace } from './ready-workspace.ts'

// Only here does Chromium take the system's proxy from the environment, which a test can set without touching the system.
test.skip(process.platform !== 'linux', 'the proxy of this system cannot be set for one program')

const feed = `<rss version="2.0"><channel><title>Far away</title><link>https://news.example/</link>
  <item><title>One</title><link>https://news.example/1</link></item></channel></rss>`

let web: Server
let port: number
let proxy: ForwardProxy
let ready: ReadyWorkspace
let relais: Relais

test.beforeEach(async () => {
  proxy = await openForwardProxy()
  web = createServer((request, response) => {
    if (request.url === '/proxy.pac')
      response.end(`function FindProxyForURL() { return "PROXY ${proxy.host.replace('127.0.0.1', 'localhost')}" }`)
    else response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(feed)
  })
  await new Promise<void>(listening => web.listen(0, '127.0.0.1', listening))
  port = (web.address() as AddressInfo).port
  ready = await readyWorkspace(async () => undefined)
})

test.afterEach(async () => {
  await relais.close()
  ready.remove()
  await proxy.close()
  web.close()
})

/** Starts Relais with variables of the environment that are gone again before anything else could read them. */
async function launchWith(variables: Record<string, string>): Promise<void> {
  Object.assign(process.env, variables)
  try {
    relais = await launchRelais({ workspace: ready.file })
  } finally {
    for (const name of Object.keys(variables)) delete process.env[name]
  }
  await openProbe(relais.page)
}

/** Lets the engine read a feed at a name that only the proxy knows. */
const addSource = (): Promise<unknown> =>
  relais.page.evaluate(address => window.probe('sources.add', { address }), `http://news.example:${port}/feed`)

test('the engine reaches the web by the proxy of the system', async () => {
  await launchWith({ http_proxy: `http://${proxy.host}` })
  expect(await addSource()).toMatchObject({ answer: { added: 1 } })
  expect(proxy.asked).toEqual([`GET http://news.example:${port}/feed`])
})

test('a script that the system names decides on the proxy, and nothing of Chromium’s own leaves by it', async () => {
  await launchWith({ auto_proxy: `http://localhost:${port}/proxy.pac` })
  expect(await addSource()).toMatchObject({ answer: { added: 1 } })
  expect(proxy.asked).toEqual([`GET http://news.example:${port}/feed`])
})
