import type { Answer } from './http.ts'

/** How LinkedIn says no. */
export const refusal = (status: number, code: string, message: string): Answer => ({
  status,
  body: { status, code, serviceErrorCode: 100, message }
})

export const denied = refusal(403, 'ACCESS_DENIED', 'Not enough permissions to access this resource.')
