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
  `
  CREATE TABLE theft (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    chain TEXT NOT NULL,
    assets TEXT NOT NULL,   -- a JSON list of CAIP-19 ids; empty means each that a seed moved
    seeds TEXT NOT NULL,    -- a JSON list of texts
    since INTEGER,
    options TEXT NOT NULL,  -- JSON, what differs from the defaults
    added INTEGER NOT NULL, -- times are whole seconds UTC
    ended INTEGER
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE watched_address (
    chain TEXT NOT NULL,
    address TEXT NOT NULL,  -- canonical
    purpose TEXT NOT NULL CHECK (purpose IN ('balance', 'customer')),
    name TEXT NOT NULL,
    assets TEXT NOT NULL,   -- a JSON list of CAIP-19 ids
    added INTEGER NOT NULL,
    ended INTEGER,
    PRIMARY KEY (chain, address, purpose)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE watch_cursor (
    chain TEXT PRIMARY KEY,
    height INTEGER NOT NULL,
    hash TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE watch_block ( -- the newest blocks of each chain, to find out which the chain has left meanwhile
    chain TEXT NOT NULL,
    height INTEGER NOT NULL,
    hash TEXT NOT NULL,
    previous TEXT NOT NULL,
    PRIMARY KEY (chain, height)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE alert (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    rule TEXT NOT NULL,
    severity INTEGER NOT NULL, -- 0 low to 3 critical
    theft TEXT,
    chain TEXT NOT NULL,
    time INTEGER NOT NULL,     -- of the block, or of the finding where there is none
    body BLOB NOT NULL,        -- canonical JSON, what was found
    retracted INTEGER NOT NULL CHECK (retracted IN (0, 1)),
    status TEXT NOT NULL CHECK (status IN ('open', 'assigned', 'closing', 'closed')),
    assignee TEXT,
    verdict TEXT CHECK (verdict IN ('true', 'false')),
    comment TEXT,
    closer TEXT                -- who proposed to close it, or closed it alone
  ) STRICT;
  CREATE TRIGGER alert_remains BEFORE DELETE ON alert BEGIN SELECT RAISE(ABORT, 'an alert is never deleted'); END;
  CREATE INDEX alert_theft ON alert (theft, seq);
  CREATE INDEX alert_todo ON alert (seq) WHERE status <> 'closed';

  CREATE TABLE sighting ( -- the blocks in which an alert was found
    alert INTEGER NOT NULL REFERENCES alert,
    chain TEXT NOT NULL,
    hash TEXT NOT NULL,
    height INTEGER NOT NULL,
    severity INTEGER NOT NULL,
    time INTEGER NOT NULL,
    body BLOB NOT NULL,
    stands INTEGER NOT NULL CHECK (stands IN (0, 1)),
    PRIMARY KEY (alert, hash)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sighting_block ON sighting (chain, hash);

  CREATE TABLE alert_event (
    id INTEGER PRIMARY KEY, -- counts from 1 without gaps
    alert INTEGER NOT NULL REFERENCES alert,
    type TEXT NOT NULL,
    time INTEGER NOT NULL,
    body BLOB NOT NULL      -- canonical JSON, as subscribers get it
  ) STRICT;
  CREATE INDEX alert_event_of ON alert_event (alert, id);
  CREATE TRIGGER alert_event_stays BEFORE UPDATE ON alert_event BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
  CREATE TRIGGER alert_event_remains BEFORE DELETE ON alert_event BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;

  CREATE TABLE subscriber (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('webhook', 'hook')),
    name TEXT NOT NULL,
    url TEXT,
    severity INTEGER NOT NULL, -- the least
    thefts TEXT,               -- a JSON list of ids; all without it
    secret TEXT,
    secret_before TEXT,        -- signs too, until its end
    secret_before_ends INTEGER,
    missed INTEGER,            -- the first event that found its queue full
    added INTEGER NOT NULL,
    ended INTEGER
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE delivery (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    subscriber TEXT NOT NULL,
    message TEXT NOT NULL,  -- its webhook-id
    attempt INTEGER NOT NULL,
    time INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('delivered', 'failed', 'dead')),
    status INTEGER,         -- of HTTP
    code TEXT,              -- of the error
    reason TEXT
  ) STRICT;
  CREATE INDEX delivery_of ON delivery (subscriber, id);
  CREATE INDEX delivery_time ON delivery (time);
  `,
  `
  ALTER TABLE theft ADD COLUMN told TEXT NOT NULL DEFAULT '[]'; -- a JSON list of assets whose past was told as alerts
  `,
]

/** "lzwk": marks an SQLite file as a work state. */
export const APPLICATION_ID = 0x6c7a776b
