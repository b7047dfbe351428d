/** Sources and the items they brought in. An item keeps what the feed said; a verdict is all that changes. */
export const sql = `
CREATE TABLE source (
  id TEXT PRIMARY KEY,
  address TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  format TEXT,
  etag TEXT,
  last_modified TEXT,
  pulled_at TEXT,
  problem TEXT,
  created_at TEXT NOT NULL,
  rev INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE feed_item (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source_id TEXT NOT NULL REFERENCES source (id),
  guid TEXT NOT NULL,
  url TEXT,
  title TEXT NOT NULL,
  excerpt TEXT NOT NULL,
  body TEXT NOT NULL,
  lang TEXT,
  published_at TEXT,
  received_at TEXT NOT NULL,
  listed_at TEXT NOT NULL,
  verdict TEXT CHECK (verdict IN ('keep', 'dismiss', 'draft')),
  decided_at TEXT,
  release_id TEXT REFERENCES release (id) ON DELETE SET NULL,
  rev INTEGER NOT NULL DEFAULT 1,
  UNIQUE (source_id, guid)
) STRICT;
CREATE INDEX feed_item_untriaged ON feed_item (listed_at DESC, seq DESC) WHERE verdict IS NULL;
CREATE INDEX feed_item_verdict ON feed_item (verdict, listed_at DESC, seq DESC);
`
