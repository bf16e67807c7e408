-- Who transfers and who waits, where several servers share the places (A4). asked: the order of asking; granted: 1 for
-- who has a place; until: when the lease ends, in milliseconds since 1970 by the database's clock.
CREATE TABLE place (
    ticket TEXT NOT NULL PRIMARY KEY,
    asked BIGINT NOT NULL,
    granted INTEGER NOT NULL,
    until BIGINT NOT NULL
);
CREATE INDEX place_line ON place (granted, asked);
CREATE INDEX place_until ON place (until);
