import * as v from 'valibot'
import type { Cleared } from '../../clearance.ts'
import type { Access, Call, Connector, SendResult } from '../connector.ts'
import { publicAddress } from '../evidence.ts'
import { isItsHost, isSafeWay } from '../own-host.ts'
import { serverDateOf } from '../server-date.ts'
import { badSetting, choice, setting, settingsObject, webAddress, type Problem } from '../settings.ts'
import { toldOrThrown } from '../trial.ts'
import { look } from './look.ts'
import { publish, update, withdraw } from './posts.ts'
import { openSite } from './site.ts'

const settings = v.pipe(
  settingsObject({
    url: webAddress,
    user: setting,
    status: choice(['publish', 'draft'], 'publish'),
    category: v.optional(v.pipe(setting, v.regex(/^[\p{L}\p{N}_-]+$/u, 'not-a-category' satisfies Problem))),
    allowHost: v.optional(setting)
  }),
  v.forward(
    v.check(({ url, allowHost }) => isItsHost(url, allowHost), 'not-its-host' satisfies Problem),
    ['allowHost']
  ),
  v.forward(
    v.check(({ url, allowHost }) => isSafeWay(url, allowHost), 'needs-https' satisfies Problem),
    ['url']
  )
)

/**
 * Posts on a WordPress newsroom (https://developer.wordpress.org/rest-api/), with an application password. WordPress makes a
 * second post of a repeated call, so it is looked for first, by an address that only this release has.
 */
export const wordpress: Connector = {
  kind: 'wordpress',
  network: null,
  settings,
  secret: 'given',
  can: { update: true, withdraw: true, look: true, metrics: 'none', handOff: false },
  repeat: 'look-first',
  lane: 1,
  whole: false,
  describe: (_delivery, { settings: { url = '', status = 'publish' } }) => ({
    method: 'POST',
    url: publicAddress(url),
    status
  }),
  send,
  look,
  checkSecret(secret) {
    // The password of the person would open far more, and is not needed.
    if (!/^[A-Za-z0-9]{24}$/.test(secret.replaceAll(' ', ''))) throw badSetting('secret', 'not-an-application-password')
  },
  test,
  serverDate: ({ settings: { url = '', allowHost } }, call) => serverDateOf(url, allowHost !== undefined, call)
}

async function send(cleared: Cleared, call: Call): Promise<SendResult> {
  const { delivery, content, target, access } = cleared
  const id = target?.remoteId
  if (delivery.action !== 'publish' && !id) return { outcome: 'refused', reason: 'no-target', received: {} }
  const opened = await openSite(access, call)
  if ('stopped' in opened) return opened.stopped
  const { site } = opened.told
  if (delivery.action === 'withdraw') return withdraw(site, cleared, id ?? '')
  if (!content) return { outcome: 'refused', reason: 'unsendable', received: {} }
  return delivery.action === 'publish' ? publish(site, cleared, content) : update(site, cleared, content, id ?? '')
}

async function test(access: Access, call: Call): Promise<string> {
  const { site, me } = toldOrThrown(await openSite(access, call))
  const { host } = new URL(site.address(''))
  const may = me.capabilities['publish_posts'] === true ? '' : ' · ⚠ publish_posts'
  return `${me.name} · ${host}${may}`
}
