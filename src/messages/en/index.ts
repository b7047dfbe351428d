import { cli } from './cli.ts'
import { common } from './common.ts'
import { curation } from './curation.ts'
import { delivery } from './delivery.ts'
import { errors } from './errors.ts'
import { people } from './people.ts'
import { reach } from './reach.ts'
import { releases } from './releases.ts'
import { reports } from './reports.ts'
import { review } from './review.ts'
import { settings } from './settings.ts'
import { share } from './share.ts'
import { shell } from './shell.ts'

export const en = {
  cli,
  common,
  curation,
  delivery,
  errors,
  people,
  reach,
  releases,
  reports,
  review,
  settings,
  share,
  shell
}
