import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** Whether somebody is there to be asked. */
export const canAsk = (): boolean => Boolean(process.stdin.isTTY && process.stderr.isTTY)

/**
 * Asks for a line that is not shown while it is typed.
 * @returns null if it was broken off with Ctrl+C or Ctrl+D
 */
export async function askHidden(question: string): Promise<string | null> {
  process.stderr.write(question)
  // Readline edits the line as usual, but what it would echo goes nowhere.
  const output = new Writable({ write: (_chunk, _encoding, done) => done() })
  const prompt = createInterface({ input: process.stdin, output, terminal: true })
  const brokenOff = new AbortController()
  prompt.on('SIGINT', () => brokenOff.abort())
  prompt.on('close', () => brokenOff.abort())
  try {
    return await prompt.question('', { signal: brokenOff.signal })
  } catch (thrown) {
    if (brokenOff.signal.aborted) return null
    throw thrown
  } finally {
    prompt.close()
    process.stderr.write('\n')
  }
}
