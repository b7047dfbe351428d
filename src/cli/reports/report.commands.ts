import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { Option } from 'commander'
import { RelaisError, type ErrorCode, type ErrorParams } from '../../domain/errors.ts'
import { languages, type Language } from '../../messages/index.ts'
import { atDesk } from '../desk.ts'
import { month as readMonth } from '../options.ts'
import type { Cli } from '../program.ts'
import type { Answer } from '../terminal/answer.ts'
import type { Terminal } from '../terminal/terminal.ts'

interface ReportOptions {
  out: string
  lang?: Language
}

/** What the program prints, on one line, when it was started only to print: the file, or a coded failure. */
type Printed =
  { file: string; pages: number; sha256: string } | { error: ErrorParams & { code: ErrorCode; message: string } }

/** `report`. */
export function reportCommands(cli: Cli): void {
  const { t } = cli.terminal
  cli.program
    .command('report')
    .description(t('cli.report.about'))
    .argument('<month>', t('cli.report.month'), readMonth)
    .requiredOption('--out <file>', t('cli.report.out'))
    .addOption(new Option('--lang <lang>', t('cli.report.lang')).choices(languages))
    .action(
      cli.answering((month: string, options: ReportOptions) =>
        report(cli.terminal, cli.workspaceFile(), month, options)
      )
    )
}

async function report(terminal: Terminal, workspace: string, month: string, options: ReportOptions): Promise<Answer> {
  // The program that prints opens the workspace itself, so it is only looked into here.
  const { file, lang } = await atDesk(terminal, workspace, async ({ file, info }) => ({
    file,
    lang: options.lang ?? info.lang
  }))
  terminal.progress(terminal.t('cli.report.printing'))
  const printed = await print({ workspace: file, month, lang, out: resolve(options.out) }, terminal.say)
  if ('error' in printed) {
    const { code, message: _message, ...params } = printed.error
    throw new RelaisError(code, params)
  }
  return { data: printed, text: terminal.t('cli.report.done', { count: printed.pages, file: printed.file }) }
}

/** Starts Electron for one report: only it can print, and it prints with the page that the window shows. */
async function print(order: object, say: Terminal['say']): Promise<Printed> {
  const relais = fileURLToPath(import.meta.resolve('../../../scripts/relais.mjs'))
  const args = [relais, 'electron', '--', `--relais-report=${JSON.stringify(order)}`]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const [output] = await Promise.all([text(child.stdout), passOn(child.stderr, say), once(child, 'close')])
  const line = output.trimEnd().split('\n').at(-1) ?? ''
  try {
    return JSON.parse(line) as Printed
  } catch (cause) {
    throw new RelaisError('print-failed', { problem: line || `exit ${child.exitCode}` }, { cause })
  }
}

/** Chromium's own log, `[31326:1123/161019.53:ERROR:bus.cc(407)] …`: about the machine, and nothing a person could act on. */
const chromiumLog = /^\[\d+:\d{4}\/\d+\.\d+:[A-Z]+:/

async function passOn(stream: Readable, say: Terminal['say']): Promise<void> {
  for await (const line of createInterface({ input: stream })) if (!chromiumLog.test(line)) say(line)
}
