import module from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'

// Reading the program takes longer than most commands. The compiled form is kept where only this user can write: Node's own
// default is a folder that everyone can.
const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache')
module.enableCompileCache?.(join(cache, 'relais', 'compiled'))

// Whoever reads our output may stop early, as `head` does: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

const { run } = await import('./run.ts')
process.exitCode = await run(process.argv.slice(2), process.env)
