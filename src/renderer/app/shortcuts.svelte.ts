import { onMount } from 'svelte'
import type { MessageKey } from '../../messages/index.ts'

/** Something that can be done from the keyboard; also found, with its keys, in the command palette. */
export interface Command {
  label: MessageKey
  /** As pressed and as shown: `k`, `g i` (one after the other), `Ctrl+Enter`. */
  keys: string
  run(): void
  /** Left out of the palette: it only makes sense where the focus is. */
  local?: boolean
}

const active = $state<{ list: readonly Command[] }[]>([])

/** All commands that apply now, the most specific screen's first. */
export const activeCommands = (): Command[] => [...active].reverse().flatMap(entry => entry.list)

/** Offers commands for as long as the calling component is on screen. */
export function useCommands(list: readonly Command[]): void {
  onMount(() => {
    const entry = { list }
    active.push(entry)
    const own = active.at(-1)
    return () => void active.splice(active.indexOf(own ?? entry), 1)
  })
}

let pendingJump: { letter: string; until: number } | null = null

/** How long a first letter waits for its second, in milliseconds. */
const jumpPatience = 1_200

/** Runs the command that a key press means, if any. Single letters never act while someone types. */
export function pressed(event: KeyboardEvent): void {
  const chord = chordOf(event)
  if (!chord || event.isComposing) return
  if (!event.ctrlKey && !event.metaKey && isTyping(event.target)) return
  const jump = pendingJump && pendingJump.until > event.timeStamp ? `${pendingJump.letter} ${chord}` : null
  pendingJump = null
  const commands = activeCommands()
  const command = commands.find(({ keys }) => same(keys, jump)) ?? commands.find(({ keys }) => same(keys, chord))
  if (command) {
    event.preventDefault()
    command.run()
  } else if (commands.some(({ keys }) => keys.toLowerCase().startsWith(`${chord.toLowerCase()} `))) {
    pendingJump = { letter: chord, until: event.timeStamp + jumpPatience }
  }
}

const same = (keys: string, chord: string | null): boolean =>
  chord !== null && keys.toLowerCase() === chord.toLowerCase()

function chordOf(event: KeyboardEvent): string | null {
  if (event.altKey || ['Control', 'Shift', 'Meta', 'Alt'].includes(event.key)) return null
  return event.ctrlKey || event.metaKey ? `Ctrl+${event.key}` : event.key
}

/** Where letters are text or a choice, and inside dialogs, which have their own keys. */
const typedInto = 'input:not([type="radio"], [type="checkbox"]), textarea, select, [role="dialog"] *'

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches(typedInto))
}
