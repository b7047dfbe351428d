import { toErrorShape } from '../domain/errors.ts'
import { wordsFor } from '../messages/failure.ts'
import { translator } from '../messages/index.ts'
import type { PrintOrder } from './arguments.ts'
import { EngineProcess } from './engine-process.ts'
import { printReport } from './report-window.ts'

/**
 * Does what the command line ordered: prints one report, and writes one line of JSON to standard output.
 * @returns the exit code
 */
export async function runPrintJob({ workspace, out, ...parameters }: PrintOrder): Promise<number> {
  // Whoever asks for a report has not asked for anything to be sent.
  const engine = new EngineProcess('on-call')
  try {
    await engine.open(workspace, 'open')
    await say(await printReport(engine, parameters, out))
    return 0
  } catch (thrown) {
    const { code, params } = toErrorShape(thrown)
    await say({ error: { code, message: wordsFor(translator(parameters.lang), { code, params }), ...params } })
    return 1
  } finally {
    await engine.end()
  }
}

const say = (answer: object): Promise<void> =>
  new Promise(resolve => process.stdout.write(`${JSON.stringify(answer)}\n`, () => resolve()))
