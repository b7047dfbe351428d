/**
 * Metrics with the row of the file that each came from, and roll-ups kept as data arrives.
 *
 * Screens read roll-ups, never metric: at ten million rows they are three to four orders of magnitude cheaper. From
 * reach_series_day (a row per release, account and day) the others can be derived; they are what a month's page reads.
 */
const counts = `
  impressions INTEGER NOT NULL,
  clicks INTEGER NOT NULL,
  reactions INTEGER NOT NULL,
  comments INTEGER NOT NULL,
  shares INTEGER NOT NULL`

export const sql = `
-- finished: 0 while a large file is still arriving. Its rows count for nothing, and the next import removes what a crash left.
CREATE TABLE metric_file (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL UNIQUE,
  imported_at TEXT NOT NULL,
  rows INTEGER NOT NULL,
  finished INTEGER NOT NULL CHECK (finished IN (0, 1))
) STRICT;

-- Who spoke: an account of the organisation's own, or a colleague sharing. A person's word on that outweighs a file's, and
-- a file's outweighs a guess, so that it does not matter which file came first.
CREATE TABLE metric_account (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  channel TEXT NOT NULL CHECK (channel IN ('owned', 'advocacy')),
  channel_from TEXT NOT NULL CHECK (channel_from IN ('guess', 'file', 'person')),
  network TEXT NOT NULL,
  rev INTEGER NOT NULL DEFAULT 1
) STRICT;

-- The reference to a newer row is checked at commit: the old row has to step aside before the new one can come in.
CREATE TABLE metric (
  seq INTEGER PRIMARY KEY,
  file INTEGER NOT NULL REFERENCES metric_file (seq),
  row INTEGER NOT NULL,
  day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  account INTEGER NOT NULL REFERENCES metric_account (id),
  reference TEXT NOT NULL,
  release_seq INTEGER REFERENCES release (seq),${counts},
  superseded_by INTEGER REFERENCES metric (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
-- One figure counts for a day, an account and a post; a newer one takes its place and the old one is kept.
CREATE UNIQUE INDEX metric_current ON metric (account, reference, day) WHERE superseded_by IS NULL;
CREATE INDEX metric_day ON metric (day, account);
CREATE INDEX metric_superseding ON metric (superseded_by) WHERE superseded_by IS NOT NULL;

-- release_seq is 0 for rows that match no release: a null would not be unique in the key. A post counts on its first day.
CREATE TABLE reach_series_day (
  release_seq INTEGER NOT NULL,
  day TEXT NOT NULL,
  account INTEGER NOT NULL,${counts},
  posts INTEGER NOT NULL,
  PRIMARY KEY (release_seq, day, account)
) STRICT, WITHOUT ROWID;

CREATE TABLE reach_day (
  day TEXT NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('owned', 'advocacy')),${counts},
  posts INTEGER NOT NULL,
  PRIMARY KEY (day, channel)
) STRICT, WITHOUT ROWID;

CREATE TABLE reach_release_month (
  month TEXT NOT NULL,
  release_seq INTEGER NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('owned', 'advocacy')),${counts},
  posts INTEGER NOT NULL,
  PRIMARY KEY (month, release_seq, channel)
) STRICT, WITHOUT ROWID;

CREATE TABLE reach_account_month (
  month TEXT NOT NULL,
  account INTEGER NOT NULL,${counts},
  posts INTEGER NOT NULL,
  PRIMARY KEY (month, account)
) STRICT, WITHOUT ROWID;

-- How many rows of a file count in a month.
CREATE TABLE reach_source_month (
  month TEXT NOT NULL,
  file INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  PRIMARY KEY (month, file)
) STRICT, WITHOUT ROWID;
`
