/** Share kits, the pictures they use, and what the house asks of every share copy. */
export const sql = `
-- The kit is content: the hash of a release covers it. It lies in the row as JSON because nothing is looked up in it.
ALTER TABLE release ADD COLUMN kit TEXT CHECK (kit IS NULL OR json_valid(kit));
ALTER TABLE workspace ADD COLUMN share_rules TEXT CHECK (share_rules IS NULL OR json_valid(share_rules));

-- A picture's bytes lie beside the workspace file, under their hash. Releases freeze what they use of it; this row is what
-- is known now, and the stricter of the two counts.
CREATE TABLE media (
  seq INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
  name TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('image/jpeg', 'image/png', 'image/webp', 'image/gif')),
  width INTEGER NOT NULL CHECK (width > 0),
  height INTEGER NOT NULL CHECK (height > 0),
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  frames INTEGER NOT NULL DEFAULT 1 CHECK (frames > 0),
  alt_fr TEXT NOT NULL DEFAULT '',
  alt_en TEXT NOT NULL DEFAULT '',
  credit TEXT NOT NULL DEFAULT '',
  licence TEXT NOT NULL DEFAULT '',
  expires TEXT,
  consent TEXT NOT NULL DEFAULT 'missing' CHECK (consent IN ('not-needed', 'given', 'missing')),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  -- Its name, descriptions and credit without case and accents, for searching.
  folded TEXT NOT NULL DEFAULT '',
  rev INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Who uses a picture, kept by triggers: a hundred thousand kits are too many to be read for it. The texts that were submitted
-- are evidence, and so are the pictures in them.
CREATE TABLE media_use (
  hash TEXT NOT NULL,
  release_id TEXT NOT NULL REFERENCES release (id) ON DELETE CASCADE,
  PRIMARY KEY (hash, release_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX media_use_release ON media_use (release_id);
CREATE TABLE media_evidence (
  hash TEXT NOT NULL,
  revision_id TEXT NOT NULL REFERENCES revision (id),
  PRIMARY KEY (hash, revision_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX media_evidence_revision ON media_evidence (revision_id);
CREATE TRIGGER media_used_first AFTER INSERT ON release WHEN new.kit IS NOT NULL BEGIN
  INSERT OR IGNORE INTO media_use SELECT value ->> 'hash', new.id FROM json_each(new.kit, '$.media');
END;
CREATE TRIGGER media_used_now AFTER UPDATE OF kit ON release WHEN new.kit IS NOT old.kit BEGIN
  DELETE FROM media_use WHERE release_id = new.id;
  INSERT OR IGNORE INTO media_use SELECT value ->> 'hash', new.id FROM json_each(new.kit, '$.media');
END;
CREATE TRIGGER media_submitted AFTER INSERT ON revision WHEN json_type(new.content, '$.kit.media') = 'array' BEGIN
  INSERT OR IGNORE INTO media_evidence SELECT value ->> 'hash', new.id FROM json_each(new.content, '$.kit.media');
END;
`
