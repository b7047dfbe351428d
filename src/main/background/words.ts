import type { MenuItemConstructorOptions } from 'electron'
import { formatDay, formatTime } from '../../messages/format.ts'
import type { Language, Translate } from '../../messages/index.ts'
import type { Outlook } from './outlook.ts'

/** What the notification area shows is for one glance; and Windows cuts a tooltip off after 127 characters. */
const longest = { title: 44, account: 24 }

function short(text: string, length: number): string {
  const whole = text.replaceAll(/\s+/g, ' ').trim()
  if (whole.length <= length) return whole
  let kept = ''
  for (const character of whole) {
    if (kept.length + character.length >= length) break
    kept += character
  }
  return `${kept.trimEnd()}…`
}

/** The calendar day on this computer's clock, as YYYY-MM-DD (Swedish writes it so). */
const dayOf = (instant: number): string => new Date(instant).toLocaleDateString('sv')

/**
 * What is next, in one line and by this computer's clock.
 * @param outlook null while no workspace is open
 */
export function headline(t: Translate, lang: Language, outlook: Outlook | null, now: number): string {
  if (outlook === null) return t('shell.tray.closed')
  if (outlook.held) return t('shell.tray.held')
  const { next } = outlook
  if (next === null) return t('shell.tray.none')
  const at = Date.parse(next.at)
  const values = {
    time: formatTime(next.at, lang),
    title: short(next.title, longest.title),
    account: short(next.account, longest.account)
  }
  if (at <= now) return t('shell.tray.due', values)
  if (dayOf(at) === dayOf(now)) return t('shell.tray.next', values)
  return t('shell.tray.nextOn', { ...values, day: formatDay(dayOf(at), lang) })
}

/** What the entries of the icon's menu do. */
export interface TrayActions {
  open(): void
  outbox(): void
  hold(held: boolean): void
  quit(): void
}

const separator: MenuItemConstructorOptions = { type: 'separator' }

/** In a menu a single & makes the next letter a shortcut, and is not seen. */
const plain = (label: string): string => label.replaceAll('&', '&&')

/** The menu of the icon in the notification area; its first line is the headline. */
export function trayTemplate(
  t: Translate,
  headline: string,
  outlook: Outlook | null,
  actions: TrayActions
): MenuItemConstructorOptions[] {
  const held = outlook?.held ?? false
  return [
    { label: plain(headline), enabled: outlook !== null, click: () => actions.outbox() },
    ...(outlook?.next?.locked && !held ? [{ label: t('shell.tray.locked'), click: () => actions.open() }] : []),
    ...(outlook?.attention
      ? [{ label: t('shell.tray.attention', { count: outlook.attention }), click: () => actions.outbox() }]
      : []),
    separator,
    { label: t('shell.tray.open'), click: () => actions.open() },
    {
      label: t('delivery.screen.holdAll'),
      type: 'checkbox',
      checked: held,
      enabled: outlook !== null,
      click: () => actions.hold(!held)
    },
    separator,
    { label: t('shell.menu.quit'), click: () => actions.quit() }
  ]
}
