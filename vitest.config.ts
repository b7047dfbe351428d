import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/unit/**/*.test.ts', 'tests/integration/**/*.test.ts', 'tests/stories/**/*.test.ts'],
    testTimeout: 30_000,
    // Tests bring their own servers: a proxy that this machine goes through has no part in them.
    env: { http_proxy: '', https_proxy: '', HTTP_PROXY: '', HTTPS_PROXY: '' },
    pool: 'forks'
  }
})
