import * as oauth from 'oauth4webapi'
import { NetworkFailure } from '../../network/failure.ts'
import { request } from '../../network/http.ts'
import type { Access, Call, Evidence, OAuthServer, Renewal, Tokens } from './connector.ts'

const limits = { bytes: 100_000, milliseconds: 20_000 }

/** A server that did not grant what it was asked for; `code` is its own word for why, as RFC 6749 (5.2) lists them. */
export class NotGranted extends Error {
  readonly code: string
  readonly evidence: Evidence

  constructor(code: string, evidence: Evidence) {
    super(code)
    this.code = code
    this.evidence = evidence
  }
}

/** What is kept between the address that a person is sent to and the answer that comes back. */
export interface Asked {
  redirect: string
  state: string
  verifier: string | undefined
}

/** The address at which a person grants access, and what is needed to take up the answer (RFC 6749, 4.1; RFC 7636). */
export async function grantAddress(server: OAuthServer, redirect: string): Promise<{ url: string; asked: Asked }> {
  const state = oauth.generateRandomState()
  const verifier = server.pkce ? oauth.generateRandomCodeVerifier() : undefined
  const url = new URL(server.authorize)
  const parameters = {
    response_type: 'code',
    client_id: server.clientId,
    redirect_uri: redirect,
    state,
    ...(server.scopes.length > 0 && { scope: server.scopes.join(' ') }),
    ...(verifier !== undefined && {
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256'
    })
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return { url: url.href, asked: { redirect, state, verifier } }
}

/**
 * Takes up the answer that came to the loopback redirect, and fetches the tokens that its code stands for.
 * @throws NotGranted, NetworkFailure
 */
export async function redeem(
  server: OAuthServer,
  secret: string | null,
  answer: URLSearchParams,
  { redirect, state, verifier }: Asked,
  call: Call
): Promise<Tokens> {
  const parameters = new URLSearchParams(answer)
  // Each sign-in has a redirect address of its own, which keeps servers apart; their own names are not set up here.
  parameters.delete('iss')
  const { as, client, proof, options } = partsOf(server, secret, call)
  try {
    const checked = oauth.validateAuthResponse(as, client, parameters, state)
    const code = verifier ?? oauth.nopkce
    const response = await oauth.authorizationCodeGrantRequest(as, client, proof, checked, redirect, code, options)
    const granted = await oauth.processAuthorizationCodeResponse(as, client, response)
    // Where the answer names no scopes, all that was asked for is granted (RFC 6749, 5.1).
    return { scopes: [...server.scopes], ...toTokens(granted, null, call.now()) }
  } catch (error) {
    throw asFailure(error)
  }
}

/**
 * New tokens for a refresh token (RFC 6749, 6). A server that replaces the refresh token counts the old one as used, so what
 * comes back has to be kept before it is used. Of an answer only its status and error code are in the evidence.
 */
export async function renewOAuth(server: OAuthServer, { tokens, secret }: Access, call: Call): Promise<Renewal> {
  if (!tokens?.refresh) return { refused: { failure: 'no-refresh-token' } }
  const { as, client, proof, options } = partsOf(server, secret, call)
  try {
    const response = await oauth.refreshTokenGrantRequest(as, client, proof, tokens.refresh, options)
    return { renewed: toTokens(await oauth.processRefreshTokenResponse(as, client, response), tokens, call.now()) }
  } catch (error) {
    const failure = asFailure(error)
    if (failure instanceof NotGranted)
      return failure.code === unreadable ? { unreachable: failure.evidence } : { refused: failure.evidence }
    if (failure instanceof NetworkFailure) return { unreachable: { failure: failure.kind } }
    throw error
  }
}

/** Tells the server that its grant is not needed any more (RFC 7009); answers whether it took note. */
export async function revokeOAuth(server: OAuthServer, { tokens, secret }: Access, call: Call): Promise<boolean> {
  if (server.revoke === undefined || tokens === null) return false
  const { as, client, proof, options } = partsOf(server, secret, call)
  try {
    const response = await oauth.revocationRequest(as, client, proof, tokens.refresh ?? tokens.access, options)
    await oauth.processRevocationResponse(response)
    return true
  } catch {
    return false
  }
}

function partsOf(server: OAuthServer, secret: string | null, call: Call) {
  const as: oauth.AuthorizationServer = {
    issuer: new URL(server.token).origin,
    authorization_endpoint: server.authorize,
    token_endpoint: server.token,
    ...(server.revoke !== undefined && { revocation_endpoint: server.revoke })
  }
  const proof =
    server.client === 'public'
      ? oauth.None()
      : server.client === 'basic'
        ? oauth.ClientSecretBasic(secret ?? '')
        : oauth.ClientSecretPost(secret ?? '')
  return {
    as,
    client: { client_id: server.clientId },
    proof,
    options: {
      // Relais' own client decides by address, not by scheme, what may be reached; settings that allow http say so themselves.
      [oauth.allowInsecureRequests]: server.allowPrivate,
      [oauth.customFetch]: guardedFetch(server.allowPrivate),
      signal: call.signal
    }
  }
}

const guardedFetch =
  (allowPrivate: boolean) =>
  async (url: string, init: oauth.CustomFetchOptions<string, unknown>): Promise<Response> => {
    const { signal, body } = init as { signal?: AbortSignal; body?: URLSearchParams }
    const answer = await request(url, {
      method: 'POST',
      headers: init.headers,
      body: body?.toString() ?? '',
      limits,
      allowPrivate,
      ...(signal && { signal })
    })
    // An answer in the 500s says nothing about the grant.
    if (answer.status >= 500 || answer.status === 429) throw new NetworkFailure('reset', new URL(url).host, true)
    const type = answer.headers['content-type'] ?? ''
    return new Response(plainGrant(answer.body), { status: answer.status, headers: { 'content-type': type } })
  }

/**
 * An answer without what is no business of Relais: an identity token would have to be proved, and nobody here needs it. A
 * missing kind of token is taken for `Bearer`: some servers leave it out, against RFC 6749 (5.1).
 */
function plainGrant(body: Buffer): string {
  try {
    const { id_token: _identity, ...grant } = JSON.parse(body.toString('utf8')) as Record<string, unknown>
    return JSON.stringify('access_token' in grant ? { token_type: 'Bearer', ...grant } : grant)
  } catch {
    return body.toString('utf8')
  }
}

/** LinkedIn separates scopes with commas, against RFC 6749 (3.3). */
const readScopes = (scope: string | undefined): string[] | undefined => scope?.split(/[\s,]+/).filter(Boolean)

function toTokens(answer: oauth.TokenEndpointResponse, old: Tokens | null, now: number): Tokens {
  const refresh = answer.refresh_token ?? old?.refresh
  const scopes = readScopes(answer.scope) ?? old?.scopes
  const refreshLasts = answer['refresh_token_expires_in']
  const refreshEndsAt = typeof refreshLasts === 'number' ? now + refreshLasts * 1000 : old?.refreshEndsAt
  return {
    access: answer.access_token,
    ...(refresh !== undefined && { refresh }),
    ...(answer.expires_in !== undefined && { expiresAt: now + answer.expires_in * 1000 }),
    ...(refreshEndsAt !== undefined && { refreshEndsAt }),
    ...(scopes && { scopes }),
    ...(old?.facts && { facts: old.facts })
  }
}

const unreadable = 'unreadable'
const plainCode = /^[\x21-\x7e]{1,60}$/

function asFailure(error: unknown): unknown {
  const { error: code = '', status = 0 } = error as { error?: string; status?: number }
  if (error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError) {
    const named = plainCode.test(code) ? code : 'unnamed'
    return new NotGranted(named, { ...(status > 0 && { status }), error: named })
  }
  if (error instanceof oauth.WWWAuthenticateChallengeError) return new NotGranted('invalid_client', { status })
  if (error instanceof oauth.OperationProcessingError) return new NotGranted(unreadable, { failure: unreadable })
  return error
}
