import { RelaisError } from '../../../../domain/errors.ts'
import type { Connector } from './connector.ts'
import { amplify } from './amplify/amplify.ts'
import { bluesky } from './bluesky/bluesky.ts'
import { feed, sharee, sociallymap } from './feed/feed.ts'
import { folder } from './folder/folder.ts'
import { facebook, handoff, wiztrust } from './handoff/handoff.ts'
import { haiilo } from './haiilo/haiilo.ts'
import { hootsuite } from './hootsuite/hootsuite.ts'
import { linkedin } from './linkedin/linkedin.ts'
import { mail } from './mail/mail.ts'
import { mastodon } from './mastodon/mastodon.ts'
import { slack } from './slack/slack.ts'
import { sociabble } from './sociabble/sociabble.ts'
import { teams } from './teams/teams.ts'
import { webhook } from './webhook/webhook.ts'
import { wordpress } from './wordpress/wordpress.ts'
import { x } from './x/x.ts'

/** Every kind of destination there is. */
export const connectors: readonly Connector[] = [
  amplify(),
  bluesky(),
  facebook,
  feed,
  folder,
  handoff,
  haiilo(),
  hootsuite(),
  linkedin(),
  mail(),
  mastodon,
  sharee,
  slack(),
  sociallymap,
  sociabble(),
  teams(),
  webhook,
  wiztrust,
  wordpress,
  x()
]

/** @throws RelaisError `connector-unknown`, with those there are */
export function connectorOf(known: readonly Connector[], kind: string): Connector {
  const found = known.find(connector => connector.kind === kind)
  if (!found)
    throw new RelaisError('connector-unknown', { kind, known: known.map(connector => connector.kind).join(', ') })
  return found
}
