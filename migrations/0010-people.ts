/** The workspace itself, the people who work in it, and the journal of what they did. */
export const sql = `
CREATE TABLE workspace (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  zone TEXT NOT NULL,
  lang TEXT NOT NULL CHECK (lang IN ('fr', 'en')),
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
  all_held INTEGER NOT NULL DEFAULT 0 CHECK (all_held IN (0, 1)),
  created_at TEXT NOT NULL,
  rev INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE person (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL COLLATE NOCASE UNIQUE,
  roles TEXT NOT NULL CHECK (json_valid(roles)),
  public_key TEXT NOT NULL,
  wrapped_key TEXT NOT NULL CHECK (json_valid(wrapped_key)),
  wrapped_vault TEXT CHECK (wrapped_vault IS NULL OR json_valid(wrapped_vault)),
  created_at TEXT NOT NULL,
  rev INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Append-only and chained: each hash covers the row and the hash before it.
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  person_id TEXT REFERENCES person (id),
  verb TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  detail TEXT NOT NULL CHECK (json_valid(detail)),
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_subject ON audit (subject_id, seq);
CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER audit_frozen BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'append-only'); END;
`
