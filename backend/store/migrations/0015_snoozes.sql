-- +goose Up

-- The services whose own notifications were snoozed for a shield, kept from before they were asked until
-- after they are as they were, so that a crash in between leaves nothing unknown.
CREATE TABLE snoozes (
    source TEXT    PRIMARY KEY,                -- the account
    until  INTEGER NOT NULL,                   -- the end of the shield that it was for
    ends   INTEGER NOT NULL DEFAULT 0,         -- when it ends there; 0: the user snoozes himself, and is left alone
    sure   INTEGER NOT NULL DEFAULT 0          -- 1: the service took it, and ends is its own word
) WITHOUT ROWID;
