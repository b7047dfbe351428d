import type { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { newCli } from '../../../src/cli/program.ts'
import { aboutKind, kindHelp, kindName, kinds } from '../../../src/cli/delivery/kinds.ts'
import { registerCommands } from '../../../src/cli/run.ts'
import { openTerminal } from '../../../src/cli/terminal/terminal.ts'
import { objectIn, relais, type Failed } from './relais.ts'

const commands = [
  'init',
  'person add',
  'person list',
  'import',
  'releases',
  'search',
  'show',
  'new',
  'edit',
  'kit show',
  'kit first',
  'kit set',
  'kit attach',
  'kit check',
  'submit',
  'decide',
  'verify',
  'source add',
  'source pull',
  'source preview',
  'source list',
  'source remove',
  'inbox',
  'triage',
  'account add',
  'account list',
  'account test',
  'account connect',
  'account secret',
  'account revoke',
  'account resume',
  'account remove',
  'account change',
  'plan',
  'rehearse',
  'deliver',
  'outbox',
  'places',
  'withdraw',
  'reconcile',
  'look',
  'retry',
  'cancel',
  'hold',
  'media add',
  'media list',
  'media describe',
  'media remove',
  'rules show',
  'rules set',
  'metrics import',
  'metrics pull',
  'reach',
  'report'
]

const everyCommand = (command: Command): Command[] =>
  command.commands.length > 0 ? command.commands.flatMap(everyCommand) : [command]

const nameOf = (command: Command): string =>
  command.parent?.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name()

describe('help', () => {
  test.each([
    ['en', 'Usage: relais', 'Commands:', 'Exit code: 0'],
    ['fr', 'Utilisation\u00a0: relais', 'Commandes\u00a0:', 'Code de sortie\u00a0: 0']
  ])('in %s names every command and comes without a workspace', async (language, ...expected) => {
    const { code, stdout, stderr } = await relais(['--ui-lang', language, '--help'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const words of [...expected, ...new Set(commands.map(command => `  ${command.split(' ')[0]} `))])
      expect(stdout).toContain(words)
  })

  test.each(['en', 'fr'])('in %s has words for every command, argument and option', async language => {
    const argv = ['account', '--ui-lang', language]
    const cli = newCli(openTerminal(argv, {}))
    await registerCommands(cli, argv)
    const all = everyCommand(cli.program)
    expect([...new Set(all.map(nameOf).map(name => name.replace(/^(account add) .*/, '$1')))]).toEqual(commands)
    for (const command of all) {
      expect(command.description(), nameOf(command)).not.toMatch(/^$|^cli\./)
      for (const { name, description } of command.registeredArguments.map(it => ({
        name: it.name(),
        description: it.description
      }))) {
        expect(description, `${nameOf(command)} ${name}`).not.toMatch(/^$|^cli\./)
      }
      for (const { flags, description } of command.options)
        expect(description, `${nameOf(command)} ${flags}`).not.toMatch(/^$|^cli\./)
    }
  })

  test('of a command is in the language of the locale', async () => {
    const { code, stdout } = await relais(['source', 'add', '--help'], { env: { LC_ALL: 'fr_FR.UTF-8' } })
    expect(code).toBe(0)
    expect(stdout).toContain('Utilisation\u00a0: relais source add')
    expect(stdout).toContain('Options de toutes les commandes\u00a0:')
  })

  test.each(['en', 'fr'] as const)('of each kind of destination, in %s, lists its keys and its secret', async lang => {
    const { t } = openTerminal(['--ui-lang', lang], {})
    for (const kind of await kinds()) {
      const help = kindHelp(t, kind)
      for (const { key, choices = [], fallback } of kind.settings) {
        const line = help.split('\n').find(each => each.startsWith(`  ${key} `))
        expect(line, `${kind.kind} ${key}`).toBeDefined()
        for (const word of [...choices, ...(fallback === undefined ? [] : [fallback])]) expect(line).toContain(word)
      }
      if (kind.secret !== 'none') expect(help, kind.kind).toContain('RELAIS_SECRET_')
      expect(help, kind.kind).not.toMatch(/undefined|\{\{|\b(cli|delivery)\.[a-z]/)
      for (const words of [kindName(t, kind.kind), aboutKind(t, kind.kind)])
        expect(words).not.toMatch(/^(delivery|cli)\./)
    }
  })

  test('of a kind of destination comes without a workspace', async () => {
    const { stdout } = await relais(['account', 'add', 'mastodon', '--help'])
    expect(stdout).toMatch(
      /--set key=value\):\n(.*\n)* {2}server\b.*needed(.*\n)* {2}visibility\b.*public, unlisted, private/
    )
  })

  test('with --json is one object too', async () => {
    expect(objectIn(await relais(['show', '--help', '--json']))['help']).toContain('relais show')
  })
})

describe('wrong usage', () => {
  const wrong: [string, string[]][] = [
    ['no command', []],
    ['an unknown command', ['sumbit']],
    ['an unknown option', ['releases', '--colour']],
    ['a missing argument', ['show', '--workspace', 'x']],
    ['a missing option', ['plan', 'x', '--workspace', 'x']],
    ['an option without its value', ['releases', '--status']],
    ['a value out of its list', ['decide', 'x', '--verdict', 'maybe', '--workspace', 'x']],
    ['a number that is none', ['releases', '--limit', '0', '--workspace', 'x']],
    ['a day that is none', ['outbox', '--from', '2026-02-30', '--workspace', 'x']],
    ['a month that is none', ['report', '2026-13', '--out', 'x.pdf', '--workspace', 'x']],
    ['too many words', ['submit', 'one', 'two', '--workspace', 'x']],
    ['no workspace', ['releases']],
    ['an unknown language', ['releases', '--ui-lang', 'de']],
    ['an unknown kind of destination', ['account', 'add', 'pigeon', '--name', 'x', '--workspace', 'x']]
  ]

  test.each(wrong)('%s: exit code 2, and one JSON object that says so', async (_name, args) => {
    const ran = await relais([...args, '--json'])
    expect(ran.code).toBe(2)
    const { error } = objectIn(ran) as unknown as Failed
    expect(error.code).toBe('usage')
    expect(error.message).toMatch(/^[A-Z“-].*\.$/)
  })

  test.each(wrong.slice(0, 3))('%s: without --json nothing is on standard output', async (_name, args) => {
    const { code, stdout, stderr } = await relais(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).not.toBe('')
  })

  test('is explained in French where the locale is French', async () => {
    const { stderr } = await relais(['releases', '--limit', 'x', '--workspace', 'x'], { env: { LANG: 'fr_BE.UTF-8' } })
    expect(stderr).toContain('«\u202fx\u202f» ne convient pas pour --limit <n>')
  })

  test('names what may be chosen', async () => {
    const { stderr } = await relais(['decide', 'x', '--verdict', 'maybe'])
    expect(stderr).toContain('“maybe” does not suit --verdict <verdict>. Possible: approve, changes, refuse.')
  })
})
