-- What was asked for: one row. Null means that nothing is asked of that kind.
CREATE TEMP TABLE wanted AS
SELECT
    $first_day::DATE AS first_day,
    $last_day::DATE AS last_day,
    $dyads::VARCHAR[] AS dyads,
    $min_confidence::DOUBLE AS min_confidence,
    $needs_day::BOOLEAN AS needs_day,
    $needs_cameo::BOOLEAN AS needs_cameo;
