import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { layOutDays, type DaySeries } from '../../../src/renderer/reach/charts/days.ts'
import { placeMarks } from '../../../src/renderer/reach/charts/marks.ts'
import { layOutMultipliers } from '../../../src/renderer/reach/charts/multipliers.ts'
import { fitText, widthOf } from '../../../src/renderer/reach/charts/text.ts'
import { layOutTrend } from '../../../src/renderer/reach/charts/trend.ts'

const names = { owned: 'Our accounts', advocacy: 'Colleagues' }
const size = { width: 640, height: 300 }
const dayAfter = (from: string, by: number): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10)
const november = (days: DaySeries['days'], marks: DaySeries['marks'] = []): DaySeries => ({
  from: '2026-11-01',
  to: '2026-11-30',
  days,
  marks
})
const numbersOf = (path: string): number[] => (path.match(/-?\d+(\.\d+)?/g) ?? []).map(Number)

describe('the chart of reach by day', () => {
  test('a month without figures draws axes and no area', () => {
    const layout = layOutDays(november([]), names, size, 'en')
    expect(layout.points).toEqual([])
    expect(layout.areas).toEqual({ owned: '', advocacy: '' })
    expect(layout.names).toEqual([])
    expect(layout.xTicks[0]?.text).toBe('1 Nov')
  })

  test('a single day is a column that stays inside the plot', () => {
    for (const day of ['2026-11-01', '2026-11-15', '2026-11-30']) {
      const { areas, plot } = layOutDays(november([{ day, owned: 10, advocacy: 30 }]), names, size, 'en')
      const xs = numbersOf(areas.advocacy).filter((_number, index) => index % 2 === 0)
      expect(Math.max(...xs) - Math.min(...xs)).toBeGreaterThan(20)
      expect(Math.min(...xs)).toBeGreaterThanOrEqual(plot.left)
      expect(Math.max(...xs)).toBeLessThanOrEqual(plot.right)
    }
  })

  test('a period of one day has room for that day', () => {
    const series = {
      from: '2026-11-23',
      to: '2026-11-23',
      days: [{ day: '2026-11-23', owned: 1, advocacy: 0 }],
      marks: []
    }
    const { points, plot, xTicks } = layOutDays(series, names, size, 'fr')
    expect(points[0]?.x).toBeCloseTo((plot.left + plot.right) / 2)
    expect(xTicks.map(({ text }) => text)).toEqual(['23 nov.'])
  })

  test('days that are missing between others count nothing; after the last with figures, nothing is drawn', () => {
    const figures = [
      { day: '2026-11-02', owned: 5, advocacy: 5 },
      { day: '2026-11-05', owned: 5, advocacy: 5 },
      { day: '2026-11-06', owned: 0, advocacy: 0 }
    ]
    const { points } = layOutDays(november(figures), names, size, 'en')
    expect(points.map(({ owned }) => owned)).toEqual([0, 5, 0, 0, 5])
  })

  test('two years of days keep their labels apart and the gap between the channels thin', () => {
    const days = Array.from({ length: 730 }, (_none, index) => ({
      day: dayAfter('2025-01-01', index),
      owned: index % 90,
      advocacy: index % 40
    }))
    const layout = layOutDays({ from: '2025-01-01', to: '2026-12-31', days, marks: [] }, names, size, 'en')
    expect(layout.points).toHaveLength(730)
    expect(layout.seam.width).toBeLessThan(1)
    expect(layout.xTicks.map(({ text }) => text)).toContain('Jan 2026')
    const gaps = layout.xTicks.slice(1).map((tick, index) => tick.x - (layout.xTicks[index]?.x ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThan(widthOf('Jan 2026'))
  })

  test('the channels stack: the upper edge is their sum, and names never cover each other', () => {
    const {
      points,
      plot,
      names: labels
    } = layOutDays(
      november([
        { day: '2026-11-01', owned: 0, advocacy: 0 },
        { day: '2026-11-02', owned: 10, advocacy: 30 }
      ]),
      names,
      size,
      'en'
    )
    const at = points[1]
    expect((plot.bottom - (at?.totalY ?? 0)) / (plot.bottom - (at?.ownedY ?? 0))).toBeCloseTo(4)
    expect((labels[1]?.y ?? 0) - (labels[0]?.y ?? 0)).toBeGreaterThanOrEqual(16)
  })
})

test('names of marks cover neither each other nor the line of another named mark', () => {
  const mark = fc.record({
    day: fc.integer({ min: 0, max: 29 }).map(by => dayAfter('2026-11-01', by)),
    title: fc.string({ minLength: 1, maxLength: 80 })
  })
  const xOf = (day: string): number => 40 + (Number(day.slice(8)) - 1) * 17
  fc.assert(
    fc.property(fc.array(mark, { maxLength: 20 }), marks => {
      const { placed, rows } = placeMarks(marks, { x: xOf, weight: () => 1, right: 640 })
      expect(rows).toBeLessThanOrEqual(3)
      const flags = placed.flatMap(({ x, flag }) => {
        if (!flag) return []
        const width = widthOf(flag.text)
        const start = flag.anchor === 'start' ? flag.x : flag.x - width
        expect(start).toBeGreaterThanOrEqual(0)
        expect(start + width).toBeLessThanOrEqual(640)
        return [{ pole: x, row: flag.row, start, end: start + width }]
      })
      for (const a of flags) {
        for (const b of flags) {
          if (a === b) continue
          if (a.row === b.row) expect(a.end < b.start || b.end < a.start).toBe(true)
          if (a.row < b.row) expect(a.pole < b.start || a.pole > b.end).toBe(true)
        }
      }
    })
  )
})

test('the greatest day has its name where there is no room for all', () => {
  const marks = Array.from({ length: 9 }, (_none, index) => ({
    day: dayAfter('2026-11-10', index),
    title: `Release number ${index} with a long title`
  }))
  const { placed } = placeMarks(marks, {
    x: day => 200 + Number(day.slice(8)),
    weight: day => (day === '2026-11-14' ? 9 : 1),
    right: 640
  })
  expect(placed.find(({ day }) => day === '2026-11-14')?.flag).not.toBeNull()
  expect(placed.some(({ flag }) => flag === null)).toBe(true)
})

test('releases of one day share a mark', () => {
  const marks = [
    { day: '2026-11-09', title: 'Zinc' },
    { day: '2026-11-09', title: 'Acier' }
  ]
  const { placed } = placeMarks(marks, { x: () => 100, weight: () => 1, right: 640 })
  expect(placed.map(({ flag }) => flag?.text)).toEqual(['Acier +1'])
})

describe('the chart of multipliers', () => {
  test('the claim stays in sight, whatever was measured', () => {
    const under = layOutMultipliers([{ title: 'A', multiplier: 2 }], 320, 'en')
    const over = layOutMultipliers([{ title: 'A', multiplier: 40 }], 320, 'en')
    expect(under.claim.x).toBeGreaterThan(under.bars[0]?.width ?? Infinity)
    expect(over.claim.x).toBeLessThan(over.bars[0]?.width ?? 0)
    expect((over.bars[0]?.width ?? 0) + widthOf('×40.0')).toBeLessThanOrEqual(320)
  })

  test('a release without a multiplier has no bar', () => {
    expect(layOutMultipliers([{ title: 'A', multiplier: null }], 320, 'en').bars).toEqual([])
  })
})

test('the trend names each year once and stacks without overlap', () => {
  const months = ['2025-11', '2025-12', '2026-01', '2026-02'].map(month => ({
    month,
    owned: 100,
    advocacy: 300,
    multiplier: 4
  }))
  const { columns, baseline } = layOutTrend(months, { width: 400, height: 200 }, 'fr')
  expect(columns.map(({ year }) => year)).toEqual(['2025', null, '2026', null])
  for (const { owned, advocacy } of columns) {
    expect(owned.y + owned.height).toBeCloseTo(baseline)
    expect(advocacy.y + advocacy.height).toBeLessThan(owned.y)
  }
})

test('text is cut between words, and only where it must be', () => {
  expect(fitText('Short', 200)).toBe('Short')
  const cut = fitText('Armelin ouvre à Nantes son premier atelier', 140)
  expect(cut).toMatch(/^Armelin ouvre à .*[^ ]…$/)
  expect(widthOf(cut)).toBeLessThanOrEqual(140)
  expect(fitText('Donaudampfschifffahrtsgesellschaft', 60)).toMatch(/…$/)
})
