import type { Generated } from 'kysely'

/** Rows as SQLite holds them, made from the migrations by `tests/integration/database/schema.test.ts`. Not to be edited by hand. */
export interface Schema {
  account: AccountRow
  attempt: AttemptRow
  audit: AuditRow
  decision: DecisionRow
  delivery: DeliveryRow
  feed_item: FeedItemRow
  figures_pull: FiguresPullRow
  media: MediaRow
  media_evidence: MediaEvidenceRow
  media_use: MediaUseRow
  metric: MetricRow
  metric_account: MetricAccountRow
  metric_file: MetricFileRow
  person: PersonRow
  reach_account_month: ReachAccountMonthRow
  reach_day: ReachDayRow
  reach_release_month: ReachReleaseMonthRow
  reach_series_day: ReachSeriesDayRow
  reach_source_month: ReachSourceMonthRow
  reading: ReadingRow
  release: ReleaseRow
  release_count: ReleaseCountRow
  release_document: ReleaseDocumentRow
  release_editor: ReleaseEditorRow
  release_search: ReleaseSearchRow
  release_text: ReleaseTextRow
  review: ReviewRow
  revision: RevisionRow
  source: SourceRow
  workspace: WorkspaceRow
}

interface AccountRow {
  id: string
  connector: string
  name: string
  settings: string
  sealed_secret: string | null
  created_at: string
  removed_at: string | null
  rev: Generated<number>
  sealed_tokens: string | null
  connected_by: string | null
  connected_at: string | null
  scopes: string | null
  expires_at: string | null
  paused_at: string | null
  paused_reason: string | null
  failures: Generated<number>
  failing_since: string | null
}

interface AttemptRow {
  seq: Generated<number>
  delivery_id: string
  number: number
  phase: 'started' | 'ended'
  at: string
  outcome: string | null
  detail: string
}

interface AuditRow {
  seq: Generated<number>
  id: string
  at: string
  person_id: string | null
  verb: string
  subject_id: string
  detail: string
  previous_hash: string
  hash: string
}

interface DecisionRow {
  id: string
  review_id: string
  revision_id: string
  person_id: string
  verdict: 'approve' | 'changes' | 'refuse'
  reason: string
  decided_at: string
  statement: string
  signature: string
}

interface DeliveryRow {
  seq: Generated<number>
  id: string
  release_id: string
  revision_id: string
  account_id: string
  action: 'publish' | 'update' | 'withdraw'
  state: 'planned' | 'held' | 'leased' | 'unconfirmed' | 'confirmed' | 'failed-retryable' | 'failed-final' | 'cancelled'
  reason: string | null
  planned_at: string
  planned_zone: string
  due_at: string
  confirmed_at: string | null
  tries: Generated<number>
  lease_until: string | null
  remote_id: string | null
  remote_url: string | null
  created_at: string
  updated_at: string
  rev: Generated<number>
  look_at: string | null
}

interface FeedItemRow {
  seq: Generated<number>
  id: string
  source_id: string
  guid: string
  url: string | null
  title: string
  excerpt: string
  body: string
  lang: string | null
  published_at: string | null
  received_at: string
  listed_at: string
  verdict: 'keep' | 'dismiss' | 'draft' | null
  decided_at: string | null
  release_id: string | null
  rev: Generated<number>
}

interface FiguresPullRow {
  account_id: string
  pulled_at: string
}

interface MediaRow {
  seq: Generated<number>
  hash: string
  name: string
  type: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif'
  width: number
  height: number
  bytes: number
  frames: Generated<number>
  alt_fr: Generated<string>
  alt_en: Generated<string>
  credit: Generated<string>
  licence: Generated<string>
  expires: string | null
  consent: Generated<'not-needed' | 'given' | 'missing'>
  created_at: string
  updated_at: string
  folded: Generated<string>
  rev: Generated<number>
}

interface MediaEvidenceRow {
  hash: string
  revision_id: string
}

interface MediaUseRow {
  hash: string
  release_id: string
}

interface MetricRow {
  seq: Generated<number>
  file: number
  row: number
  day: string
  account: number
  reference: string
  release_seq: number | null
  impressions: number
  clicks: number
  reactions: number
  comments: number
  shares: number
  superseded_by: number | null
}

interface MetricAccountRow {
  id: Generated<number>
  name: string
  channel: 'owned' | 'advocacy'
  channel_from: 'guess' | 'file' | 'person'
  network: string
  rev: Generated<number>
}

interface MetricFileRow {
  seq: Generated<number>
  id: string
  name: string
  sha256: string
  imported_at: string
  rows: number
  finished: 0 | 1
}

interface PersonRow {
  id: string
  name: string
  email: string
  roles: string
  public_key: string
  wrapped_key: string
  wrapped_vault: string | null
  created_at: string
  rev: Generated<number>
}

interface ReachAccountMonthRow {
  month: string
  account: number
  impressions: number
  clicks: number
  reactions: number
  comments: number
  shares: number
  posts: number
}

interface ReachDayRow {
  day: string
  channel: 'owned' | 'advocacy'
  impressions: number
  clicks: number
  reactions: number
  comments: number
  shares: number
  posts: number
}

interface ReachReleaseMonthRow {
  month: string
  release_seq: number
  channel: 'owned' | 'advocacy'
  impressions: number
  clicks: number
  reactions: number
  comments: number
  shares: number
  posts: number
}

interface ReachSeriesDayRow {
  release_seq: number
  day: string
  account: number
  impressions: number
  clicks: number
  reactions: number
  comments: number
  shares: number
  posts: number
}

interface ReachSourceMonthRow {
  month: string
  file: number
  rows: number
}

interface ReadingRow {
  account_id: string
  remote_id: string
  day: string
  counts: string
  read_at: string
}

interface ReleaseRow {
  seq: Generated<number>
  id: string
  kind: 'press-release' | 'statement' | 'article' | 'event'
  status: 'draft' | 'in-review' | 'changes-requested' | 'approved' | 'published' | 'corrected' | 'withdrawn' | 'expired' | 'archived'
  title: string
  subtitle: string
  excerpt: string
  lang: string
  embargo_at: string | null
  embargo_zone: string | null
  embargo_wall: string | null
  origin: string
  external_id: string | null
  content_hash: string
  listed_at: string
  created_at: string
  updated_at: string
  rev: Generated<number>
  kit: string | null
}

interface ReleaseCountRow {
  status: string
  lang: string
  count: number
}

interface ReleaseDocumentRow {
  seq: number
  title: string
  subtitle: string
  body: string
}

interface ReleaseEditorRow {
  release_id: string
  person_id: string
}

interface ReleaseSearchRow {
  title: string
  subtitle: string
  body: string
}

interface ReleaseTextRow {
  seq: Generated<number>
  body: string
}

interface ReviewRow {
  id: string
  release_id: string
  revision_id: string
  submitted_by: string
  submitted_at: string
  state: 'open' | 'approved' | 'changes-requested' | 'refused' | 'void'
  closed_at: string | null
  rev: Generated<number>
}

interface RevisionRow {
  id: string
  release_id: string
  number: number
  content: string
  content_hash: string
  authors: string
  created_at: string
}

interface SourceRow {
  id: string
  address: string
  title: string
  format: string | null
  etag: string | null
  last_modified: string | null
  pulled_at: string | null
  problem: string | null
  created_at: string
  rev: Generated<number>
}

interface WorkspaceRow {
  id: string
  name: string
  zone: string
  lang: 'fr' | 'en'
  sample: Generated<0 | 1>
  all_held: Generated<0 | 1>
  created_at: string
  rev: Generated<number>
  share_rules: string | null
}
