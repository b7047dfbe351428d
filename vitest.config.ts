import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['unit', 'integration', 'stories', 'faults', 'soak'].map(folder => `tests/${folder}/**/*.test.ts`),
    testTimeout: 30_000,
    // Tests bring their own servers: a proxy that this machine goes through has no part in them.
    env: { http_proxy: '', https_proxy: '', HTTP_PROXY: '', HTTPS_PROXY: '' },
    pool: 'forks'
  }
})
