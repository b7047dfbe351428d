/**
 * Releases: a narrow row for lists, the text beside it, and a full-text index kept true by triggers.
 *
 * Bodies live apart because a list that drags them along is 20 to 70 times slower on deep pages. The index has prefixes of
 * two and three letters because search answers as one types: pages for a prefix come about ten times faster for it.
 */
export const sql = `
CREATE TABLE release (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('press-release', 'statement', 'article', 'event')),
  status TEXT NOT NULL CHECK (status IN ('draft', 'in-review', 'changes-requested', 'approved', 'published', 'corrected', 'withdrawn', 'expired', 'archived')),
  title TEXT NOT NULL,
  subtitle TEXT NOT NULL,
  excerpt TEXT NOT NULL,
  lang TEXT NOT NULL,
  embargo_at TEXT,
  embargo_zone TEXT,
  embargo_wall TEXT,
  origin TEXT NOT NULL CHECK (json_valid(origin)),
  external_id TEXT,
  content_hash TEXT NOT NULL,
  listed_at TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  rev INTEGER NOT NULL DEFAULT 1,
  CHECK ((embargo_at IS NULL) = (embargo_zone IS NULL) AND (embargo_at IS NULL) = (embargo_wall IS NULL))
) STRICT;
CREATE INDEX release_newest ON release (listed_at DESC, seq DESC);
CREATE INDEX release_status_newest ON release (status, listed_at DESC, seq DESC);
CREATE INDEX release_lang_newest ON release (lang, listed_at DESC, seq DESC);
CREATE INDEX release_status_lang_newest ON release (status, lang, listed_at DESC, seq DESC);
CREATE INDEX release_hash ON release (content_hash);

-- How many there are of each, derived: counting a hundred thousand rows takes longer than reading a page of them.
CREATE TABLE release_count (
  status TEXT NOT NULL,
  lang TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 0),
  PRIMARY KEY (status, lang)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER release_counted AFTER INSERT ON release BEGIN
  INSERT INTO release_count VALUES (new.status, new.lang, 1) ON CONFLICT DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER release_recounted AFTER UPDATE OF status, lang ON release
  WHEN old.status IS NOT new.status OR old.lang IS NOT new.lang BEGIN
  UPDATE release_count SET count = count - 1 WHERE status = old.status AND lang = old.lang;
  INSERT INTO release_count VALUES (new.status, new.lang, 1) ON CONFLICT DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER release_uncounted AFTER DELETE ON release BEGIN
  UPDATE release_count SET count = count - 1 WHERE status = old.status AND lang = old.lang;
END;

CREATE TABLE release_text (
  seq INTEGER PRIMARY KEY REFERENCES release (seq) ON DELETE CASCADE,
  body TEXT NOT NULL
) STRICT;

-- Whoever changed the text since it was last signed off may not sign it off.
CREATE TABLE release_editor (
  release_id TEXT NOT NULL REFERENCES release (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES person (id),
  PRIMARY KEY (release_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE VIEW release_document AS
  SELECT release.seq AS seq, title, subtitle, body FROM release JOIN release_text ON release_text.seq = release.seq;

CREATE VIRTUAL TABLE release_search USING fts5 (
  title, subtitle, body,
  content='release_document', content_rowid='seq', tokenize="unicode61 remove_diacritics 2", prefix='2 3'
);
-- A word in the title says more of what a release is about than the same word in its text.
INSERT INTO release_search (release_search, rank) VALUES ('rank', 'bm25(10.0, 4.0, 1.0)');

CREATE TRIGGER release_text_added AFTER INSERT ON release_text BEGIN
  INSERT INTO release_search (rowid, title, subtitle, body)
    SELECT seq, title, subtitle, new.body FROM release WHERE seq = new.seq;
END;
CREATE TRIGGER release_text_changed AFTER UPDATE OF body ON release_text WHEN old.body IS NOT new.body BEGIN
  INSERT INTO release_search (release_search, rowid, title, subtitle, body)
    SELECT 'delete', seq, title, subtitle, old.body FROM release WHERE seq = old.seq;
  INSERT INTO release_search (rowid, title, subtitle, body)
    SELECT seq, title, subtitle, new.body FROM release WHERE seq = new.seq;
END;
CREATE TRIGGER release_title_changed AFTER UPDATE OF title, subtitle ON release
  WHEN old.title IS NOT new.title OR old.subtitle IS NOT new.subtitle BEGIN
  INSERT INTO release_search (release_search, rowid, title, subtitle, body)
    SELECT 'delete', old.seq, old.title, old.subtitle, body FROM release_text WHERE seq = old.seq;
  INSERT INTO release_search (rowid, title, subtitle, body)
    SELECT new.seq, new.title, new.subtitle, body FROM release_text WHERE seq = new.seq;
END;
CREATE TRIGGER release_text_removed BEFORE DELETE ON release_text BEGIN
  INSERT INTO release_search (release_search, rowid, title, subtitle, body)
    SELECT 'delete', seq, title, subtitle, old.body FROM release WHERE seq = old.seq;
END;
CREATE TRIGGER release_removed BEFORE DELETE ON release BEGIN DELETE FROM release_text WHERE seq = old.seq; END;
`
