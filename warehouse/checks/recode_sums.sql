-- Every story of a recode ended once, and what a recode says it changed is what it counts before and after.
SELECT run_id, n_taken, n_kept, n_failed, n_superseded, n_before, n_after, n_added, n_removed
FROM ops.recodes
WHERE
    run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked)
    AND (n_taken <> n_kept + n_failed + n_superseded OR n_after <> n_before + n_added - n_removed);
