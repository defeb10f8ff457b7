-- +goose Up

-- Every instant is in milliseconds since 1970 UTC; 0 means none.

-- What sources handed over, durable before anything else happens to it. An arrival has the number of
-- its door row, so what is here and not among the arrivals is still to be taken in.
CREATE TABLE door (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    source      TEXT    NOT NULL,
    remote_id   TEXT    NOT NULL,
    received_at INTEGER NOT NULL,
    event       BLOB,                       -- JSON; emptied once it is an arrival
    UNIQUE (source, remote_id)
);
CREATE INDEX door_pending  ON door (id) WHERE event IS NOT NULL;
CREATE INDEX door_received ON door (received_at);

CREATE TABLE clients (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    number     INTEGER NOT NULL DEFAULT 0,
    name       TEXT    NOT NULL UNIQUE,
    zone       TEXT    NOT NULL DEFAULT ''
);

CREATE TABLE items (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    source    TEXT    NOT NULL,
    client_id INTEGER NOT NULL DEFAULT 0,
    thread    TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    state     TEXT    NOT NULL,
    app       TEXT    NOT NULL DEFAULT '',
    sender    TEXT    NOT NULL DEFAULT '',
    title     TEXT    NOT NULL DEFAULT '',
    body      TEXT    NOT NULL DEFAULT '',
    url       TEXT    NOT NULL DEFAULT '',
    due_at    INTEGER NOT NULL DEFAULT 0,
    urgency   INTEGER NOT NULL DEFAULT 0,
    score     REAL    NOT NULL DEFAULT 0,
    reasons   TEXT    NOT NULL DEFAULT '[]',
    arrivals  INTEGER NOT NULL DEFAULT 0,
    first_at  INTEGER NOT NULL DEFAULT 0,
    last_at   INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX items_thread ON items (source, thread, id);
CREATE INDEX items_queue  ON items (state, score DESC, id);

CREATE TABLE arrivals (
    id          INTEGER PRIMARY KEY,        -- the door row's number
    source      TEXT    NOT NULL,
    remote_id   TEXT    NOT NULL,
    item_id     INTEGER NOT NULL REFERENCES items (id),
    merged_into INTEGER NOT NULL DEFAULT 0, -- the arrival of which this is a newer form
    received_at INTEGER NOT NULL,
    sent_at     INTEGER NOT NULL DEFAULT 0,
    app         TEXT    NOT NULL DEFAULT '',
    sender      TEXT    NOT NULL DEFAULT '',
    kind        TEXT    NOT NULL,
    title       TEXT    NOT NULL DEFAULT '',
    body        TEXT    NOT NULL DEFAULT '',
    url         TEXT    NOT NULL DEFAULT '',
    due_at      INTEGER NOT NULL DEFAULT 0,
    urgency     INTEGER NOT NULL DEFAULT 0,
    outcome     TEXT    NOT NULL,
    outcome_at  INTEGER NOT NULL,
    reason      TEXT    NOT NULL DEFAULT '',
    run_id      INTEGER NOT NULL DEFAULT 0,
    withdrawn   INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX arrivals_identity ON arrivals (source, remote_id);
CREATE INDEX arrivals_item     ON arrivals (item_id, id);
CREATE INDEX arrivals_received ON arrivals (received_at, outcome);
CREATE INDEX arrivals_held     ON arrivals (item_id) WHERE outcome = 'held';
CREATE INDEX arrivals_run      ON arrivals (run_id) WHERE run_id <> 0;

-- Pop-ups that the notification daemon may still have, so that they can be closed there before Do
-- Not Disturb is lifted.
CREATE TABLE popups (
    daemon     TEXT    NOT NULL,
    daemon_id  INTEGER NOT NULL,
    arrival_id INTEGER NOT NULL,
    PRIMARY KEY (daemon, daemon_id)
) WITHOUT ROWID;

CREATE TABLE check_ins (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id  INTEGER NOT NULL DEFAULT 0,
    days       INTEGER NOT NULL,
    at         INTEGER NOT NULL,            -- minutes since local midnight
    zone       TEXT    NOT NULL DEFAULT '', -- empty: the user's
    valid_from INTEGER NOT NULL DEFAULT 0,
    once       TEXT    NOT NULL DEFAULT '', -- a local date; empty: it repeats
    created_at INTEGER NOT NULL,
    removed_at INTEGER NOT NULL DEFAULT 0
);
-- The plan that first use proposes. No occurrence from before the profile was made belongs to it.
INSERT INTO check_ins (days, at, valid_from, created_at)
SELECT 62, at, now, now
FROM (SELECT 570 AS at UNION ALL SELECT 780 UNION ALL SELECT 990),
     (SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER) AS now);

-- Occurrences that were delivered: never again by the same rule on the same local date.
CREATE TABLE occurrences (
    check_in_id INTEGER NOT NULL,
    local_date  TEXT    NOT NULL,
    planned_at  INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    run_id      INTEGER NOT NULL,
    PRIMARY KEY (check_in_id, local_date)
) WITHOUT ROWID;

CREATE TABLE runs (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    planned     INTEGER NOT NULL,
    due_at      INTEGER NOT NULL,
    opened_at   INTEGER NOT NULL,
    ends_at     INTEGER NOT NULL DEFAULT 0,
    ended_at    INTEGER NOT NULL DEFAULT 0,
    ending      TEXT    NOT NULL DEFAULT '',
    delivered   INTEGER NOT NULL DEFAULT 0,
    late        INTEGER NOT NULL DEFAULT 0,
    notified_at INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX runs_opened ON runs (opened_at);

CREATE TABLE shields (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    from_at  INTEGER NOT NULL,
    until_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL DEFAULT 0,
    note     TEXT    NOT NULL DEFAULT ''
);

CREATE TABLE gaps (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    source   TEXT    NOT NULL,
    from_at  INTEGER NOT NULL,
    until_at INTEGER NOT NULL DEFAULT 0,
    why      TEXT    NOT NULL,
    lost     INTEGER NOT NULL DEFAULT 0
);

-- What the user did, for undo: the fields that changed, as they were and as they became.
CREATE TABLE acts (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    at        INTEGER NOT NULL,
    verb      TEXT    NOT NULL,
    sentence  TEXT    NOT NULL,
    changes   TEXT    NOT NULL,             -- JSON
    undone_at INTEGER NOT NULL DEFAULT 0
);

-- Answers to mutations, so that the same request twice is once.
CREATE TABLE requests (
    key    TEXT    PRIMARY KEY,
    at     INTEGER NOT NULL,
    what   TEXT    NOT NULL,
    status INTEGER NOT NULL,
    answer BLOB    NOT NULL
) WITHOUT ROWID;

CREATE TABLE cursors (
    source TEXT PRIMARY KEY,
    cursor TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL                     -- JSON
) WITHOUT ROWID;
