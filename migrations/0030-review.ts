/** Revisions, the reviews they go through, and signed decisions. All but the state of a review is append-only. */
export const sql = `
CREATE TABLE revision (
  id TEXT PRIMARY KEY,
  release_id TEXT NOT NULL REFERENCES release (id),
  number INTEGER NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  content_hash TEXT NOT NULL,
  authors TEXT NOT NULL CHECK (json_valid(authors)),
  created_at TEXT NOT NULL,
  UNIQUE (release_id, number)
) STRICT;
CREATE TRIGGER revision_kept BEFORE DELETE ON revision BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER revision_frozen BEFORE UPDATE ON revision BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE review (
  id TEXT PRIMARY KEY,
  release_id TEXT NOT NULL REFERENCES release (id),
  revision_id TEXT NOT NULL REFERENCES revision (id),
  submitted_by TEXT NOT NULL REFERENCES person (id),
  submitted_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'approved', 'changes-requested', 'refused', 'void')),
  closed_at TEXT,
  rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX review_open ON review (submitted_at, id) WHERE state = 'open';
CREATE INDEX review_release ON review (release_id, submitted_at);
CREATE UNIQUE INDEX review_one_open ON review (release_id) WHERE state = 'open';

-- statement: the canonical JSON that was signed, kept as it was, so that a signature can be checked for ever.
CREATE TABLE decision (
  id TEXT PRIMARY KEY,
  review_id TEXT NOT NULL REFERENCES review (id),
  revision_id TEXT NOT NULL REFERENCES revision (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  verdict TEXT NOT NULL CHECK (verdict IN ('approve', 'changes', 'refuse')),
  reason TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  statement TEXT NOT NULL CHECK (json_valid(statement)),
  signature TEXT NOT NULL
) STRICT;
CREATE INDEX decision_revision ON decision (revision_id);
CREATE INDEX decision_person ON decision (person_id, decided_at);
CREATE TRIGGER decision_kept BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER decision_frozen BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'append-only'); END;
`
