import type { Output } from '../../preload/contract/index.ts'

/** How the outbox of the open workspace stands, as the main process last heard. `attention`: how much waits for a person. */
export type Outlook = Output<'outbox.status'> & { attention: number }

/** How long before a delivery is due the computer must not fall asleep any more, in milliseconds. */
const awakeBefore = 15 * 60_000

const isSending = ({ states }: Outlook): boolean => (states.leased ?? 0) > 0

/** Whether something is to leave without anybody's help, for which Relais has to go on running. */
export const isWaiting = (outlook: Outlook | null): boolean =>
  outlook !== null && (outlook.next !== null || isSending(outlook))

/**
 * Whether the computer has to stay awake: from shortly before a delivery is due until it is settled. What cannot be reached
 * for long is tried on whenever the computer is awake, and is no reason to drain its battery.
 */
export function keepsAwake(outlook: Outlook | null, now: number): boolean {
  if (outlook === null || outlook.held) return false
  const { next } = outlook
  return isSending(outlook) || (next !== null && next.reachable && Date.parse(next.at) - now <= awakeBefore)
}

/** How many deliveries quitting would keep from leaving at their time, of those that are due within a day. */
export const lostByQuitting = (outlook: Outlook | null): number =>
  outlook !== null && outlook.running && !outlook.held ? outlook.soon : 0
