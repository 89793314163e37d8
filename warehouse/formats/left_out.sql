-- Events of a dyad that were asked for and that the format cannot hold, by reason.
SELECT left_out, count(*) FROM judged WHERE left_out IS NOT NULL GROUP BY left_out ORDER BY left_out;
