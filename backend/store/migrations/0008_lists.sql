-- +goose Up

-- The items of a state in their order, with all that lists of them are narrowed, grouped and counted by,
-- so that a list of many reads the rows of the part that is shown alone.
DROP INDEX items_queue;
CREATE INDEX items_queue ON items (state, score DESC, id, client_id, sender, kind, app, source, last_at, pinned, run_id);
