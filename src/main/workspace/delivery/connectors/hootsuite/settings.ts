import type { Access } from '../connector.ts'
import { choice, postLanguage, redirectPort, setting, settingsObject } from '../settings.ts'

/** The networks of share copies that Hootsuite publishes to. */
const networks = ['linkedin', 'x', 'facebook'] as const

export const settings = settingsObject({
  /** Of the customer's own app at Hootsuite, whose key is the account's secret. */
  clientId: setting,
  /** The id of a social profile, as the connection test lists them. */
  profile: setting,
  /** Where that profile is: whose copies are posted, and whose limits hold. */
  network: choice(networks, 'linkedin'),
  port: redirectPort,
  language: postLanguage
})

export const postedOn = ({ settings }: Pick<Access, 'settings'>): (typeof networks)[number] =>
  networks.find(network => network === settings['network']) ?? 'linkedin'
