import type { Destination } from '../destination.ts'
import { amplify } from './amplify.ts'
import { bluesky } from './bluesky.ts'
import { files } from './files.ts'
import { haiilo } from './haiilo.ts'
import { hootsuite } from './hootsuite.ts'
import { linkedin } from './linkedin.ts'
import { mail } from './mail.ts'
import { mastodon } from './mastodon.ts'
import { slack } from './slack.ts'
import { sociabble } from './sociabble.ts'
import { teams } from './teams.ts'
import { webhook } from './webhook.ts'
import { x } from './x.ts'

/** Every destination that the default run can reach, the real servers last. */
export const destinations: readonly Destination[] = [
  linkedin,
  x,
  mastodon,
  webhook,
  slack,
  teams,
  sociabble,
  hootsuite,
  amplify,
  ...files,
  haiilo,
  mail,
  bluesky
]
