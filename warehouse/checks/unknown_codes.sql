-- Codes come from closed lists (coding rules, sections 1 to 4); a new one here is a mistake, or a list to be extended.
WITH unchecked AS (
    FROM core.event_mentions
    WHERE run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked)
)
SELECT 'event_type' AS code, event_type AS found, mention_id AS id FROM unchecked
WHERE event_type NOT IN (
    'AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST', 'ACCUSE', 'REJECT', 'THREATEN',
    'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT'
)
UNION ALL
SELECT 'status', status, mention_id FROM unchecked
WHERE status NOT IN ('actual', 'future', 'hypothetical', 'negated', 'historical')
UNION ALL
SELECT 'date_granularity', date_granularity, mention_id FROM unchecked
WHERE date_granularity NOT IN ('day', 'week', 'month', 'quarter', 'year', 'decade', 'unknown')
UNION ALL
SELECT 'quad_class', quad_class::VARCHAR, mention_id FROM unchecked WHERE quad_class NOT BETWEEN 1 AND 4
UNION ALL
SELECT 'intensity', intensity::VARCHAR, mention_id FROM unchecked WHERE intensity NOT BETWEEN -10 AND 10
UNION ALL
SELECT 'confidence', confidence::VARCHAR, mention_id FROM unchecked WHERE confidence NOT BETWEEN 0 AND 1
UNION ALL
SELECT 'iso3', party.iso3, mention_id
FROM (SELECT mention_id, unnest(actors || recipients) AS party FROM unchecked)
WHERE NOT regexp_full_match(party.iso3, '[A-Z]{3}')
UNION ALL
SELECT 'outcome', outcome, entry_id FROM raw.entries
WHERE outcome NOT IN ('pending', 'kept', 'rejected', 'failed')
UNION ALL
SELECT 'outcome', outcome, document_id FROM raw.documents
WHERE outcome NOT IN ('kept', 'rejected', 'failed')
UNION ALL
SELECT 'stage', stage, rejection_id FROM ops.rejections
WHERE stage NOT IN ('feed', 'entry', 'document', 'story')
UNION ALL
SELECT 'figure kind', kind, figure_id FROM core.figures
WHERE kind NOT IN ('level', 'goal', 'change');
