/**
 * Measures what is promised about speed, each beside what the same work takes with nothing around it: `node bench.ts [--json
 * FILE] [NAME…]`. Fails when a target is missed.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { deliveries } from './delivery.ts'
import { holds, type Figure } from './figure.ts'
import { outbox } from './outbox.ts'
import { waiting } from './waiting.ts'

const benches: Record<string, () => Promise<Figure[]>> = { deliveries, outbox, waiting }

const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true })
const chosen = positionals.length > 0 ? positionals : Object.keys(benches)
const unknown = chosen.filter(name => !Object.hasOwn(benches, name))
if (unknown.length > 0) {
  console.error(`No such benchmark: ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}`)
  process.exit(2)
}

const figures: Figure[] = []
for (const name of chosen) figures.push(...((await benches[name]?.()) ?? []))
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`)
for (const each of figures) {
  const { name, product, floor, unit, ratio, better, target, n } = each
  const sign = better === 'higher' ? '>=' : '<='
  const figures = `${product.toPrecision(4)} ${unit}, floor ${floor.toPrecision(4)}: ${ratio.toFixed(2)} (${sign} ${target})`
  console.log(`${holds(each) ? 'ok    ' : 'MISSED'} ${name}: ${figures}, ${n} rounds`)
}
process.exitCode = figures.every(holds) ? 0 : 1
