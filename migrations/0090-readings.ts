/** What destinations said when they were asked for figures, from which the figures of a day are made. */
export const sql = `
-- The last answer of each day. remote_id is empty for the account as a whole. The figures that count are in metric.
CREATE TABLE reading (
  account_id TEXT NOT NULL REFERENCES account (id),
  remote_id TEXT NOT NULL,
  day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  counts TEXT NOT NULL CHECK (json_valid(counts)),
  read_at TEXT NOT NULL,
  PRIMARY KEY (account_id, remote_id, day)
) STRICT, WITHOUT ROWID;

-- When an account last told its figures.
CREATE TABLE figures_pull (
  account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id),
  pulled_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`
