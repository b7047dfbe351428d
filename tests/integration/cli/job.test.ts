import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseFeed } from 'feedsmith'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Attempt, Delivery } from '../../../src/domain/delivery/delivery.ts'
import type { Release } from '../../../src/domain/releases/release.ts'
import type { FeedItem } from '../../../src/preload/contract/curation.ts'
import type { Account } from '../../../src/preload/contract/delivery.ts'
import type { MetricsResult, Reach } from '../../../src/preload/contract/reach.ts'
import type { ImportResult } from '../../../src/preload/contract/releases.ts'
import type { Review } from '../../../src/preload/contract/review.ts'
import { newDesk, type Desk } from './desks.ts'
import { newReceiver } from './receiver.ts'
import { objectIn, relais, start, type Failed } from './relais.ts'

/** The whole job, one command after the other: what a later step needs, an earlier one made. */
let desk: Desk
let receiver: Awaited<ReturnType<typeof newReceiver>>
let release: string
const path = (name: string): string => join(desk.folder, name)

// A dozen processes in one test, each of which reads the whole engine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

type Sent = { deliveries: (Delivery & { attempts: Attempt[] })[] }

beforeAll(async () => {
  desk = await newDesk()
  receiver = await newReceiver()
})

afterAll(async () => {
  await receiver.close()
  desk.close()
})

test('documents are brought in; what is there already or cannot be read is said', async () => {
  writeFileSync(
    path('nantes.md'),
    '# Armelin éclaire Nantes\n\nLe groupe ouvre un site. **800 emplois** y sont prévus d’ici à trois ans.\n'
  )
  const lines = ['One', 'Two'].map(title =>
    JSON.stringify({
      id: title,
      title,
      date: '2024-03-01',
      body: `The text of ${title} in English.`,
      lang: 'en',
      source: 'x',
      format: 'text'
    })
  )
  writeFileSync(path('archive.jsonl'), lines.join('\n'))
  writeFileSync(path('notes.xyz'), 'no')
  const first = await desk.run<ImportResult>('import', path('nantes.md'), path('archive.jsonl'), '--as', 'Omar Petit')
  expect(first).toMatchObject({
    code: 0,
    answer: {
      imported: [{ title: 'Armelin éclaire Nantes', lang: 'fr' }, { title: 'One' }, { title: 'Two' }],
      failed: []
    }
  })
  const second = await desk.run<ImportResult & Failed>(
    'import',
    path('nantes.md'),
    path('notes.xyz'),
    '--as',
    'Omar Petit'
  )
  expect(second).toMatchObject({
    code: 1,
    answer: {
      imported: [],
      present: [{ title: 'Armelin éclaire Nantes' }],
      failed: [{ path: path('notes.xyz'), code: 'file-type' }],
      error: { code: 'some-failed' }
    }
  })
  expect(second.answer.failed[0]).toHaveProperty('message', expect.stringContaining('notes.xyz'))
})

test('they are found with and without accents, and listed newest first', async () => {
  for (const query of ['eclaire', 'ÉCLAIRE', 'éclai']) {
    const { answer } = await desk.run<{ total: number; ms: number; releases: { id: string; snippet: string }[] }>(
      'search',
      query
    )
    expect(answer).toMatchObject({ total: 1, ms: expect.any(Number), releases: [{ title: 'Armelin éclaire Nantes' }] })
    expect(answer.releases[0]?.snippet).not.toMatch(/[\ue000\ue001]/)
    release = answer.releases[0]?.id ?? ''
  }
  const { answer } = await desk.run<{ releases: { title: string }[] }>('releases', '--limit', '2')
  expect(answer).toMatchObject({
    total: 3,
    releases: [{ title: 'Armelin éclaire Nantes' }, { title: expect.stringMatching(/One|Two/) }]
  })
  expect((await desk.run('releases', '--lang', 'en', '--status', 'archived')).answer).toMatchObject({ total: 2 })
})

test('a feed brings items in; one is drafted, with its source kept', async () => {
  const item = (n: number): string =>
    `<item><title>Lead ${n}</title><link>https://news.example/${n}</link><description>News number ${n}</description></item>`
  writeFileSync(
    path('fil.xml'),
    `<rss version="2.0"><channel><title>Le Fil</title><link>https://news.example/</link><description>d</description>${item(1)}${item(2)}</channel></rss>`
  )
  expect((await desk.run('source', 'preview', path('fil.xml'))).answer).toMatchObject({
    feed: { title: 'Le Fil', format: 'rss' },
    items: [{ title: 'Lead 1' }, { title: 'Lead 2' }]
  })
  expect((await desk.run<{ total: number }>('inbox')).answer.total).toBe(0)
  const added = await desk.run('source', 'add', path('fil.xml'), '--as', 'Omar Petit')
  expect(added).toMatchObject({ code: 0, answer: { feed: { title: 'Le Fil' }, added: 2, items: [{}, {}] } })
  expect((await desk.run('source', 'pull', '--as', 'Omar Petit')).answer).toMatchObject({
    results: [{ added: 0 }],
    failed: []
  })
  renameSync(path('fil.xml'), path('away.xml'))
  expect(await desk.run('source', 'pull', '--as', 'Omar Petit')).toMatchObject({
    code: 1,
    answer: {
      results: [],
      failed: [{ code: 'file-missing', message: 'The file is no longer there' }],
      error: { code: 'some-failed' }
    }
  })
  renameSync(path('away.xml'), path('fil.xml'))
  const { answer } = await desk.run<{ items: FeedItem[] }>('inbox')
  const lead = answer.items.find(each => each.title === 'Lead 1')
  const drafted = await desk.run<{ item: FeedItem }>(
    'triage',
    (lead?.id ?? '').slice(-12),
    '--verdict',
    'draft',
    '--as',
    'Omar Petit'
  )
  const show = await desk.run('show', drafted.answer.item.releaseId ?? '')
  expect(show.answer).toMatchObject({
    title: 'Lead 1',
    status: 'draft',
    origin: { from: 'feed', source: 'Le Fil', url: 'https://news.example/1' }
  })
  expect((await desk.run('inbox', '--verdict', 'draft')).answer).toMatchObject({ total: 1 })
})

test('the text is edited, submitted, and signed by somebody who did not write it', async () => {
  const edited = await desk.run<{ release: Release }>(
    'edit',
    release,
    '--subtitle',
    '800 emplois',
    '--as',
    'omar@armelin.example'
  )
  expect(edited.answer).toMatchObject({ release: { subtitle: '800 emplois', status: 'draft' }, approvalVoided: false })
  const submitted = await desk.run<{ review: Review }>('submit', release.slice(-8), '--as', 'Omar Petit')
  expect(submitted.answer).toMatchObject({
    release: { status: 'in-review' },
    review: { state: 'open', revisionNumber: 1 }
  })
  const review = submitted.answer.review.id
  const own = await desk.run<Failed>('decide', review, '--verdict', 'approve', '--as', 'Omar Petit')
  expect(own).toMatchObject({
    code: 1,
    answer: { error: { code: expect.stringMatching(/not-allowed|author-cannot-decide/) } }
  })
  const silent = await desk.run<Failed>('decide', review, '--verdict', 'refuse', '--as', 'Alma Roy')
  expect(silent).toMatchObject({ code: 1, answer: { error: { code: 'reason-needed' } } })
  expect(
    (await desk.run('decide', release, '--verdict', 'approve', '--reason', 'Bien.', '--as', 'Alma Roy')).answer
  ).toMatchObject({
    release: { id: release, status: 'approved' },
    review: { id: review, state: 'approved' }
  })
  expect(await desk.run('verify', release)).toMatchObject({ code: 0, answer: { problems: [] } })
})

test('destinations are set up; a secret is shown once', async () => {
  const webhook = await desk.run<{ account: Account; secret: string }>(
    'account',
    'add',
    'webhook',
    '--name',
    'Intranet',
    '--set',
    `url=${receiver.url}`,
    'allowHost=127.0.0.1'
  )
  expect(webhook).toMatchObject({
    code: 0,
    answer: { account: { connector: 'webhook', hasSecret: true }, secret: expect.stringMatching(/^whsec_/) }
  })
  receiver.trust(webhook.answer.secret)
  expect(
    await desk.run(
      'account',
      'add',
      'feed',
      '--name',
      'Site',
      '--set',
      `folder=${path('feed')}`,
      '--set',
      'title=Armelin'
    )
  ).toMatchObject({ code: 0 })
  expect(
    (await desk.run<{ accounts: Account[] }>('account', 'list')).answer.accounts.map(account => account.name).sort()
  ).toEqual(['Intranet', 'Site'])
  expect(JSON.stringify((await desk.run('account', 'list')).answer)).not.toContain(webhook.answer.secret)
  expect(await desk.run('account', 'test', 'Intranet')).toMatchObject({ code: 0, answer: { ok: true } })
})

test('it is delivered to both, each once, past a failing receiver', async () => {
  receiver.failNext(1)
  const planned = await desk.run<Sent>('plan', release, '--account', 'Intranet', 'Site', '--as', 'Omar Petit')
  expect(planned.answer.deliveries.map(delivery => delivery.state)).toEqual(['planned', 'planned'])
  const once = await desk.run<Sent & Failed>('deliver', '--once')
  expect(once).toMatchObject({ code: 1, answer: { attempted: 2, confirmed: 1, error: { code: 'undelivered' } } })
  // The next try is some seconds away: without --once it is waited for, and Ctrl+C ends that well.
  const waiting = start(['deliver', '--workspace', desk.file, '--json'], { env: desk.env })
  waiting.child.stderr?.once('data', () => waiting.child.kill('SIGINT'))
  const interrupted = await waiting.done
  expect(objectIn(interrupted)).toMatchObject({ attempted: 0, failed: 1, error: { code: 'cancelled' } })
  expect(interrupted).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^Waiting \d+ seconds? for the next try…\n$/)
  })
  expect(await desk.run<Sent>('deliver')).toMatchObject({
    code: 0,
    answer: { attempted: 1, confirmed: 1, failed: 0, waiting: 0 }
  })
  expect(receiver.tries()).toBe(2)
  expect([...receiver.effects.values()]).toMatchObject([
    { data: { release: { id: release, title: 'Armelin éclaire Nantes' } } }
  ])
  expect(await desk.run('deliver')).toMatchObject({ code: 0, answer: { attempted: 0 } })
  expect(receiver.effects.size).toBe(1)
})

test('the feed in the folder is one that a feed parser accepts', () => {
  for (const name of ['feed.xml', 'atom.xml', 'feed.json']) {
    const { feed } = parseFeed(readFileSync(path(`feed/${name}`), 'utf8'))
    expect(JSON.stringify(feed)).toContain('Armelin éclaire Nantes')
  }
})

test('the outbox tells what happened, in each state', async () => {
  const { answer } = await desk.run<Sent & { total: number }>('outbox', '--state', 'confirmed', '--release', release)
  expect(answer.total).toBe(2)
  const webhook = answer.deliveries.find(delivery => delivery.connector === 'webhook')
  expect(webhook?.attempts.map(attempt => attempt.outcome).at(-1)).toBe('confirmed')
  expect(JSON.stringify(answer)).not.toContain('whsec_')
  expect((await desk.run('show', release)).answer).toMatchObject({ status: 'published' })
})

test('figures come in once, and say how far it went', async () => {
  const month = new Date().toISOString().slice(0, 7)
  writeFileSync(
    path('figures.csv'),
    `date,account,title,impressions,clicks,reactions,comments,shares\n${month}-02,Armelin,Armelin éclaire Nantes,1000,10,5,1,2\n${month}-02,Jeanne Colin,Armelin éclaire Nantes,4000,40,9,3,8\n`
  )
  const first = await desk.run<MetricsResult>('metrics', 'import', path('figures.csv'), '--as', 'Omar Petit')
  expect(first).toMatchObject({ code: 0, answer: { rows: 2, matched: 2, unmatched: 0, present: 0, failed: [] } })
  const second = await desk.run<MetricsResult>('metrics', 'import', path('figures.csv'), '--as', 'Omar Petit')
  expect(second).toMatchObject({ code: 0, answer: { present: 2, matched: 0 } })
  const { answer } = await desk.run<Reach & { definitions: Record<string, string> }>(
    'reach',
    '--month',
    month,
    '--release',
    release
  )
  expect(answer.owned.impressions + answer.advocacy.impressions).toBe(5000)
  expect(answer.definitions['multiplier']).toMatch(/impressions/)
})

test('an edit voids the approval, and what went out can be withdrawn', async () => {
  const withdrawn = await desk.run<Sent>('withdraw', release, '--as', 'Omar Petit')
  expect(withdrawn.answer.deliveries.map(delivery => delivery.action)).toEqual(['withdraw', 'withdraw'])
  expect(await desk.run('deliver')).toMatchObject({ code: 0, answer: { confirmed: 2 } })
  expect(readFileSync(path('feed/feed.xml'), 'utf8')).not.toContain('Armelin éclaire Nantes')
  const edited = await desk.run(
    'edit',
    release,
    '--title',
    'Autre titre',
    '--embargo',
    '2099-01-02T07:30',
    '--as',
    'Omar Petit'
  )
  expect(edited.answer).toMatchObject({
    release: { status: 'draft', embargo: { wall: '2099-01-02T07:30', zone: 'Europe/Paris' } }
  })
  expect((await desk.run<Failed>('plan', release, '--account', 'Site')).answer.error.code).toMatch(
    /not-approved|approval-invalid/
  )
  expect(await desk.run('verify')).toMatchObject({ code: 0, answer: { problems: [] } })
})

test('people read all of it in their own language, without a key, a code or a gap', async () => {
  const commands = [
    ['releases'],
    ['search', 'nantes'],
    ['inbox', '--verdict', 'all'],
    ['source', 'list'],
    ['account', 'list'],
    ['outbox'],
    ['reach'],
    ['person', 'list'],
    ['verify'],
    ['deliver', '--once']
  ]
  const all: string[] = []
  for (const command of commands) {
    const { code, stdout } = await relais([...command, '--workspace', desk.file, '--ui-lang', 'fr'], { env: desk.env })
    expect(code, command.join(' ')).toBe(0)
    expect(stdout, command.join(' ')).not.toMatch(
      /undefined|null|\{\{|NaN|\b(cli|delivery|releases|review|people|errors)\.[a-z]/
    )
    all.push(stdout)
  }
  for (const words of [
    'Brouillon',
    'Comptes de l’organisation',
    'Tout est comme il a été écrit et signé.',
    'Multiplicateur\u00a0: ×5'
  ]) {
    expect(all.join('\n')).toContain(words)
  }
})

test('what is no longer wanted is taken out of use, and what cannot be is said', async () => {
  const [site] = (await desk.run<{ accounts: Account[] }>('account', 'list')).answer.accounts.filter(
    ({ name }) => name === 'Site'
  )
  const second = await desk.run<{ release: Release }>(
    'new',
    '--title',
    'Plus tard',
    '--body-file',
    path('nantes.md'),
    '--as',
    'Omar Petit'
  )
  const { id } = second.answer.release
  await desk.run('submit', id, '--as', 'Omar Petit')
  await desk.run('decide', id, '--verdict', 'approve', '--as', 'Alma Roy')
  const planned = await desk.run<Sent>(
    'plan',
    id,
    '--account',
    site?.id ?? '',
    '--at',
    '2099-01-02 07:30',
    '--zone',
    'Europe/Paris'
  )
  expect(planned.answer.deliveries).toMatchObject([
    { plannedAt: '2099-01-02T06:30:00.000Z', plannedZone: 'Europe/Paris', attempts: [] }
  ])
  const later = planned.answer.deliveries[0]?.id ?? ''
  expect(await desk.run('deliver', '--once')).toMatchObject({ code: 0, answer: { attempted: 0, waiting: 1 } })
  expect((await desk.run<Failed>('account', 'remove', 'Site')).answer.error).toMatchObject({
    code: 'account-in-use',
    name: 'Site'
  })
  expect((await desk.run<Failed>('reconcile', later, '--is', 'live')).answer.error.code).toBe('not-reconcilable')
  expect((await desk.run<Sent>('cancel', later)).answer.deliveries).toMatchObject([{ state: 'cancelled' }])
  expect(await desk.run('account', 'remove', 'Site')).toMatchObject({ code: 0, answer: { removed: site?.id } })
  expect(await desk.run('source', 'remove', `file://${encodeURI(path('fil.xml'))}`)).toMatchObject({ code: 0 })
  expect((await desk.run('source', 'list')).answer).toEqual({ sources: [] })
})
