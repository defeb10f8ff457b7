-- +goose Up

-- After how many handled items a check-in ends; 0: its budget is time, or it has none.
ALTER TABLE runs ADD COLUMN budget_items INTEGER NOT NULL DEFAULT 0;
