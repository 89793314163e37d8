-- Every input ended once: what a stage took up in a run is what it kept, rejected and failed. A run that ended with an
-- error has told so in ops.runs and is left out.
SELECT counts.*
FROM ops.stage_counts AS counts
JOIN ops.runs AS run ON run.run_id = counts.run_id
WHERE counts.n_in <> counts.n_kept + counts.n_rejected + counts.n_failed AND run.state <> 'failed';
