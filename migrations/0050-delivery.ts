/** Destinations, the outbox, and what happened at each attempt. */
export const sql = `
-- A removed account stays as the name that past deliveries went to; its name is free again and its secret is gone.
CREATE TABLE account (
  id TEXT PRIMARY KEY,
  connector TEXT NOT NULL,
  name TEXT NOT NULL COLLATE NOCASE,
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  sealed_secret TEXT CHECK (sealed_secret IS NULL OR json_valid(sealed_secret)),
  created_at TEXT NOT NULL,
  removed_at TEXT,
  rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX account_name ON account (name) WHERE removed_at IS NULL;

-- confirmed_at: when a person last said to send it, late or not.
CREATE TABLE delivery (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  release_id TEXT NOT NULL REFERENCES release (id),
  revision_id TEXT NOT NULL REFERENCES revision (id),
  account_id TEXT NOT NULL REFERENCES account (id),
  action TEXT NOT NULL CHECK (action IN ('publish', 'update', 'withdraw')),
  state TEXT NOT NULL CHECK (state IN ('planned', 'held', 'leased', 'unconfirmed', 'confirmed', 'failed-retryable', 'failed-final', 'cancelled')),
  reason TEXT,
  planned_at TEXT NOT NULL,
  planned_zone TEXT NOT NULL,
  due_at TEXT NOT NULL,
  confirmed_at TEXT,
  tries INTEGER NOT NULL DEFAULT 0,
  lease_until TEXT,
  remote_id TEXT,
  remote_url TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX delivery_due ON delivery (due_at, seq) WHERE state IN ('planned', 'held', 'failed-retryable');
CREATE INDEX delivery_state ON delivery (state, seq DESC);
CREATE INDEX delivery_release ON delivery (release_id, seq);
-- What went out in a month, for the reach page and the report.
CREATE INDEX delivery_confirmed ON delivery (state, updated_at) WHERE state = 'confirmed';
CREATE INDEX delivery_account ON delivery (account_id, release_id, seq);
CREATE UNIQUE INDEX delivery_once ON delivery (revision_id, account_id, action) WHERE state <> 'cancelled';

-- Append-only: an attempt is its 'started' row, committed before the call, and at most one 'ended' row after it.
CREATE TABLE attempt (
  seq INTEGER PRIMARY KEY,
  delivery_id TEXT NOT NULL REFERENCES delivery (id),
  number INTEGER NOT NULL,
  phase TEXT NOT NULL CHECK (phase IN ('started', 'ended')),
  at TEXT NOT NULL,
  outcome TEXT,
  detail TEXT NOT NULL CHECK (json_valid(detail)),
  UNIQUE (delivery_id, number, phase)
) STRICT;
-- What was given up in a month, for the report.
CREATE INDEX attempt_failed ON attempt (at) WHERE outcome = 'failed-final';
CREATE TRIGGER attempt_kept BEFORE DELETE ON attempt BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER attempt_frozen BEFORE UPDATE ON attempt BEGIN SELECT RAISE(ABORT, 'append-only'); END;
`
