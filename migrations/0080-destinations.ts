/** What an account is connected with and whether it may be used; and the outbox by account and by day. */
export const sql = `
-- connected_*: who signed in at the destination, what it granted, and until when. paused_*: the engine sends nothing there
-- until a person says so. failures: deliveries in a row that the destination itself failed on, since failing_since.
ALTER TABLE account ADD COLUMN sealed_tokens TEXT CHECK (sealed_tokens IS NULL OR json_valid(sealed_tokens));
ALTER TABLE account ADD COLUMN connected_by TEXT REFERENCES person (id);
ALTER TABLE account ADD COLUMN connected_at TEXT;
ALTER TABLE account ADD COLUMN scopes TEXT CHECK (scopes IS NULL OR json_valid(scopes));
ALTER TABLE account ADD COLUMN expires_at TEXT;
ALTER TABLE account ADD COLUMN paused_at TEXT;
ALTER TABLE account ADD COLUMN paused_reason TEXT;
ALTER TABLE account ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN failing_since TEXT;

-- When an unconfirmed delivery is next looked for at its destination; null where only a person can look.
ALTER TABLE delivery ADD COLUMN look_at TEXT;
CREATE INDEX delivery_look ON delivery (look_at) WHERE state = 'unconfirmed' AND look_at IS NOT NULL;

-- What is due of each account: so that thousands on one do not keep the others waiting.
CREATE INDEX delivery_due_account ON delivery (account_id, due_at, seq) WHERE state IN ('planned', 'held', 'failed-retryable');
-- Takes the place of one by state alone, which nothing else needs.
DROP INDEX delivery_state;
CREATE INDEX delivery_state_planned ON delivery (state, planned_at DESC, seq DESC);
CREATE INDEX delivery_planned ON delivery (planned_at DESC, seq DESC);
CREATE INDEX delivery_account_planned ON delivery (account_id, planned_at DESC, seq DESC);
`
