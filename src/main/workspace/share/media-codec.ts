import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type Sharp from 'sharp'

/**
 * sharp with its decoders in WebAssembly, on every platform.
 *
 * Its native ones must not be loaded here: they bring a GLib of their own into a process where Electron on Linux has the
 * system's, and reading a picture then fails or crashes (lovell/sharp#4525). In WebAssembly a decoder that a hostile file
 * takes over reaches nothing but its own memory, and the same picture gives the same bytes on every machine. sharp prefers
 * what is native where that is installed, so the other is put in the place where it looks first.
 */
function load(): typeof Sharp {
  const require = createRequire(import.meta.url)
  const place = join(dirname(require.resolve('sharp')), 'sharp.cjs')
  const decoders = require('@img/sharp-wasm32/sharp.node') as unknown
  require.cache[place] = Object.assign(new (require('node:module') as ModuleClass)(place), {
    exports: decoders,
    loaded: true
  })
  const sharp = require('sharp') as typeof Sharp
  // What is not named here cannot be decoded, whatever a file says that it is.
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadNsgif']
  })
  sharp.cache(false)
  return sharp
}

type ModuleClass = new (id: string) => NodeJS.Module

export const sharp = load()
