import type { HttpResponse } from '../../network/http.ts'

/** Headers of an answer that tell something to whoever looks for a cause; any other may hold a secret. */
const telling = [
  'content-type',
  'date',
  'location',
  'retry-after',
  'server',
  'x-li-uuid',
  'x-rate-limit-reset',
  'x-ratelimit-reset',
  'x-request-id',
  'x-restli-id'
]
const longestBody = 500
/** A secret with fewer characters may be a part of any word. */
const shortest = 8

/** An answer as it is kept: its status, some headers, the opening of its body, with secrets blacked out. */
export function evidenceOf(response: HttpResponse, secrets: readonly string[]): Record<string, unknown> {
  const headers = telling
    .map(name => [name, black(response.headers[name] ?? '', secrets)])
    .filter(([, value]) => value !== '')
  const body = black(response.body.toString('utf8'), secrets).slice(0, longestBody)
  return { status: response.status, headers: Object.fromEntries(headers), ...(body ? { body } : {}) }
}

/** An address as it may be shown: what stands after `?` is often a key. */
export function publicAddress(address: string): string {
  const url = new URL(address)
  return `${url.origin}${url.pathname}${url.search ? '?…' : ''}`
}

/**
 * Both forms of a secret go: whole, and without the prefix that says its kind.
 * @returns nothing of the text where a secret is short: what was left around it would give it away
 */
export function black(text: string, secrets: readonly string[]): string {
  const forms = secrets.flatMap(secret => [secret, secret.replace(/^(?:whsec_|v1,)/, '')]).filter(form => form !== '')
  if (forms.some(form => form.length < shortest)) return ''
  return forms.reduce((left, form) => left.replaceAll(form, '•••'), text)
}
