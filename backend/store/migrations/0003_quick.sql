-- +goose Up

-- What can be searched is what is not held: the index says so too, so that an arrival costs nothing
-- here before its check-in. Beginnings of one and two letters have entries of their own, since putting
-- them together from all words that begin so takes longest just when somebody begins to type.
DROP TRIGGER items_text_add;
DROP TRIGGER items_text_remove;
DROP TRIGGER items_text_change;
DROP TABLE items_text;
CREATE VIEW items_open AS SELECT id, title, body, sender, app FROM items WHERE state <> 'held';
CREATE VIRTUAL TABLE items_text USING fts5 (
    title, body, sender, app, content = 'items_open', content_rowid = 'id', prefix = '1 2',
    tokenize = "unicode61 remove_diacritics 2"
);
-- What is taken out leaves the index at once, not at some later merging.
INSERT INTO items_text (items_text, rank) VALUES ('secure-delete', 1);
INSERT INTO items_text (items_text) VALUES ('rebuild');
-- +goose StatementBegin
CREATE TRIGGER items_text_add AFTER INSERT ON items WHEN new.state <> 'held' BEGIN
    INSERT INTO items_text (rowid, title, body, sender, app) VALUES (new.id, new.title, new.body, new.sender, new.app);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER items_text_remove AFTER DELETE ON items WHEN old.state <> 'held' BEGIN
    INSERT INTO items_text (items_text, rowid, title, body, sender, app)
    VALUES ('delete', old.id, old.title, old.body, old.sender, old.app);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER items_text_change AFTER UPDATE OF title, body, sender, app, state ON items
WHEN (old.state = 'held') <> (new.state = 'held') OR old.state <> 'held' AND
    (old.title <> new.title OR old.body <> new.body OR old.sender <> new.sender OR old.app <> new.app) BEGIN
    INSERT INTO items_text (items_text, rowid, title, body, sender, app)
    SELECT 'delete', old.id, old.title, old.body, old.sender, old.app WHERE old.state <> 'held';
    INSERT INTO items_text (rowid, title, body, sender, app)
    SELECT new.id, new.title, new.body, new.sender, new.app WHERE new.state <> 'held';
END;
-- +goose StatementEnd

-- The items by importance, with what most searches ask, so that these read no texts.
CREATE INDEX items_ranked ON items (score DESC, id, state, client_id, kind, last_at, sender);
CREATE INDEX items_pinned ON items (score DESC, id) WHERE pinned = 1;

-- Since when something is held, without reading its text.
DROP INDEX arrivals_held;
CREATE INDEX arrivals_held ON arrivals (item_id, received_at) WHERE outcome = 'held';
