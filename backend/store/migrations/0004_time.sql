-- +goose Up

-- What a client pays and was promised. Money is in the smallest unit of its currency.
ALTER TABLE clients ADD COLUMN rate             INTEGER NOT NULL DEFAULT 0;  -- an hour; 0: none
ALTER TABLE clients ADD COLUMN currency         TEXT    NOT NULL DEFAULT ''; -- ISO 4217
ALTER TABLE clients ADD COLUMN promised         INTEGER NOT NULL DEFAULT 0;  -- minutes a week; 0: none
ALTER TABLE clients ADD COLUMN response_promise TEXT    NOT NULL DEFAULT ''; -- in words

-- Time worked. Instants are whole seconds; sessions never overlap.
CREATE TABLE sessions (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id    INTEGER NOT NULL,
    project      TEXT    NOT NULL DEFAULT '',
    billable     INTEGER NOT NULL DEFAULT 0,
    coordination INTEGER NOT NULL DEFAULT 0,  -- time spent on agreeing, not on the thing itself
    started_at   INTEGER NOT NULL,
    ended_at     INTEGER NOT NULL DEFAULT 0,  -- 0: it is running
    note         TEXT    NOT NULL DEFAULT '',
    resume       TEXT    NOT NULL DEFAULT '', -- where to go on, written when stopping
    batch        INTEGER NOT NULL DEFAULT 0,  -- the import that brought it; 0: none
    removed_at   INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX sessions_started ON sessions (started_at) WHERE removed_at = 0;
CREATE INDEX sessions_client  ON sessions (client_id, started_at) WHERE removed_at = 0;
CREATE INDEX sessions_batch   ON sessions (batch) WHERE batch <> 0;
CREATE UNIQUE INDEX sessions_running ON sessions (ended_at) WHERE ended_at = 0 AND removed_at = 0;

-- When the user was away while a session was running, until he says what to make of it.
CREATE TABLE aways (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id INTEGER NOT NULL,
    from_at    INTEGER NOT NULL,
    until_at   INTEGER NOT NULL
);

-- Meetings, as the sources know them.
CREATE TABLE meetings (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    source    TEXT    NOT NULL,
    remote_id TEXT    NOT NULL,               -- of one occurrence
    client_id INTEGER NOT NULL DEFAULT 0,
    title     TEXT    NOT NULL DEFAULT '',
    from_at   INTEGER NOT NULL,
    until_at  INTEGER NOT NULL,
    url       TEXT    NOT NULL DEFAULT '',    -- where to join it
    place     TEXT    NOT NULL DEFAULT '',
    answer    TEXT    NOT NULL DEFAULT '',    -- accepted, tentative, declined, open
    all_day   INTEGER NOT NULL DEFAULT 0,
    free      INTEGER NOT NULL DEFAULT 0,     -- it leaves the user free
    UNIQUE (source, remote_id)
);
CREATE INDEX meetings_until ON meetings (until_at);
