import type { Cell } from './cell.ts'

const marks: Record<Cell['state'], string> = {
  confirmed: 'c',
  unconfirmed: 'u',
  held: 'h',
  planned: 'p',
  leased: 'l',
  cancelled: 'x',
  refused: 'f',
  'failed-retryable': 'r',
  'failed-final': 'f'
}

const legend = [
  'A cell is the number of effects at the destination and the state of the delivery: c confirmed, u unconfirmed, h held,',
  'p planned, r to be retried, f failed for good, x cancelled. `0r>1`: one effect in the end, once its time had come or a',
  'person had said what they saw. `-`: cannot be told there; the reasons are below.'
].join('\n')

type Told = Cell | { untold: string } | 'FAILED'

/** What came of each story at each destination: printed when all are told. */
export class Table {
  readonly #rows = new Map<string, Map<string, Told>>()
  readonly #columns = new Map<string, string>()

  /** @param against what was on the other side */
  add(destination: string, against: string): void {
    this.#columns.set(destination, against)
  }

  set(destination: string, story: string, told: Told): void {
    const row = this.#rows.get(story) ?? new Map<string, Told>()
    row.set(destination, told)
    this.#rows.set(story, row)
  }

  toString(): string {
    const kinds = [...this.#columns.keys()]
    const heads = shortened(kinds)
    const wide = Math.max(...[...this.#rows.keys()].map(name => name.length))
    const line = (name: string, cells: string[]) =>
      `${name.padEnd(wide)} ${cells.map(each => each.padEnd(5)).join('')}`.trimEnd()
    const rows = [...this.#rows].map(([story, cells]) =>
      line(
        story,
        kinds.map(kind => inShort(cells.get(kind)))
      )
    )
    const named = kinds.map((kind, index) => `${heads[index]} ${kind} (${this.#columns.get(kind)})`).join(', ')
    return [line('', heads), ...rows, '', legend, named, '', ...this.#notes(kinds, heads), ''].join('\n')
  }

  #notes(kinds: string[], heads: string[]): string[] {
    return [...this.#rows].flatMap(([story, cells]) => {
      const reasons = new Map<string, string[]>()
      kinds.forEach((kind, index) => {
        const reason = reasonOf(cells.get(kind))
        if (reason) reasons.set(reason, [...(reasons.get(reason) ?? []), heads[index] ?? kind])
      })
      const words = [...reasons].map(([reason, where]) => `${reason}: ${where.join(' ')}`)
      return words.length > 0 ? [`${story} - ${words.join('; ')}`] : []
    })
  }
}

function inShort(told: Told | undefined): string {
  if (told === undefined) return ''
  if (told === 'FAILED') return 'FAIL'
  if ('untold' in told) return '-'
  return `${told.effects}${marks[told.state]}${told.then === undefined ? '' : `>${told.then}`}`
}

function reasonOf(told: Told | undefined): string | null {
  if (told === undefined || told === 'FAILED') return null
  return 'untold' in told ? told.untold : (told.reason ?? null)
}

/** Four letters of each name, no two alike. */
function shortened(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map(name => {
    const candidates = [name.slice(0, 4), ...[...name.slice(4)].map(letter => name.slice(0, 3) + letter)]
    const short = candidates.find(each => !taken.has(each)) ?? name
    taken.add(short)
    return short
  })
}
