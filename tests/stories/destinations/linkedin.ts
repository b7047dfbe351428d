import { linkedin as connector } from '../../../src/main/workspace/delivery/connectors/linkedin/linkedin.ts'
import { linkedinApp, linkedinFirstTokens } from '../../stand-ins/linkedin-sign-in.ts'
import { linkedinStandIn } from '../../stand-ins/linkedin.ts'
import type { Destination } from '../destination.ts'
import { proxied } from '../http-destination.ts'

/** Sign-ins are renewed at LinkedIn's site, which is another host than the API's. */
const sites = new Map<string, string>()

export const linkedin: Destination = {
  kind: 'linkedin',
  against: 'stand-in',
  async open() {
    const { url, www, signIn, effects, setClock, close } = await linkedinStandIn()
    const opened = await proxied(
      { url, effects: async () => effects(), expire: signIn.expire, setClock, close },
      { isEffect: ({ method, path }) => method !== 'GET' && path.startsWith('/rest/posts') }
    )
    sites.set(opened.base, www)
    return opened
  },
  connectorAt: base => connector({ api: base, www: sites.get(base) ?? base, allowPrivate: true }),
  accountAt: () => ({
    settings: { clientId: linkedinApp.clientId, author: '5583111' },
    secret: linkedinApp.clientSecret,
    tokens: linkedinFirstTokens()
  }),
  grants: 'renewable',
  tooLong: 'é'.repeat(3_001),
  refusesTwins: true,
  untold: {}
}
