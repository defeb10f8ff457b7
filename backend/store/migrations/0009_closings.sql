-- +goose Up

-- What had come of a check-in when it ended: of the items that it brought, how many were handled and
-- how many were carried over. A later check-in takes items over, and with them what could be counted.
CREATE TABLE closings (
    run_id    INTEGER NOT NULL,
    client_id INTEGER NOT NULL,               -- 0: of nobody
    handled   INTEGER NOT NULL,
    carried   INTEGER NOT NULL,
    PRIMARY KEY (run_id, client_id)
) WITHOUT ROWID;
