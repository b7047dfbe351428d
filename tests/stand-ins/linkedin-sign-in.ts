import type { Tokens } from '../../src/main/workspace/delivery/connectors/connector.ts'
import { refusal } from './linkedin-refusal.ts'
import type { Answer, Question } from './http.ts'

export const linkedinApp = { clientId: 'relais-app', clientSecret: 'canary-linkedin-app-key' }

const pageScopes = ['w_organization_social', 'r_organization_social', 'rw_organization_admin']
const seconds = { access: 60 * 24 * 60 * 60, refresh: 365 * 24 * 60 * 60 }

/**
 * How access is granted and renewed at LinkedIn's own site:
 * https://learn.microsoft.com/en-us/linkedin/shared/authentication/programmatic-refresh-tokens
 */
export interface LinkedInSignIn {
  /** What was granted first. */
  tokens: Tokens
  may(scope: string): boolean
  /** A refusal, where the question shows no grant that holds. */
  guard(question: Question): Answer | null
  /** Answers at the site. */
  serve(question: Question): Answer | null
  /** Ends what was granted; it can be renewed or not. */
  expire(renewable: boolean): void
}

const firstAccess = 'canary-access-0-AQXdSP_W41'
// The same for its whole year: renewing does not make it last longer.
const refresh = 'canary-refresh-AQWAft_WjY'

/** What a new stand-in has granted. */
export const linkedinFirstTokens = (scopes: readonly string[] = pageScopes): Tokens => ({
  access: firstAccess,
  refresh,
  expiresAt: Date.now() + seconds.access * 1000,
  scopes: [...scopes]
})

export function linkedinSignIn(scopes: readonly string[] = pageScopes): LinkedInSignIn {
  let number = 0
  let expired = false
  let renewable = true
  const access = () => firstAccess.replace('0', String(number))

  function grant({ body }: Question): Answer {
    const form = new URLSearchParams(body.toString('utf8'))
    const app = form.get('client_id') === linkedinApp.clientId && form.get('client_secret') === linkedinApp.clientSecret
    if (!app)
      return { status: 401, body: { error: 'invalid_client', error_description: 'Client authentication failed' } }
    if (form.get('grant_type') !== 'refresh_token' || form.get('refresh_token') !== refresh || !renewable)
      return {
        status: 400,
        body: { error: 'invalid_grant', error_description: 'The provided refresh token is invalid' }
      }
    number++
    expired = false
    return {
      status: 200,
      body: {
        access_token: access(),
        expires_in: seconds.access,
        refresh_token: refresh,
        refresh_token_expires_in: seconds.refresh,
        scope: scopes.join(',')
      }
    }
  }

  return {
    tokens: linkedinFirstTokens(scopes),
    may: scope => scopes.includes(scope),
    guard({ headers }) {
      const { authorization } = headers
      if (authorization === undefined) return refusal(401, 'EMPTY_ACCESS_TOKEN', 'Empty oauth2 access token')
      if (authorization === `Bearer ${access()}` && !expired) return null
      return refusal(
        401,
        'EXPIRED_ACCESS_TOKEN',
        `The token used in the request has expired: ${authorization.slice(7)}`
      )
    },
    serve: question =>
      question.method === 'POST' && question.path === '/oauth/v2/accessToken' ? grant(question) : null,
    expire(again) {
      expired = true
      renewable = again
    }
  }
}
