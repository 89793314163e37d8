-- An event has two sides: a reciprocal one at least two parties and no recipients, any other at least one of each.
SELECT mention_id, is_reciprocal, len(actors) AS n_actors, len(recipients) AS n_recipients
FROM core.event_mentions
WHERE
    run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked)
    AND (
        (is_reciprocal AND (len(actors) < 2 OR len(recipients) > 0))
        OR (NOT is_reciprocal AND (len(actors) = 0 OR len(recipients) = 0))
    );
