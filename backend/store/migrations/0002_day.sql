-- +goose Up

ALTER TABLE clients ADD COLUMN colour       INTEGER NOT NULL DEFAULT 1;  -- 1 to 9
ALTER TABLE clients ADD COLUMN hours        TEXT    NOT NULL DEFAULT '{}'; -- JSON: ranges of each weekday, days off
ALTER TABLE clients ADD COLUMN longest_wait INTEGER NOT NULL DEFAULT 0;  -- minutes inside the hours; 0: none
ALTER TABLE clients ADD COLUMN own          INTEGER NOT NULL DEFAULT 0;  -- the user's own project
ALTER TABLE clients ADD COLUMN open_with    TEXT    NOT NULL DEFAULT '';
ALTER TABLE clients ADD COLUMN removed_at   INTEGER NOT NULL DEFAULT 0;

ALTER TABLE items ADD COLUMN snooze_until  INTEGER NOT NULL DEFAULT 0;   -- -1: the next check-in
ALTER TABLE items ADD COLUMN waiting_on    TEXT    NOT NULL DEFAULT '';
ALTER TABLE items ADD COLUMN waiting_since INTEGER NOT NULL DEFAULT 0;
ALTER TABLE items ADD COLUMN ask_at        INTEGER NOT NULL DEFAULT 0;
ALTER TABLE items ADD COLUMN pinned        INTEGER NOT NULL DEFAULT 0;
ALTER TABLE items ADD COLUMN reach         TEXT    NOT NULL DEFAULT '';
ALTER TABLE items ADD COLUMN priority      INTEGER NOT NULL DEFAULT 0;
ALTER TABLE items ADD COLUMN blocked       TEXT    NOT NULL DEFAULT '';  -- who cannot go on without the user
ALTER TABLE items ADD COLUMN blocked_since INTEGER NOT NULL DEFAULT 0;
ALTER TABLE items ADD COLUMN done_at       INTEGER NOT NULL DEFAULT 0;
ALTER TABLE items ADD COLUMN run_id        INTEGER NOT NULL DEFAULT 0;   -- the check-in that brought it last
CREATE INDEX items_run     ON items (run_id) WHERE run_id <> 0;
CREATE INDEX items_snoozed ON items (snooze_until) WHERE state = 'snoozed';
CREATE INDEX items_asking  ON items (ask_at) WHERE state = 'waiting';
CREATE INDEX items_client  ON items (client_id, state);
CREATE INDEX items_done    ON items (done_at) WHERE state = 'done';

ALTER TABLE arrivals ADD COLUMN entry         TEXT    NOT NULL DEFAULT ''; -- desktop entry
ALTER TABLE arrivals ADD COLUMN reach         TEXT    NOT NULL DEFAULT '';
ALTER TABLE arrivals ADD COLUMN priority      INTEGER NOT NULL DEFAULT 0;
ALTER TABLE arrivals ADD COLUMN blocked       TEXT    NOT NULL DEFAULT '';
ALTER TABLE arrivals ADD COLUMN blocked_since INTEGER NOT NULL DEFAULT 0;

-- A run that concerns some clients only lists them; '' is everybody.
ALTER TABLE runs ADD COLUMN clients TEXT NOT NULL DEFAULT '';
ALTER TABLE runs ADD COLUMN extra   INTEGER NOT NULL DEFAULT 0; -- opened just in time for a longest wait

CREATE TABLE rules (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT    NOT NULL,            -- route, breakthrough, mute, private
    client_id  INTEGER NOT NULL DEFAULT 0,
    builtin    TEXT    NOT NULL DEFAULT '', -- the name of a proposed rule, which matches by itself
    match      TEXT    NOT NULL DEFAULT '{}',
    created_at INTEGER NOT NULL,
    removed_at INTEGER NOT NULL DEFAULT 0
);

-- How much more or less than by default somebody's messages count: the user's own marks.
CREATE TABLE marks (
    sender TEXT PRIMARY KEY,
    shift  REAL NOT NULL
) WITHOUT ROWID;

-- Shields that repeat: days, local time and length; each makes shields as its time comes.
CREATE TABLE shield_rules (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    days       INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    minutes    INTEGER NOT NULL,
    zone       TEXT    NOT NULL DEFAULT '',
    note       TEXT    NOT NULL DEFAULT '',
    valid_from INTEGER NOT NULL,
    removed_at INTEGER NOT NULL DEFAULT 0
);
ALTER TABLE shields ADD COLUMN rule_id    INTEGER NOT NULL DEFAULT 0;
ALTER TABLE shields ADD COLUMN local_date TEXT    NOT NULL DEFAULT '';
CREATE UNIQUE INDEX shields_of_rule ON shields (rule_id, local_date) WHERE rule_id <> 0;

-- What can be searched. Held items are in it and are left out when asked, unless they are asked for.
CREATE VIRTUAL TABLE items_text USING fts5 (
    title, body, sender, app, content = 'items', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO items_text (rowid, title, body, sender, app) SELECT id, title, body, sender, app FROM items;
-- +goose StatementBegin
CREATE TRIGGER items_text_add AFTER INSERT ON items BEGIN
    INSERT INTO items_text (rowid, title, body, sender, app) VALUES (new.id, new.title, new.body, new.sender, new.app);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER items_text_remove AFTER DELETE ON items BEGIN
    INSERT INTO items_text (items_text, rowid, title, body, sender, app)
    VALUES ('delete', old.id, old.title, old.body, old.sender, old.app);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER items_text_change AFTER UPDATE OF title, body, sender, app ON items
WHEN old.title <> new.title OR old.body <> new.body OR old.sender <> new.sender OR old.app <> new.app BEGIN
    INSERT INTO items_text (items_text, rowid, title, body, sender, app)
    VALUES ('delete', old.id, old.title, old.body, old.sender, old.app);
    INSERT INTO items_text (rowid, title, body, sender, app) VALUES (new.id, new.title, new.body, new.sender, new.app);
END;
-- +goose StatementEnd
