-- +goose Up

-- Since when a rule, a check-in or a shield that repeats is switched off; 0: it is on.
ALTER TABLE rules        ADD COLUMN off_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE check_ins    ADD COLUMN off_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE shield_rules ADD COLUMN off_at INTEGER NOT NULL DEFAULT 0;

-- A check-in that the user set for a date has no days of the week, so that it opens on a day off as
-- well. Those that were stored before have some, and so have the days of a repeating one that go on one
-- by one before a day that is left out. The latter tell themselves: what goes on after that day was
-- stored right behind them, in the same act, at the same time of day and on the same days.
UPDATE check_ins SET days = 0 WHERE once <> '' AND days <> 0 AND NOT EXISTS (
    SELECT 1 FROM check_ins rest
    WHERE rest.once = '' AND rest.id > check_ins.id AND rest.created_at = check_ins.created_at
      AND rest.at = check_ins.at AND rest.days = check_ins.days AND rest.client_id = check_ins.client_id
      AND rest.zone = check_ins.zone
);

-- How long somebody has been stuck is said when it is read, by the instant from which that is so.
UPDATE items SET reasons = (
    SELECT json_group_array(json(CASE
        WHEN json_extract(value, '$.term') = 'blocked'
            AND substr(json_extract(value, '$.text'), 1, length(items.blocked) + 16) = items.blocked || ' is stuck on you'
        THEN json_set(value,
            '$.text', items.blocked || ' is stuck on you',
            '$.since', strftime('%Y-%m-%dT%H:%M:%fZ', items.blocked_since / 1000.0, 'unixepoch'))
        ELSE value END))
    FROM (SELECT value FROM json_each(items.reasons) ORDER BY key)
) WHERE blocked <> '' AND blocked_since > 0 AND json_valid(reasons) AND reasons LIKE '%"term":"blocked"%';
