-- Names of the codes of countries and bodies, as the codebook has them.
CREATE TEMP TABLE country_names AS
SELECT unnest($codes::VARCHAR[]) AS iso3, unnest($names::VARCHAR[]) AS name;
