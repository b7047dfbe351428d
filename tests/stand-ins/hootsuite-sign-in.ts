import type { Tokens } from '../../src/main/workspace/delivery/connectors/connector.ts'
import type { Answer, Question } from './http.ts'

export const hootsuiteApp = { clientId: 'relais-app', clientSecret: 'canary client:secret' }

const accessToken = (number: number): string => `canary-access-${number}-aaaaaaaa`
const refreshToken = (number: number): string => `canary-refresh-${number}-rrrrrrrr`

/** What is granted by signing in; Hootsuite's access tokens end after an hour. */
export const hootsuiteFirstTokens = (): Tokens => ({
  access: accessToken(0),
  refresh: refreshToken(0),
  expiresAt: Date.now() + 3_599_000,
  scopes: ['offline']
})

/** The sign-in that the stand-ins of Hootsuite and Amplify share: https://developer.hootsuite.com/docs/api-authentication */
export interface HootsuiteSignIn {
  /** An answer, where the question is about a sign-in or has none. */
  guard(question: Question): Answer | null
  /** Ends what was granted; it can be renewed or not. */
  expire(renewable: boolean): void
}

export function hootsuiteSignIn(): HootsuiteSignIn {
  let number = 0
  let renewable = true
  let expired = false
  function grant({ headers, body }: Question): Answer {
    if (!isOurApp(headers.authorization ?? '')) return { status: 401, body: { error: 'invalid_client' } }
    const form = new URLSearchParams(body.toString('utf8'))
    const known =
      form.get('grant_type') === 'refresh_token' && form.get('refresh_token') === refreshToken(number) && renewable
    // A refresh token is good for one use.
    if (!known) return { status: 400, body: { error: 'invalid_grant', error_description: 'Refresh token unknown.' } }
    number++
    expired = false
    const granted = {
      access_token: accessToken(number),
      refresh_token: refreshToken(number),
      expires_in: 3_599,
      scope: 'offline'
    }
    return { status: 200, body: { ...granted, token_type: 'bearer' } }
  }

  return {
    guard(question) {
      if (question.method === 'HEAD') return { status: 404 }
      if (question.method === 'POST' && question.path === '/oauth2/token') return grant(question)
      const signedIn = !expired && question.headers.authorization === `Bearer ${accessToken(number)}`
      if (signedIn) return null
      return { status: 401, body: { errors: [{ code: 1001, message: 'Invalid access token', id: 'e1' }] } }
    },
    expire(again) {
      expired = true
      renewable = again
    }
  }
}

/** The two halves are form-encoded before they are joined (RFC 6749, 2.3.1). */
function isOurApp(authorization: string): boolean {
  const [id = '', secret = ''] = Buffer.from(authorization.replace(/^Basic /, ''), 'base64')
    .toString('utf8')
    .split(':')
  const plain = (encoded: string) => new URLSearchParams(`x=${encoded}`).get('x')
  return plain(id) === hootsuiteApp.clientId && plain(secret) === hootsuiteApp.clientSecret
}
