-- +goose Up

-- When something is over by its source's own word, a meeting say; 0: never. Of an item: as long as all
-- of it is.
ALTER TABLE arrivals ADD COLUMN expires_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE items ADD COLUMN expires_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX items_expiring ON items (expires_at) WHERE expires_at > 0 AND state IN ('held', 'queued', 'snoozed', 'waiting');
CREATE INDEX arrivals_expiring ON arrivals (expires_at) WHERE outcome = 'held' AND expires_at > 0;

-- The mail address of who sent it, where the source knows one besides the name; empty: it does not.
ALTER TABLE arrivals ADD COLUMN address TEXT NOT NULL DEFAULT '';
