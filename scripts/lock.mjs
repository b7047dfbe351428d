import { linkSync, mkdirSync, rmSync, statSync, utimes, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { cache } from './paths.mjs'
import { say } from './progress.mjs'

const beatMs = 2_000
const deadAfterMs = 15_000

/**
 * Lets one process at a time do a piece of work that two would spoil. The holder touches its lock file, so a lock
 * left by a killed process is recognised by its age: process ids mean nothing across containers and restarts.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function exclusively(name, work) {
  const lock = join(cache, 'locks', name)
  const release = () => rmSync(lock, { force: true })
  mkdirSync(join(cache, 'locks'), { recursive: true })
  await take(lock)
  process.on('exit', release)
  const beat = setInterval(() => utimes(lock, new Date(), new Date(), () => {}), beatMs)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    process.off('exit', release)
    release()
  }
}

/** @param {string} lock */
async function take(lock) {
  const own = `${lock}.${process.pid}`
  for (let told = false; ;) {
    writeFileSync(own, '')
    try {
      linkSync(own, lock)
      return
    } catch {
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
      if (age > deadAfterMs) rmSync(lock, { force: true })
      else if (!told) {
        told = true
        say('Waiting for another Relais command that is installing or building…')
      }
    } finally {
      rmSync(own, { force: true })
    }
    await wait(250)
  }
}
