-- mart.turning_points
-- Grain: one row a pair of countries, week (from Monday) and kind of departure from the pair's own past. Kinds:
--   more_events       more events than usual. Farrington's method for sparse weekly counts (Farrington et al. 1996, Journal of the
--                     Royal Statistical Society A 159, without trend and season): with the mean m of the baseline, its
--                     dispersion d = max(1, variance / m) and n weeks, the week lies beyond
--                     m * (1 + 2/3 * 2.58 * sqrt((d * m + d * m / n) / m^2)) ^ (3/2), and has five events or more
--   more_conflict     a larger share of conflict (quad classes 3 and 4) than usual, by Fisher's exact test, one-sided, of the
--   more_cooperation  week against the baseline: p below 0.005; likewise of cooperation (quad classes 1 and 2)
-- The baseline of a week are the 26 watched weeks before it, at least eight: weeks in which nothing was collected are no
-- silence, and a watched week without an event of the pair is one with zero events. A week is watched if a story of it was
-- first seen within seven days of its publication, or if ten of its stories were handed over as files (a backfill). The few
-- old entries that feeds still list at the first poll are thus no past: beside them all that follows would be more than usual.
-- Score: how far beyond; 1 is the threshold. more_events: (events - mean) / (threshold - mean), Farrington's exceedance
-- score. The others: log p / log 0.005.
-- Of one news story come several events, so p is a measure to rank by and no probability. Falling silent is not told: it is
-- often the feed that fell silent (mart.feed_health).
-- Events are counted as in mart.pair_timeline. A missing row means that the week was as usual, or that too little is known.

CREATE OR REPLACE VIEW mart.turning_points AS
WITH read_story AS (  -- counted by day first: days are a thousand times fewer than stories
    SELECT
        (coalesce(published_at, first_seen_at, fetched_at) AT TIME ZONE 'UTC')::DATE AS day,
        count(*) FILTER (  -- within seven days, in microseconds
            epoch_us(coalesce(first_seen_at, fetched_at)) - epoch_us(coalesce(published_at, first_seen_at, fetched_at))
            <= 604_800_000_000
        ) AS n_fresh,
        count(*) FILTER (document_id IN (SELECT document_id FROM raw.documents WHERE path IS NOT NULL)) AS n_of_files
    FROM core.stories
    GROUP BY day
),
watched AS (  -- numbered without gaps
    SELECT date_trunc('week', day)::DATE AS event_week, row_number() OVER (ORDER BY event_week) AS place
    FROM read_story
    GROUP BY event_week
    HAVING sum(n_fresh) >= 1 OR sum(n_of_files) >= 10
),
counted AS (
    SELECT week.pair, week.one_iso3, week.other_iso3, week.event_week, watched.place, week.n_events, week.n_conflict
    FROM mart.pair_timeline AS week
    JOIN watched ON watched.event_week = week.event_week
    WHERE week.n_events > 0
),
followed AS (  -- each week with the sums of its baseline
    SELECT
        *,
        least(place - 1, 26) AS n_weeks,
        coalesce(sum(n_events) OVER baseline, 0)::DOUBLE AS n_before,
        coalesce(sum(n_events * n_events) OVER baseline, 0)::DOUBLE AS n_squared,
        coalesce(sum(n_conflict) OVER baseline, 0)::DOUBLE AS n_conflict_before
    FROM counted
    WINDOW baseline AS (PARTITION BY pair ORDER BY place RANGE BETWEEN 26 PRECEDING AND 1 PRECEDING)
),
usual AS (  -- half an event in the whole baseline stands for none, as nothing is beyond what never is
    SELECT
        *,
        greatest(n_before, 0.5) / n_weeks AS mean,
        (n_squared - n_before * n_before / n_weeks) / (n_weeks - 1) AS variance
    FROM followed
    WHERE n_weeks >= 8
),
judged AS (
    SELECT
        *,
        mean * pow(
            1 + 2 / 3 * 2.58 * sqrt(greatest(1, variance / mean) * (1 + 1 / n_weeks) / mean), 1.5
        ) AS threshold,
        n_conflict / n_events AS conflict_share,
        n_conflict_before / nullif(n_before, 0) AS usual_conflict_share
    FROM usual
),
tried AS (  -- the kind of events, conflict or cooperation, that has a larger share than usual
    SELECT
        *,
        conflict_share > usual_conflict_share AS is_conflict,
        CASE WHEN is_conflict THEN n_conflict ELSE n_events - n_conflict END AS n_kind,
        CASE WHEN is_conflict THEN n_conflict_before ELSE n_before - n_conflict_before END AS n_kind_before
    FROM judged
    WHERE conflict_share <> usual_conflict_share
),
tested AS (  -- the hypergeometric tail: as many of that kind in the week, or more
    SELECT
        *,
        list_sum(
            list_transform(
                range(n_kind::BIGINT, least(n_events, n_kind + n_kind_before)::BIGINT + 1),
                lambda n: exp(
                    lgamma(n_kind + n_kind_before + 1) - lgamma(n + 1) - lgamma(n_kind + n_kind_before - n + 1)
                    + lgamma(n_events + n_before - n_kind - n_kind_before + 1) - lgamma(n_events - n + 1)
                    - lgamma(n_before - n_kind - n_kind_before + n + 1)
                    - lgamma(n_events + n_before + 1) + lgamma(n_events + 1) + lgamma(n_before + 1)
                )
            )
        ) AS p
    FROM tried
)
SELECT
    pair,
    one_iso3,
    other_iso3,
    event_week,
    'more_events' AS kind,
    (n_events - mean) / (threshold - mean) AS score,
    n_events,
    n_before / n_weeks AS usual_n_events,
    conflict_share,
    usual_conflict_share,
    n_weeks AS n_baseline_weeks
FROM judged
WHERE n_events >= 5 AND n_events > threshold
UNION ALL
SELECT
    pair,
    one_iso3,
    other_iso3,
    event_week,
    CASE WHEN is_conflict THEN 'more_conflict' ELSE 'more_cooperation' END,
    ln(greatest(p, 1e-300)) / ln(0.005),
    n_events,
    n_before / n_weeks,
    conflict_share,
    usual_conflict_share,
    n_weeks
FROM tested
WHERE p < 0.005;

COMMENT ON VIEW mart.turning_points IS 'One row a pair of countries, week and kind of departure from the pair''s own past; the file says how it is judged. No row: the week was as usual, or too little is known.';
COMMENT ON COLUMN mart.turning_points.pair IS 'The two codes in order, joined by a hyphen, as IRN-IRQ.';
COMMENT ON COLUMN mart.turning_points.one_iso3 IS 'Of the two countries or bodies the one that comes first in order.';
COMMENT ON COLUMN mart.turning_points.other_iso3 IS 'The other one.';
COMMENT ON COLUMN mart.turning_points.event_week IS 'Monday of the week.';
COMMENT ON COLUMN mart.turning_points.kind IS 'more_events, more_conflict or more_cooperation than the pair had in the baseline.';
COMMENT ON COLUMN mart.turning_points.score IS 'How far beyond what is usual; 1 is the threshold. To rank by, within a kind.';
COMMENT ON COLUMN mart.turning_points.n_events IS 'Events of the week, as in mart.pair_timeline.';
COMMENT ON COLUMN mart.turning_points.usual_n_events IS 'Mean of the weeks of the baseline, those without events included.';
COMMENT ON COLUMN mart.turning_points.conflict_share IS 'Share of n_events that are conflict, 0 to 1.';
COMMENT ON COLUMN mart.turning_points.usual_conflict_share IS 'The same over all events of the baseline; null where it has none.';
COMMENT ON COLUMN mart.turning_points.n_baseline_weeks IS 'Weeks of the baseline: the last 8 to 26 weeks before this one that were watched; the file says which those are.';
