import type { SampleRelease, SampleWorkspace } from './content.ts'

const day = 86_400_000
/** A post is seen for so many days; after each, about two fifths of its daily views remain. */
const ownedDays = 12
const sharedDays = 5
const halving = 2.2
const weekendFactor = 0.55

/**
 * A year of figures as the platforms would export them: a CSV per month, owned accounts and colleagues' shares.
 * The same releases at the same `now` give the same figures.
 */
export function sampleMetrics(
  workspace: SampleWorkspace,
  releases: readonly SampleRelease[],
  now: number
): { name: string; bytes: Uint8Array<ArrayBuffer> }[] {
  const months = new Map<string, string[]>()
  for (const release of releases)
    for (const row of rowsOf(workspace, release, now)) {
      const month = row.date.slice(0, 7)
      months.set(month, [...(months.get(month) ?? []), Object.values(row).join(';')])
    }
  return [...months]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([month, rows]) => ({
      name: `portee-${month}.csv`,
      bytes: new TextEncoder().encode([header, ...rows.sort()].join('\r\n'))
    }))
}

const header = 'Date;Compte;Canal;Titre;Impressions;Clics;Réactions;Commentaires;Partages'

interface Row {
  date: string
  account: string
  channel: 'propre' | 'relais'
  title: string
  impressions: number
  clicks: number
  reactions: number
  comments: number
  shares: number
}

function rowsOf(
  workspace: SampleWorkspace,
  { slug, title, weight = 0, advocacy = 1, at }: SampleRelease,
  now: number
): Row[] {
  const random = seeded(slug)
  const owned = weight * 950 * (0.8 + 0.4 * random())
  const accounts = workspace.ownedAccounts.filter(() => random() < 0.75).map(({ name }) => name)
  const speakers = accounts.length > 0 ? accounts : [workspace.ownedAccounts[0]?.name ?? workspace.organisation]
  const ambassadors = shuffled(workspace.ambassadors, random).slice(0, Math.min(18, Math.round(3 + weight * 1.6)))
  const rows = [
    ...spread(speakers, owned, ownedDays, () => 0, random).map(post => ({ ...post, channel: 'propre' as const })),
    ...spread(ambassadors, owned * (advocacy - 1), sharedDays, () => Math.floor(random() ** 2 * 5), random).map(
      post => ({ ...post, channel: 'relais' as const })
    )
  ]
  return rows
    .filter(({ offset }) => weight > 0 && at + offset * day < now)
    .map(({ account, channel, offset, impressions }) => {
      const date = new Date(at + offset * day)
      const seen = Math.round(impressions * (date.getUTCDay() % 6 === 0 ? weekendFactor : 1))
      const part = (rate: number): number => Math.round(seen * rate * (0.6 + 0.8 * random()))
      const figures = {
        impressions: seen,
        clicks: part(0.024),
        reactions: part(0.031),
        comments: part(0.003),
        shares: part(0.006)
      }
      return {
        date: date.toISOString().slice(0, 10),
        account,
        channel,
        title: `"${title.replaceAll('"', '""')}"`,
        ...figures
      }
    })
    .filter(row => row.impressions > 0)
}

/** Divides a total unevenly among who spoke, and each one's part over the days after they did. */
function spread(who: readonly string[], total: number, days: number, start: () => number, random: () => number) {
  const shares = who.map(() => 0.35 + random())
  const sum = shares.reduce((a, b) => a + b, 0)
  const fading = Array.from({ length: days }, (_, index) => Math.exp(-index / halving))
  const all = fading.reduce((a, b) => a + b, 0)
  return who.flatMap((account, index) => {
    const first = start()
    return fading.map((part, passed) => ({
      account,
      offset: first + passed,
      impressions: ((total * (shares[index] ?? 0)) / sum) * (part / all) * (0.85 + 0.3 * random())
    }))
  })
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map(item => ({ item, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item)
}

/** Mulberry32: small, and the same everywhere; nothing here needs more than that. */
function seeded(text: string): () => number {
  let state = [...text].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16_777_619), 2_166_136_261)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
