-- Polls that failed, of feeds that were polled well since: where a feed stands now, ops.feeds says.
SELECT rejection.rowid AS place
FROM ops.rejections AS rejection
JOIN ops.feeds AS feed ON feed.url = rejection.key
WHERE
    rejection.stage = 'feed'
    AND rejection.rejected_at < getvariable('kept_from')
    AND feed.last_success_at > rejection.rejected_at
    AND rejection.rejection_id NOT IN (SELECT requeue.rejection_id FROM ops.requeues AS requeue)
