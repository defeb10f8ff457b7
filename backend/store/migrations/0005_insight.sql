-- +goose Up

-- What the user writes down: a decision, a blocker, a baton note, a plain note. One that is linked to
-- an item is whose the item is.
CREATE TABLE records (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    kind        TEXT    NOT NULL,            -- decision, blocker, baton, note
    client_id   INTEGER NOT NULL DEFAULT 0,
    item_id     INTEGER NOT NULL DEFAULT 0,
    text        TEXT    NOT NULL,            -- Markdown
    blocked_on  TEXT    NOT NULL DEFAULT '', -- of a blocker: on whom
    since       INTEGER NOT NULL DEFAULT 0,  -- of a blocker: since when
    created_at  INTEGER NOT NULL,
    changed_at  INTEGER NOT NULL DEFAULT 0,
    resolved_at INTEGER NOT NULL DEFAULT 0,
    removed_at  INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX records_client ON records (client_id, created_at) WHERE removed_at = 0;
CREATE INDEX records_item   ON records (item_id) WHERE item_id <> 0;

CREATE VIEW records_open AS SELECT id, text, blocked_on FROM records WHERE removed_at = 0;
CREATE VIRTUAL TABLE records_text USING fts5 (
    text, blocked_on, content = 'records_open', content_rowid = 'id', prefix = '1 2',
    tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO records_text (records_text, rank) VALUES ('secure-delete', 1);
-- +goose StatementBegin
CREATE TRIGGER records_text_add AFTER INSERT ON records WHEN new.removed_at = 0 BEGIN
    INSERT INTO records_text (rowid, text, blocked_on) VALUES (new.id, new.text, new.blocked_on);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER records_text_change AFTER UPDATE OF text, blocked_on, removed_at ON records BEGIN
    INSERT INTO records_text (records_text, rowid, text, blocked_on)
    SELECT 'delete', old.id, old.text, old.blocked_on WHERE old.removed_at = 0;
    INSERT INTO records_text (rowid, text, blocked_on)
    SELECT new.id, new.text, new.blocked_on WHERE new.removed_at = 0;
END;
-- +goose StatementEnd

-- Saved searches; of one client, or of all where client_id is 0.
CREATE TABLE views (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id  INTEGER NOT NULL DEFAULT 0,
    name       TEXT    NOT NULL,
    query      TEXT    NOT NULL,
    grouping   TEXT    NOT NULL DEFAULT '',
    ordering   TEXT    NOT NULL DEFAULT '',
    number     INTEGER NOT NULL DEFAULT 0,   -- the key that opens it, 1 to 9; 0: none
    created_at INTEGER NOT NULL,
    removed_at INTEGER NOT NULL DEFAULT 0
);

-- Which rule let an arrival through or muted it; 0: none did.
ALTER TABLE arrivals ADD COLUMN rule_id INTEGER NOT NULL DEFAULT 0;
-- What the user said of a break-through: was it worth the interruption?
CREATE TABLE worth (
    arrival_id INTEGER PRIMARY KEY,
    worth      INTEGER NOT NULL,
    at         INTEGER NOT NULL
);

-- Proposals that the user accepted or declined, by what they propose.
CREATE TABLE proposals (
    key     TEXT    PRIMARY KEY,
    at      INTEGER NOT NULL,
    answer  TEXT    NOT NULL                 -- accepted, declined
) WITHOUT ROWID;

-- From which client the user went over to which, 0 for all.
CREATE TABLE switches (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    at      INTEGER NOT NULL,
    from_id INTEGER NOT NULL,
    to_id   INTEGER NOT NULL
);
CREATE INDEX switches_at ON switches (at);
