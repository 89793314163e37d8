-- What extraction says of a date and of a text, beyond the date and the text themselves.

ALTER TABLE core.stories ADD COLUMN is_paywalled BOOLEAN;
ALTER TABLE core.stories ADD COLUMN captions VARCHAR[];
COMMENT ON COLUMN core.stories.is_paywalled IS 'True where the page says that it is not free to read, or shows the sign of a paywall below a short text; null before this was recorded.';
COMMENT ON COLUMN core.stories.captions IS 'Captions of the page''s pictures in order, which are no part of the text; null before this was recorded.';
COMMENT ON COLUMN core.stories.is_stub IS 'True where the text is too short to be the whole story: a teaser, or what a paywall leaves.';
COMMENT ON COLUMN core.stories.published_rung IS 'Where published_at comes from: given, front_matter, feed, feed_salvage, json_ld, metadata, htmldate, text or unknown.';
COMMENT ON COLUMN core.stories.extraction_method IS 'The way the text was won: trafilatura fast, trafilatura, json-ld articleBody, feed content, feed summary, plain text, markdown, feed, xml.';
