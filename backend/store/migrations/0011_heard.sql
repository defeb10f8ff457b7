-- +goose Up

-- What the insights count, kept beside the arrivals in the order in which it is counted: who sends (a
-- voice: a sender through a program and a source, of one client), and what became of each arrival that
-- is not held. It is made from arrivals and items alone, by the triggers below.
CREATE TABLE voices (
    id        INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL,
    source    TEXT    NOT NULL,
    app       TEXT    NOT NULL,
    sender    TEXT    NOT NULL
);
CREATE UNIQUE INDEX voices_of ON voices (client_id, source, app, sender);

CREATE TABLE heard (
    arrival_id INTEGER PRIMARY KEY,
    voice_id   INTEGER NOT NULL,
    how        INTEGER NOT NULL, -- 1: delivered at once, 2: delivered later, 3: broke through, 4: muted, 5: merged or expired
    at         INTEGER NOT NULL, -- when it was received
    waited     INTEGER NOT NULL, -- from then to its outcome, in milliseconds
    dropped    INTEGER NOT NULL  -- its item is muted, or was done within a minute of the outcome
);
CREATE INDEX heard_of ON heard (voice_id, how, at, waited, dropped);
CREATE INDEX heard_at ON heard (at, voice_id) WHERE how = 2;

-- How each arrival should stand in heard; its voice must be there.
CREATE VIEW hearing AS
    SELECT a.id AS arrival_id, v.id AS voice_id,
        CASE a.outcome
            WHEN 'delivered' THEN 1 + (a.outcome_at > a.received_at)
            WHEN 'brokeThrough' THEN 3 WHEN 'muted' THEN 4 ELSE 5
        END AS how,
        a.received_at AS at, a.outcome_at - a.received_at AS waited,
        i.state = 'muted' OR i.state = 'done' AND i.done_at BETWEEN a.outcome_at AND a.outcome_at + 60000 AS dropped
    FROM arrivals a JOIN items i ON i.id = a.item_id
        JOIN voices v ON v.client_id = i.client_id AND v.source = a.source AND v.app = a.app AND v.sender = a.sender
    WHERE a.outcome <> 'held';

INSERT INTO voices (client_id, source, app, sender)
    SELECT DISTINCT i.client_id, a.source, a.app, a.sender FROM arrivals a JOIN items i ON i.id = a.item_id
    WHERE a.outcome <> 'held';
INSERT INTO heard SELECT * FROM hearing;

-- +goose StatementBegin
CREATE TRIGGER arrival_heard AFTER INSERT ON arrivals WHEN new.outcome <> 'held' BEGIN
    INSERT INTO voices (client_id, source, app, sender)
        SELECT client_id, new.source, new.app, new.sender FROM items WHERE id = new.item_id
        ON CONFLICT DO NOTHING;
    INSERT INTO heard SELECT * FROM hearing WHERE arrival_id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER arrival_heard_anew AFTER UPDATE OF outcome, outcome_at, item_id ON arrivals
WHEN old.outcome <> new.outcome OR old.outcome_at <> new.outcome_at OR old.item_id <> new.item_id BEGIN
    DELETE FROM heard WHERE arrival_id = new.id;
    INSERT INTO voices (client_id, source, app, sender)
        SELECT client_id, new.source, new.app, new.sender FROM items WHERE id = new.item_id AND new.outcome <> 'held'
        ON CONFLICT DO NOTHING;
    INSERT INTO heard SELECT * FROM hearing WHERE arrival_id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER item_dropped AFTER UPDATE OF state, done_at ON items
WHEN (old.state <> new.state OR old.done_at <> new.done_at) AND (old.state IN ('done', 'muted') OR new.state IN ('done', 'muted')) BEGIN
    UPDATE heard SET dropped = new.state = 'muted' OR new.state = 'done' AND new.done_at BETWEEN at + waited AND at + waited + 60000
        WHERE arrival_id IN (SELECT id FROM arrivals WHERE item_id = new.id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER item_given AFTER UPDATE OF client_id ON items WHEN old.client_id <> new.client_id BEGIN
    INSERT INTO voices (client_id, source, app, sender)
        SELECT DISTINCT new.client_id, source, app, sender FROM arrivals WHERE item_id = new.id AND outcome <> 'held'
        ON CONFLICT DO NOTHING;
    UPDATE heard SET voice_id = (SELECT voice_id FROM hearing h WHERE h.arrival_id = heard.arrival_id)
        WHERE arrival_id IN (SELECT id FROM arrivals WHERE item_id = new.id);
END;
-- +goose StatementEnd
