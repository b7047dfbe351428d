import { defineConfig } from 'vitest/config'

/** Of `npm run servers`: tests with servers too large for the default run. */
export default defineConfig({
  test: {
    include: ['tests/servers/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks'
  }
})
