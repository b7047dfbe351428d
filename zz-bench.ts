import { createServer } from 'node:http'
import { deliveryDesk, webhookSecret } from './tests/support/delivery-desk.ts'
import { sampleContent } from './tests/support/approved.ts'
import { passphrase } from './tests/support/workspace.ts'
import { createRelease, moveRelease } from './src/main/workspace/releases/release.service.ts'
import { submitRelease } from './src/main/workspace/review/review.service.ts'
import { openKey } from './src/main/workspace/people/keys.ts'
import { findPersonRow } from './src/main/workspace/people/person.repository.ts'
import { insertDecision } from './src/main/workspace/review/decision.repository.ts'
import { closeReview } from './src/main/workspace/review/review.repository.ts'
import { findRevision } from './src/main/workspace/review/revision.repository.ts'
import { canonicalStatement } from './src/domain/review/statement.ts'
import { findWorkspace } from './src/main/workspace/people/person.repository.ts'

const n = Number(process.argv[2] ?? 300)
const desk = await deliveryDesk()
const { context, people } = desk.workspace
const row = await findPersonRow(context.read, people.approver.id)
const { signText } = await openKey(row.id, row.wrapped_key, passphrase)
const ws = await findWorkspace(context.read)
const server = createServer((q, r) => { q.resume(); q.on('end', () => r.writeHead(204).end()) })
await new Promise<void>(f => server.listen(0, '127.0.0.1', f))
const url = `http://127.0.0.1:${(server.address() as any).port}/`
const account = await desk.handlers['accounts.add']({ connector: 'webhook', name: 'B', settings: { url, allowHost: '127.0.0.1' }, secret: webhookSecret })
const ids: string[] = []
for (let i = 0; i < n; i++) {
  context.session.actor = people.officer
  const at = new Date().toISOString()
  const { id } = await context.write((trx, note) => createRelease(trx, note, { content: { ...sampleContent, title: 'T' + i, body: (sampleContent.body + '\n\n').repeat(15) }, origin: { from: 'written' }, status: 'draft', editor: people.officer, at }))
  const review = await submitRelease(context, id)
  await context.write(async (trx, note) => {
    const revision = await findRevision(trx, review.revisionId)
    const statement = { workspace: ws.id, release: id, revision: revision.id, contentHash: revision.contentHash, authors: revision.authors, person: people.approver.id, verdict: 'approve' as const, reason: '', decidedAt: at }
    const text = canonicalStatement(statement)
    await moveRelease(trx, note, { id, verb: 'approve', by: people.approver, at })
    await insertDecision(trx, review.id, statement, { text, signature: signText(text) })
    await closeReview(trx, review.id, 'approved', at)
  })
  await desk.handlers['outbox.plan']({ release: id, accounts: [account.id] })
  ids.push(id)
}
const stats = new Map<string, [number, number]>()
const proto = Object.getPrototypeOf(context.sqlite)
const realPrepare = context.sqlite.prepare
;(context.sqlite as any).prepare = function (this: any, text: string) {
  const t0 = performance.now()
  const st = realPrepare.call(this, text)
  let spent = performance.now() - t0
  const note = (ms: number) => { const e = stats.get(text) ?? [0, 0]; e[0]++; e[1] += ms; stats.set(text, e) }
  for (const k of ['all', 'run', 'iterate', 'get']) { const real = st[k]; st[k] = (...a: any[]) => { const t1 = performance.now(); const r = real.apply(st, a); note(performance.now() - t1 + spent); spent = 0; return r } }
  return st
}
const cache = new Map<string, any>(); const uncached = (context.sqlite as any).prepare; if (process.argv[3]) (context.sqlite as any).prepare = function (this: any, text: string) { let st = cache.get(text); if (!st) cache.set(text, (st = uncached.call(this, text))); return st }
const t = performance.now()
console.log(await desk.deliver())
const ms = performance.now() - t
console.log('deliver', n, Math.round(ms), 'ms', Math.round(n / ms * 1000), '/s')
for (const [text, [c, ms]] of [...stats].sort((a, b) => b[1][1] - a[1][1]).slice(0, 22)) console.log(Math.round(ms), 'ms', c, text.slice(0, 110).replaceAll('\n', ' '))
server.close(); server.closeAllConnections()
await desk.close()
