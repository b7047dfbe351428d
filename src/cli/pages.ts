/** The most rows that one call of the engine answers with. */
export const longestPage = 1_000

interface From {
  limit: number
  after?: string
}

/** The answers of a call that answers page by page, until the caller has enough. */
export async function* pages<Answer extends { next: string | null }>(
  ask: (from: From) => Promise<Answer>,
  limit = longestPage
): AsyncGenerator<Answer> {
  let after: { after?: string } | null = {}
  while (after) {
    const answer: Answer = await ask({ limit: Math.min(limit, longestPage), ...after })
    yield answer
    after = answer.next === null ? null : { after: answer.next }
  }
}

/** The first rows of such a call, at most `limit`, and how many there are in all. */
export async function firstRows<Answer extends { total: number; next: string | null }, Row>(
  limit: number,
  ask: (from: From) => Promise<Answer>,
  rowsOf: (answer: Answer) => readonly Row[]
): Promise<{ total: number; rows: Row[] }> {
  const rows: Row[] = []
  for await (const answer of pages(ask, limit)) {
    rows.push(...rowsOf(answer))
    if (rows.length >= limit || answer.next === null) return { total: answer.total, rows: rows.slice(0, limit) }
  }
  return { total: rows.length, rows }
}
