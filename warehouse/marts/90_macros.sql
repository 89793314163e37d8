-- Table macros: what is asked again and again. Codes may be in small letters. They are in the schema mart; `dyad` and
-- `net_cooperation` can also be called without it. BETWEEN is a word of SQL, so `mart.between` needs its schema.
-- After ATTACH they need `USE`, as they look for the marts in the current database.

-- What one country did to another, newest first: rows of mart.events, reciprocal events with them in the direction asked for.
CREATE OR REPLACE MACRO mart.dyad(actor, recipient) AS TABLE
SELECT * REPLACE (upper(actor) AS actor_iso3, upper(recipient) AS recipient_iso3)
FROM mart.events
WHERE
    (actor_iso3 = upper(actor) AND recipient_iso3 = upper(recipient))
    OR (is_reciprocal AND actor_iso3 = upper(recipient) AND recipient_iso3 = upper(actor))
ORDER BY event_date_start DESC NULLS LAST, first_reported_at DESC, event_id;

-- What happened between two countries, whoever acts, newest first: rows of mart.events, each event once.
CREATE OR REPLACE MACRO mart."between"(one, other) AS TABLE
SELECT *
FROM mart.events
WHERE
    actor_iso3 IN (upper(one), upper(other))
    AND recipient_iso3 IN (upper(one), upper(other))
ORDER BY event_date_start DESC NULLS LAST, first_reported_at DESC, event_id;

-- Cooperation against conflict between two countries, whoever acts, by month: events that happened and are dated to a day,
-- a week or a month, each once. A missing month had none: silence, not neutrality.
CREATE OR REPLACE MACRO mart.net_cooperation(one, other) AS TABLE
SELECT
    date_trunc('month', event_date_start)::DATE AS event_month,
    count(*) FILTER (WHERE quad_class <= 2) AS n_cooperation,
    count(*) FILTER (WHERE quad_class > 2) AS n_conflict,
    n_cooperation - n_conflict AS net_cooperation,
    avg(intensity) AS mean_intensity,
    count(*) FILTER (WHERE n_publishers <= 1) AS n_single_source
FROM core.events
WHERE
    actor_iso3 IN (upper(one), upper(other))
    AND recipient_iso3 IN (upper(one), upper(other))
    AND status IN ('actual', 'historical')
    AND date_granularity IN ('day', 'week', 'month')
    AND event_date_start IS NOT NULL
GROUP BY event_month
ORDER BY event_month;

CREATE OR REPLACE MACRO dyad(actor, recipient) AS TABLE FROM mart.dyad(actor, recipient);
CREATE OR REPLACE MACRO net_cooperation(one, other) AS TABLE FROM mart.net_cooperation(one, other);

COMMENT ON MACRO TABLE mart.dyad IS 'dyad(actor, recipient): what one country did to another, newest first; rows of mart.events, reciprocal events with them in the direction asked for.';
COMMENT ON MACRO TABLE mart."between" IS 'mart.between(one, other): what happened between two countries, whoever acts, newest first; rows of mart.events, each event once.';
COMMENT ON MACRO TABLE mart.net_cooperation IS 'net_cooperation(one, other): one row a month of events between two countries, whoever acts: n_cooperation, n_conflict, net_cooperation (their difference), mean_intensity (-10 to +10), n_single_source. No row: no event that month.';
COMMENT ON MACRO TABLE dyad IS 'As mart.dyad.';
COMMENT ON MACRO TABLE net_cooperation IS 'As mart.net_cooperation.';
