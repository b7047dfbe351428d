import type { Person } from '../../../domain/people/roles.ts'

/** Who is at this desk. The vault key opens destinations' secrets; it lives in this process's memory only. */
export interface Session {
  actor: Person | null
  vaultKey: Uint8Array | null
}
