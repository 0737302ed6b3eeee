/**
 * The work state's tables, as steps from one layout to the next: step n leads to version n. A step that was released is
 * never changed; what comes later is appended.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE decision (
    seq INTEGER PRIMARY KEY,
    time INTEGER NOT NULL, -- whole seconds UTC
    kind TEXT NOT NULL,
    body BLOB NOT NULL,    -- canonical JSON
    hash BLOB NOT NULL     -- see Decision.ts; the previous hash is the row before
  ) STRICT;
  CREATE TRIGGER decision_stays BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
  CREATE TRIGGER decision_remains BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'a decision is never deleted'); END;

  CREATE TABLE api_key (
    id TEXT PRIMARY KEY,
    hash BLOB NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,  -- a JSON list
    created INTEGER NOT NULL,
    expires INTEGER,
    revoked INTEGER,
    used INTEGER           -- the beginning of the day
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE message (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    topic TEXT NOT NULL,
    key TEXT NOT NULL UNIQUE,
    body BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'dead')),
    due INTEGER NOT NULL,  -- not before; while it is claimed, the end of the lease
    attempts INTEGER NOT NULL,
    attempts_max INTEGER NOT NULL,
    settled INTEGER        -- when it was delivered or given up
  ) STRICT;
  CREATE INDEX message_line ON message (topic, id) WHERE state = 'waiting';
  CREATE INDEX message_settled ON message (settled) WHERE settled IS NOT NULL;
  `,
]

/** "lzwk": marks an SQLite file as a work state. */
export const APPLICATION_ID = 0x6c7a776b
