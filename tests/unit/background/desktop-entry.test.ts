import { expect, test } from 'vitest'
import { desktopEntry, isOn } from '../../../src/main/background/desktop-entry.ts'

const execOf = (...command: string[]) => /^Exec=(.*)$/m.exec(desktopEntry('Relais', command))?.[1]

test('an entry starts the program with its arguments, each quoted', () => {
  expect(desktopEntry('Relais', ['/opt/Relais/relais', '--hidden'])).toBe(
    [
      '[Desktop Entry]',
      'Type=Application',
      'Name=Relais',
      'Exec="/opt/Relais/relais" "--hidden"',
      'Terminal=false',
      'X-GNOME-Autostart-enabled=true',
      ''
    ].join('\n')
  )
})

// As in the examples of the Desktop Entry Specification, "The Exec key": a literal $ is \\$, a literal \ is \\\\.
test.each([
  ['/opt/press desk/relais', '"/opt/press desk/relais"'],
  ['/opt/50%/relais', '"/opt/50%%/relais"'],
  ['/opt/$HOME/`id`', '"/opt/\\\\$HOME/\\\\`id\\\\`"'],
  ['/opt/a"b', '"/opt/a\\\\"b"'],
  ['C:\\a', '"C:\\\\\\\\a"'],
  ['/opt/two\nlines', '"/opt/two\\nlines"']
])('%j is written so that it is read back as it is', (path, quoted) => {
  expect(execOf(path)).toBe(quoted)
})

test('a path cannot add a line of its own', () => {
  expect(desktopEntry('Relais', ['/opt/x\nHidden=true']).split('\n')).toHaveLength(7)
})

test('an entry counts unless a desktop has switched it off', () => {
  const entry = desktopEntry('Relais', ['/opt/relais'])
  expect(isOn(entry)).toBe(true)
  expect(isOn(null)).toBe(false)
  expect(isOn(entry.replace('enabled=true', 'enabled=false'))).toBe(false)
  expect(isOn(`${entry}Hidden=true\n`)).toBe(false)
  expect(isOn(`${entry}Hidden=false\n`)).toBe(true)
})
