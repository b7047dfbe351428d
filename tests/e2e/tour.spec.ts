import { readFileSync, statSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { defaultInputs } from '../tour/inputs.ts'
import { runTour } from '../tour/story.ts'

test('the whole job, from a feed item and a document to a report', async () => {
  const info = test.info()
  test.setTimeout(300_000)
  const { pictures, report, workspace } = await runTour({ out: info.outputPath('tour'), inputs: defaultInputs() })
  expect(pictures.length).toBeGreaterThanOrEqual(8)
  expect(readFileSync(report, 'latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThanOrEqual(2)
  expect(statSync(workspace).size).toBeGreaterThan(100_000)
})
