/**
 * A desktop entry that starts a program at login (Desktop Entry Specification 1.5, Desktop Application Autostart 0.5).
 * @param command the program and its arguments
 */
export const desktopEntry = (name: string, command: readonly string[]): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    `Name=${name}`,
    `Exec=${command.map(quoted).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    ''
  ].join('\n')

/** Two rules on top of each other: an argument is quoted as in a shell, and the line it stands in is escaped once more. */
const quoted = (argument: string): string =>
  `"${argument.replaceAll(/["`$\\]/g, '\\$&')}"`.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('%', '%%')

/** Whether an entry is there and not switched off, as desktops' own settings do it without taking it away. */
export const isOn = (entry: string | null): boolean =>
  entry !== null && !/^(?:Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/im.test(entry)
