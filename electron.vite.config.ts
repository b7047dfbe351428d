import { resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'

const path = (relative: string): string => resolve(import.meta.dirname, relative)

/** The oldest runtime that we run on is the fallback Electron: Node 20.18 and Chromium 130. */
const targets = { node: 'node20.18', chrome: 'chrome130' }

export default defineConfig({
  main: {
    build: {
      target: targets.node,
      externalizeDeps: true,
      rollupOptions: {
        input: {
          index: path('src/main/main.ts'),
          // A thread of the engine, found by this name.
          'media-worker': path('src/main/workspace/share/media-worker.ts')
        }
      }
    }
  },
  preload: {
    build: {
      target: targets.node,
      // A sandboxed preload script can load neither packages nor files: each is one CommonJS file.
      externalizeDeps: false,
      isolatedEntries: true,
      rollupOptions: {
        input: {
          index: path('src/preload/index.ts'),
          passphrase: path('src/preload/passphrase.ts'),
          report: path('src/preload/report.ts')
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: path('src/renderer'),
    plugins: [svelte()],
    build: {
      target: targets.chrome,
      // Fonts and pictures stay files: the policy of our pages allows no data: address for fonts.
      assetsInlineLimit: 0,
      rollupOptions: {
        input: {
          index: path('src/renderer/index.html'),
          report: path('src/renderer/report.html'),
          passphrase: path('src/renderer/passphrase.html')
        }
      }
    }
  }
})
