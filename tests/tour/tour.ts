import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { defaultInputs } from './inputs.ts'
import { runTour } from './story.ts'

// npm run tour -- --out DIR [--input PATH…]
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'out/tour' }, input: { type: 'string', multiple: true } }
})
const { pictures, report, workspace } = await runTour({
  out: resolve(values.out),
  inputs: (values.input ? [...values.input, ...positionals] : defaultInputs()).map(path => resolve(path))
})
for (const picture of pictures) console.log(picture)
console.log(report)
console.log(workspace)
