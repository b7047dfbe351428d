import Sqlite from 'better-sqlite3'
import { mkdtempSync, copyFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { testWorkspace } from './tests/support/workspace.ts'
import { metricsCsv, csvFile } from './tests/support/metrics-csv.ts'
import { reachHandlers } from './src/main/workspace/reach/reach.handlers.ts'
const N = Number(process.argv[2] ?? 100000)
const rows = Array.from({ length: N }, (_n, i) => ({ date: `2026-${String(1 + Math.floor(i/7) % 12).padStart(2, '0')}-${String(1 + (Math.floor(i / 12)) % 28).padStart(2, '0')}`, account: `Person ${i % 200}`, url: `https://www.linkedin.com/feed/update/urn:li:share:${Math.floor(i / 5)}`, title: `Un titre de communiqué, numéro ${i % 300}`, impressions: i % 5000, clicks: i % 50, reactions: i % 40, comments: i % 7, shares: i % 9 }))
const csv = csvFile('bench.csv', metricsCsv(rows)); console.log('MB', csv.bytes.length / 1e6)
for (let k = 0; k < 5; k++) {
  const bare = await testWorkspace()
  const db = bare.context.sqlite
  db.exec(`INSERT INTO metric_file VALUES (1,'a','a','a','a',1,1)`); for (let i=0;i<200;i++) db.prepare(`INSERT INTO metric_account(id,name,channel,channel_from,network) VALUES (?,?,'owned','guess','x')`).run(i+1,'p'+i)
  let t = performance.now()
  const st = db.prepare('INSERT INTO metric (file,row,day,account,reference,impressions,clicks,reactions,comments,shares) VALUES (?,?,?,?,?,?,?,?,?,?)')
  for (let at=0; at<N; at+=2500) db.transaction(() => { rows.slice(at, at+2500).forEach((r, i) => st.run(1, at+i, r.date, (at+i)%200+1, r.url, r.impressions, r.clicks, r.reactions, r.comments, r.shares)) })()
  const floor = performance.now() - t
  await bare.close()
  const w = await testWorkspace(); w.context.session.actor = w.people.officer
  const h = reachHandlers(w.context)
  let stall = 0, last = performance.now(), go = true, lat=0
  const beat = async () => { while (go) { await new Promise(setImmediate); const n = performance.now(); stall = Math.max(stall, n - last); last = n } }
  const ask = async () => { while (go) { const n = performance.now(); await h['reach.months']({}); lat = Math.max(lat, performance.now()-n); await new Promise(r => setTimeout(r, 5)) } }
  const b = process.env.BEAT ? beat() : null, a = process.env.BEAT ? ask() : null
  t = performance.now()
  const r = await h['metrics.import']({ file: csv, map: {} })
  const product = performance.now() - t
  go = false; await b; await a
  t = performance.now(); for (let i=0;i<20;i++) await h['reach.month']({ month: '2026-06' }); const month=(performance.now()-t)/20
  console.log({ floor: Math.round(floor), product: Math.round(product), ratio: +(product / floor).toFixed(2), stall: Math.round(stall), lat: Math.round(lat), month, matched: r.unmatched })
  await w.close()
}
