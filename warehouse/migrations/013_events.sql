-- What happened, once: reports merged into events (docs/adr/0013-events.md), and what each run needs to touch only what changed.

CREATE TABLE core.event_reports (
    event_id VARCHAR NOT NULL,
    mention_id VARCHAR NOT NULL,
    actor_iso3 VARCHAR NOT NULL,
    recipient_iso3 VARCHAR NOT NULL,
    stance VARCHAR NOT NULL,
    is_reciprocal BOOLEAN NOT NULL,
    event_type VARCHAR NOT NULL,
    mode VARCHAR,
    planned_type VARCHAR,
    planned_mode VARCHAR,
    status VARCHAR NOT NULL,
    event_date_start DATE,
    event_date_end DATE,
    date_granularity VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    story_id VARCHAR NOT NULL,
    publisher VARCHAR,
    wire_id VARCHAR NOT NULL,
    first_publisher VARCHAR,
    reported_at TIMESTAMPTZ NOT NULL,
    merge_key VARCHAR NOT NULL,
    batch_id VARCHAR NOT NULL
);
COMMENT ON TABLE core.event_reports IS 'One row an event mention and dyad: the event that it reports. A mention of several dyads has a row for each; one of a single country, or of a story that mart.excluded_stories names, has none.';
COMMENT ON COLUMN core.event_reports.event_id IS 'The event, as in core.events.';
COMMENT ON COLUMN core.event_reports.mention_id IS 'The event mention, as in core.event_mentions.';
COMMENT ON COLUMN core.event_reports.actor_iso3 IS 'Country or body that acts; of a reciprocal event the one that comes first in order.';
COMMENT ON COLUMN core.event_reports.recipient_iso3 IS 'Country or body that is acted upon; of a reciprocal event the other one.';
COMMENT ON COLUMN core.event_reports.stance IS 'confirms, or contradicts where the report says that it did not happen (status negated).';
COMMENT ON COLUMN core.event_reports.is_reciprocal IS 'True where no side leads.';
COMMENT ON COLUMN core.event_reports.event_type IS 'One of the sixteen PLOVER types.';
COMMENT ON COLUMN core.event_reports.mode IS 'Mode that this report gives; null where it gives none.';
COMMENT ON COLUMN core.event_reports.planned_type IS 'Type of what is planned; null where nothing is.';
COMMENT ON COLUMN core.event_reports.planned_mode IS 'Mode of what is planned; null where the report gives none.';
COMMENT ON COLUMN core.event_reports.status IS 'Status that this report gives: actual, future, hypothetical, negated or historical.';
COMMENT ON COLUMN core.event_reports.event_date_start IS 'First day that this report gives; null where it gives none.';
COMMENT ON COLUMN core.event_reports.event_date_end IS 'Last day that this report gives, included; null where it gives none.';
COMMENT ON COLUMN core.event_reports.date_granularity IS 'How finely this report knows the date: day, week, month, quarter, year, decade or unknown.';
COMMENT ON COLUMN core.event_reports.confidence IS 'Of the mention, from 0 to 1.';
COMMENT ON COLUMN core.event_reports.story_id IS 'The story, as in core.stories.';
COMMENT ON COLUMN core.event_reports.publisher IS 'Its outlet; null where nothing states it.';
COMMENT ON COLUMN core.event_reports.wire_id IS 'The wire story that it is a copy of, as in core.wire_copies; its own story_id where it stands alone.';
COMMENT ON COLUMN core.event_reports.first_publisher IS 'Publisher of the earliest copy that states one; its own where it stands alone; null where none is known.';
COMMENT ON COLUMN core.event_reports.reported_at IS 'Publication of the story (UTC), where unknown when this text of it was first fetched.';
COMMENT ON COLUMN core.event_reports.merge_key IS 'Only reports of one key are compared: dyad, type, planned type, status class and the year of the first day; for undated ones the wire story.';
COMMENT ON COLUMN core.event_reports.batch_id IS 'The batch that brought the mention, as in ops.loaded_batches.';

CREATE TABLE core.events (
    event_id VARCHAR NOT NULL,
    actor_iso3 VARCHAR NOT NULL,
    recipient_iso3 VARCHAR NOT NULL,
    is_reciprocal BOOLEAN NOT NULL,
    event_type VARCHAR NOT NULL,
    mode VARCHAR,
    planned_type VARCHAR,
    planned_mode VARCHAR,
    status VARCHAR NOT NULL,
    is_disputed BOOLEAN NOT NULL,
    quad_class INTEGER NOT NULL,
    intensity DOUBLE NOT NULL,
    cameo_code VARCHAR,
    goldstein DOUBLE,
    contexts VARCHAR[] NOT NULL,
    event_date_start DATE,
    event_date_end DATE,
    date_granularity VARCHAR NOT NULL,
    location_iso3 VARCHAR,
    confidence DOUBLE NOT NULL,
    lead_mention_id VARCHAR NOT NULL,
    n_mentions BIGINT NOT NULL,
    n_stories BIGINT NOT NULL,
    n_publishers BIGINT NOT NULL,
    n_copies BIGINT NOT NULL,
    n_confirming BIGINT NOT NULL,
    n_contradicting BIGINT NOT NULL,
    first_reported_at TIMESTAMPTZ NOT NULL,
    last_reported_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE core.events IS 'One row an event of one dyad: what happened, once, merged over all that report it (core.event_reports). No row: no story that counts asserts such an event.';
COMMENT ON COLUMN core.events.event_id IS 'Named after its earliest report: mention_id, actor and recipient, joined by dots. Former names are in core.event_aliases.';
COMMENT ON COLUMN core.events.actor_iso3 IS 'Country or body that acts; of a reciprocal event the one that comes first in order.';
COMMENT ON COLUMN core.events.recipient_iso3 IS 'Country or body that is acted upon; of a reciprocal event the other one.';
COMMENT ON COLUMN core.events.is_reciprocal IS 'True where no side leads: one row stands for both directions.';
COMMENT ON COLUMN core.events.event_type IS 'One of the sixteen PLOVER types.';
COMMENT ON COLUMN core.events.mode IS 'Mode that its reports give; null where none gives one.';
COMMENT ON COLUMN core.events.planned_type IS 'Type of what is planned; null where nothing is.';
COMMENT ON COLUMN core.events.planned_mode IS 'Mode of what is planned; null where no report gives one.';
COMMENT ON COLUMN core.events.status IS 'actual or historical where a report says that it happened, actual before historical; negated where reports only say that it did not; future; hypothetical.';
COMMENT ON COLUMN core.events.is_disputed IS 'True where some reports confirm and others contradict.';
COMMENT ON COLUMN core.events.quad_class IS '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.';
COMMENT ON COLUMN core.events.intensity IS 'PLOVER intensity of the lead mention, from -10 (conflict) to +10 (cooperation).';
COMMENT ON COLUMN core.events.cameo_code IS 'CAMEO code of the lead mention; null where the codebook names none.';
COMMENT ON COLUMN core.events.goldstein IS 'Goldstein value of that code, -10 to +10; null where there is none.';
COMMENT ON COLUMN core.events.contexts IS 'PLOVER contexts that any of its mentions has, in order.';
COMMENT ON COLUMN core.events.event_date_start IS 'First day by the finest date that a report gives; null where none gives a date.';
COMMENT ON COLUMN core.events.event_date_end IS 'Last day by that date, included; null where none gives a date.';
COMMENT ON COLUMN core.events.date_granularity IS 'How finely that date is known: day, week, month, quarter, year, decade or unknown.';
COMMENT ON COLUMN core.events.location_iso3 IS 'Country where it happened by the lead mention; null where that does not say.';
COMMENT ON COLUMN core.events.confidence IS 'Highest confidence of its mentions of the stance of the lead mention, from 0 to 1.';
COMMENT ON COLUMN core.events.lead_mention_id IS 'The mention to show for it: one that confirms before one that contradicts, then one with a mode, the surest, the earliest.';
COMMENT ON COLUMN core.events.n_mentions IS 'Its rows in core.event_reports; several in one story and in copies of one wire story all count.';
COMMENT ON COLUMN core.events.n_stories IS 'Stories that report it, the copies of one wire story counting as one.';
COMMENT ON COLUMN core.events.n_publishers IS 'Publishers that report it, a wire story counting for its first one alone; unknown publishers are not counted.';
COMMENT ON COLUMN core.events.n_copies IS 'Stories that report it, each copy of a wire story counting.';
COMMENT ON COLUMN core.events.n_confirming IS 'Of n_stories those that say it is so.';
COMMENT ON COLUMN core.events.n_contradicting IS 'Of n_stories those that say it did not happen. A story may do both.';
COMMENT ON COLUMN core.events.first_reported_at IS 'Earliest core.event_reports.reported_at (UTC).';
COMMENT ON COLUMN core.events.last_reported_at IS 'Latest core.event_reports.reported_at (UTC).';

CREATE TABLE core.event_aliases (
    former_id VARCHAR NOT NULL,
    event_id VARCHAR
);
COMMENT ON TABLE core.event_aliases IS 'One row a name that an event once had. No row: the name stands in core.events, or never was one.';
COMMENT ON COLUMN core.event_aliases.former_id IS 'The former event_id.';
COMMENT ON COLUMN core.event_aliases.event_id IS 'Where its earliest remaining report is now, as in core.events; null where all its reports were withdrawn or now name other parties.';

CREATE TABLE core.event_fulfilments (
    planned_event_id VARCHAR NOT NULL,
    event_id VARCHAR NOT NULL
);
COMMENT ON TABLE core.event_fulfilments IS 'One row a planned event and an event that fulfils it: of the same dyad and planned type, no other mode, within the planned dates, and not over before the plan was told. No row: nothing that was reported fulfils it, or the plan has no date.';
COMMENT ON COLUMN core.event_fulfilments.planned_event_id IS 'The event of status future, as in core.events.';
COMMENT ON COLUMN core.event_fulfilments.event_id IS 'The event of status actual or historical, as in core.events.';

CREATE TABLE ops.merged_stories (
    story_id VARCHAR NOT NULL,
    batch_id VARCHAR NOT NULL,
    wire_id VARCHAR,
    first_publisher VARCHAR,
    is_excluded BOOLEAN NOT NULL,
    method VARCHAR NOT NULL
);
COMMENT ON TABLE ops.merged_stories IS 'One row a story as it was when its mentions were last merged into events; what differs is merged again by the next run.';
COMMENT ON COLUMN ops.merged_stories.story_id IS 'The story, as in core.stories.';
COMMENT ON COLUMN ops.merged_stories.batch_id IS 'The batch that had brought it then.';
COMMENT ON COLUMN ops.merged_stories.wire_id IS 'The wire story it was a copy of then; null where it stood alone.';
COMMENT ON COLUMN ops.merged_stories.first_publisher IS 'As in core.wire_copies then; null where it stood alone.';
COMMENT ON COLUMN ops.merged_stories.is_excluded IS 'True where mart.excluded_stories named it then, so that its mentions count in no event.';
COMMENT ON COLUMN ops.merged_stories.method IS 'How it was merged; where the method changes, all stories are merged again.';
