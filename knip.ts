import type { KnipConfig } from 'knip'

export default {
  entry: [
    'src/main/workspace/index.ts',
    'src/preload/{index,passphrase,report}.ts',
    'src/renderer/*.html',
    'src/renderer/{main,report}.ts',
    'src/cli/index.ts',
    'scripts/default-app/index.js',
    'scripts/sample-pictures.mjs',
    'tests/tour/tour.ts',
    'tests/support/{delivery,media}-child.ts',
    'tests/stories/child.ts',
    'tests/soak/{main,child}.ts',
    'tests/bench/{bench,receiver}.ts'
  ],
  project: ['src/**/*.{ts,svelte,css}', 'migrations/**/*.ts', 'scripts/**/*.mjs', 'tests/**/*.ts'],
  vitest: { config: ['vitest.config.ts', 'tests/servers/vitest.config.ts'] },
  compilers: { css: (text: string) => [...text.matchAll(/(?<=@)import[^;]+/g)].join('\n') },
  ignoreExportsUsedInFile: true,
  // scripts/ calls these by name: it runs before anything is installed, so it imports nothing at its top.
  ignoreDependencies: ['svelte-check', '@electron/fuses'],
  ignoreBinaries: ['setpriv', 'mkfifo']
} satisfies KnipConfig
