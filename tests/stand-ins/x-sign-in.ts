import type { Tokens } from '../../src/main/workspace/delivery/connectors/connector.ts'
import type { Answer, Question } from './http.ts'

export const xApp = { clientId: 'cmVsYWlzLWFwcA' }

const usual = ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access']

/** https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code */
export interface XSignIn {
  /** What was granted first. */
  tokens: Tokens
  may(scope: string): boolean
  /** A refusal, where the question shows no grant that holds; or an answer, where it asks for one. */
  guard(question: Question): Answer | null
  /** Ends what was granted; it can be renewed or not. */
  expire(renewable: boolean): void
}

const tokensOf = (number: number) => ({
  access: `canary-access-${number}-VGNibzFWSREZ`,
  refresh: `canary-refresh-${number}-bWRWa3gzdnk3`
})

/** What a new stand-in has granted. */
export const xFirstTokens = (scopes: readonly string[] = usual): Tokens => ({
  ...tokensOf(0),
  expiresAt: Date.now() + 7_200_000,
  scopes: [...scopes]
})

export function xSignIn(scopes: readonly string[] = usual): XSignIn {
  let number = 0
  let expired = false
  let renewable = true

  /** A refresh token is good for one use. */
  function grant({ body, headers }: Question): Answer {
    const form = new URLSearchParams(body.toString('utf8'))
    const known =
      form.get('grant_type') === 'refresh_token' && form.get('refresh_token') === tokensOf(number).refresh && renewable
    if (headers.authorization !== undefined || form.get('client_id') !== xApp.clientId)
      return { status: 401, body: { error: 'unauthorized_client', error_description: 'Missing valid authorization' } }
    if (!known)
      return {
        status: 400,
        body: { error: 'invalid_request', error_description: 'Value passed for the token was invalid.' }
      }
    number++
    expired = false
    const { access, refresh } = tokensOf(number)
    const granted = { access_token: access, refresh_token: refresh, expires_in: 7200, scope: scopes.join(' ') }
    return { status: 200, body: { token_type: 'bearer', ...granted } }
  }

  return {
    tokens: xFirstTokens(scopes),
    may: scope => scopes.includes(scope),
    guard(question) {
      if (question.method === 'POST' && question.path === '/2/oauth2/token') return grant(question)
      const { authorization } = question.headers
      if (authorization === `Bearer ${tokensOf(number).access}` && !expired) return null
      return problem(401, 'about:blank', 'Unauthorized', `Unauthorized: ${authorization ?? ''}`)
    },
    expire(again) {
      expired = true
      renewable = again
    }
  }
}

/** A problem (RFC 9457) as X tells it; a `type` without a scheme is one of X's own. */
export const problem = (status: number, type: string, title: string, detail: string): Answer => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: { type: type.includes(':') ? type : `https://api.x.com/2/problems/${type}`, title, detail, status }
})
