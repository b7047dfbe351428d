import { keyOf, type Line, type Place } from './line.ts'

/** As many deliveries as go out at once. */
const mostIdle = 8

const idle = new Map<string, Line[]>()

/** A connection that is open already and free, if there is one; the one last used, as it is the likeliest to stand. */
export function takeLine(place: Place): Line | undefined {
  const line = idle.get(keyOf(place))?.pop()
  if (line) line.onDisconnect = null
  return line
}

/** Keeps a connection for the next request that may reuse one: a few seconds, or as long as the server says. */
export function keepLine(line: Line): void {
  const free = idle.get(line.key) ?? []
  if (!line.isOpen || free.length >= mostIdle) return line.close()
  free.push(line)
  idle.set(line.key, free)
  line.onDisconnect = () => {
    free.splice(free.indexOf(line), 1)
    if (free.length === 0) idle.delete(line.key)
    line.close()
  }
}
