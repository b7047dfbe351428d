import type { Desk } from './desk.ts'

/** An instant as people of this workspace read it: in its zone and in the language of the terminal. */
export function localTime({ info, terminal }: Desk, instant: string): string {
  return new Intl.DateTimeFormat(terminal.language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: info.zone
  }).format(new Date(instant))
}

export function localDay({ info, terminal }: Desk, instant: string): string {
  return new Intl.DateTimeFormat(terminal.language, { dateStyle: 'medium', timeZone: info.zone }).format(
    new Date(instant)
  )
}
