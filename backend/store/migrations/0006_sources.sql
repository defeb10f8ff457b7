-- +goose Up

-- Accounts that the user connected. Their secrets lie elsewhere: secret_in says where.
CREATE TABLE sources (
    id           TEXT    PRIMARY KEY,          -- the kind and a number, "feed-1"; never given twice
    kind         TEXT    NOT NULL,
    name         TEXT    NOT NULL,
    client_id    INTEGER NOT NULL DEFAULT 0,   -- 0: routing rules decide
    settings     TEXT    NOT NULL DEFAULT '{}',-- JSON, by the keys of the form
    secret_in    TEXT    NOT NULL DEFAULT '',  -- keyring, file, session; empty: it has none
    seconds      INTEGER NOT NULL DEFAULT 0,   -- how often it is asked; 0: as its kind says
    done_verb    TEXT    NOT NULL DEFAULT '',  -- what is done there when something is done here; empty: nothing
    paused       INTEGER NOT NULL DEFAULT 0,
    condition    TEXT    NOT NULL DEFAULT 'ok',
    code         TEXT    NOT NULL DEFAULT '',
    sentence     TEXT    NOT NULL DEFAULT '',
    failures     INTEGER NOT NULL DEFAULT 0,   -- in a row
    not_before   INTEGER NOT NULL DEFAULT 0,   -- the server's wish
    last_ok_at   INTEGER NOT NULL DEFAULT 0,   -- renewed when something changes, not at each look
    who          TEXT    NOT NULL DEFAULT '',  -- who the user is there, by the last check
    import_since INTEGER NOT NULL DEFAULT 0,   -- what the first import brings from before is filed
    imported_at  INTEGER NOT NULL DEFAULT 0,   -- when the first import was over; 0: not yet
    arrived      INTEGER NOT NULL DEFAULT 0,   -- what it brought
    filed        INTEGER NOT NULL DEFAULT 0,   -- of that, what the first import filed as done
    older        INTEGER NOT NULL DEFAULT 0,   -- what the first import left at the service
    skipped      INTEGER NOT NULL DEFAULT 0,   -- what could not be understood
    created_at   INTEGER NOT NULL,
    removed_at   INTEGER NOT NULL DEFAULT 0
);

-- Which form of an event that is edited was handed over last, and under which identity at the door.
CREATE TABLE forms (
    source    TEXT NOT NULL,
    remote_id TEXT NOT NULL,
    form      TEXT NOT NULL,
    latest    TEXT NOT NULL,
    PRIMARY KEY (source, remote_id)
) WITHOUT ROWID;

-- What sources said was dealt with elsewhere, until it is noted on the items.
CREATE TABLE vanished (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL,
    name   TEXT NOT NULL,                      -- of the account, for people
    gone   TEXT NOT NULL DEFAULT '[]',         -- JSON: threads
    whole  TEXT NOT NULL DEFAULT ''            -- JSON: a complete list; empty: none
);

ALTER TABLE items ADD COLUMN elsewhere_at INTEGER NOT NULL DEFAULT 0; -- when it was seen to be dealt with at its source
ALTER TABLE items ADD COLUMN filed        TEXT    NOT NULL DEFAULT ''; -- the source whose first import filed it

-- The same thing told by several sources: what each arrival is known by to others, and the threads
-- that belong to an item of another source.
CREATE TABLE known_as (
    key        TEXT    NOT NULL,
    source     TEXT    NOT NULL,
    arrival_id INTEGER NOT NULL,
    PRIMARY KEY (key, source, arrival_id)
) WITHOUT ROWID;
CREATE TABLE twin_threads (
    source  TEXT    NOT NULL,
    thread  TEXT    NOT NULL,
    item_id INTEGER NOT NULL,
    PRIMARY KEY (source, thread)
) WITHOUT ROWID;
ALTER TABLE arrivals ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE arrivals ADD COLUMN twin       INTEGER NOT NULL DEFAULT 0; -- merged as a twin; 2: it says less than the other

-- What is to be written at services for the user.
CREATE TABLE outbox (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    source     TEXT    NOT NULL,
    item_id    INTEGER NOT NULL,
    verb       TEXT    NOT NULL,
    text       TEXT    NOT NULL DEFAULT '',
    key        TEXT    NOT NULL UNIQUE,
    state      TEXT    NOT NULL,               -- waiting, sending, sent, failed, unsure, withdrawn
    code       TEXT    NOT NULL DEFAULT '',
    sentence   TEXT    NOT NULL DEFAULT '',
    tries      INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    due_at     INTEGER NOT NULL,
    sent_at    INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX outbox_due ON outbox (due_at) WHERE state IN ('waiting', 'sending');
