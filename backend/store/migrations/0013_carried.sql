-- +goose Up

-- The check-in run that took an item over from one that was open; its run_id says the same as long as no
-- later one brings it again. 0: none did.
ALTER TABLE items ADD COLUMN carried_to INTEGER NOT NULL DEFAULT 0;
