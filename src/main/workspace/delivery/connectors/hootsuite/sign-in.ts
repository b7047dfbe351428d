import type { Access, OAuthServer } from '../connector.ts'
import { usualPort } from '../settings.ts'

/** Hootsuite's platform, with its sign-in; Amplify lives there too. */
export interface HootsuiteHosts {
  platform: string
  /** For tests, whose stand-in is on loopback. */
  allowPrivate?: true
}

export const realHosts: HootsuiteHosts = { platform: 'https://platform.hootsuite.com' }

/**
 * The sign-in that Hootsuite and Amplify share: the app proves itself by HTTP Basic and in no other way, and a refresh token
 * is good for one use (https://developer.hootsuite.com/docs/api-authentication).
 */
export const hootsuiteSignIn = (
  { platform, allowPrivate }: HootsuiteHosts,
  { settings }: Pick<Access, 'settings'>,
  scopes: readonly string[]
): OAuthServer => ({
  authorize: `${platform}/oauth2/auth`,
  token: `${platform}/oauth2/token`,
  clientId: settings['clientId'] ?? '',
  client: 'basic',
  scopes,
  pkce: true,
  allowPrivate: allowPrivate === true,
  // Redirects are `https://…`, or `http://localhost`.
  loopback: 'localhost',
  port: Number(settings['port'] ?? usualPort)
})
