-- Numbers of the log and of updates only grow: in PostgreSQL INTEGER ends at 2,147,483,647, which 100,000 busy PCs pass
-- within some years. SQLite's INTEGER is as wide as it has to be.
${postgresql}ALTER TABLE log_entry ALTER COLUMN id TYPE BIGINT;
${postgresql}ALTER TABLE log_entry ALTER COLUMN record_id TYPE BIGINT;
${postgresql}ALTER TABLE update_record ALTER COLUMN id TYPE BIGINT;
${postgresql}ALTER TABLE report ALTER COLUMN record_id TYPE BIGINT;
SELECT 1;
