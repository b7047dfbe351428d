import { defineConfig } from '@playwright/test'

/** Drives the built program; `npm test` builds it, finds its Electron and starts a display first. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  timeout: 90_000,
  use: { actionTimeout: 15_000 },
  workers: 1,
  // Real windows on a loaded machine: a test that needed its second try is named as flaky in the report.
  retries: process.env['CI'] ? 1 : 0,
  reporter: 'list'
})
