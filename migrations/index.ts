import { sql as people } from './0010-people.ts'
import { sql as releases } from './0020-releases.ts'
import { sql as review } from './0030-review.ts'
import { sql as curation } from './0040-curation.ts'
import { sql as delivery } from './0050-delivery.ts'
import { sql as reach } from './0060-reach.ts'
import { sql as share } from './0070-share.ts'
import { sql as destinations } from './0080-destinations.ts'
import { sql as readings } from './0090-readings.ts'

/** A step of the schema: its number becomes the file's `user_version` in the transaction that runs it. */
export interface Migration {
  version: number
  sql: string
}

/** Every migration, in order. Steps are numbered in tens, use nothing of `src/`, and are frozen once released. */
export const migrations: readonly Migration[] = [
  { version: 10, sql: people },
  { version: 20, sql: releases },
  { version: 30, sql: review },
  { version: 40, sql: curation },
  { version: 50, sql: delivery },
  { version: 60, sql: reach },
  { version: 70, sql: share },
  { version: 80, sql: destinations },
  { version: 90, sql: readings }
]
