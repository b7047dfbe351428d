/** The soak from a terminal: `node main.ts [--deliveries N] [--kills N] [--seed N]`. Fails when anything is found amiss. */
import { parseArgs } from 'node:util'
import { anySeed, soak } from './soak.ts'

const { values } = parseArgs({
  options: {
    deliveries: { type: 'string', default: '2000' },
    kills: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(anySeed()) }
  }
})

console.log(`seed ${values.seed}`)
const result = await soak({
  deliveries: Number(values.deliveries),
  kills: Number(values.kills),
  seed: Number(values.seed)
})
const { planned, killed, troubles, ends, byHand, findings, seconds } = result
const list = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, count]) => `  ${String(count).padStart(5)} ${name}`)
    .join('\n')
const count = (what: string): number => findings.filter(finding => finding.what === what).length
console.log(
  `${planned} deliveries, ${killed} kills, ${seconds} s\nTroubles made:\n${list(troubles)}\nEnds:\n${list(ends)}`
)
console.log(`Looked up by a person: ${byHand}`)
console.log(
  `Lost: ${count('lost')}, doubled: ${count('doubled')}, other findings: ${findings.length - count('lost') - count('doubled')}`
)
for (const finding of findings.slice(0, 40)) console.log(JSON.stringify(finding))
process.exitCode = findings.length === 0 ? 0 : 1
