import canonicalize from 'canonicalize'

export const verdicts = ['approve', 'changes', 'refuse'] as const
export type Verdict = (typeof verdicts)[number]

/** What a decision says, and what its signature covers: who, about exactly which text by whom, with what outcome. */
export interface Statement {
  workspace: string
  release: string
  revision: string
  contentHash: string
  authors: string[]
  person: string
  verdict: Verdict
  reason: string
  decidedAt: string
}

/** The bytes to sign, as text: RFC 8785 canonical JSON. */
export function canonicalStatement(statement: Statement): string {
  return canonicalize(statement) as string
}
