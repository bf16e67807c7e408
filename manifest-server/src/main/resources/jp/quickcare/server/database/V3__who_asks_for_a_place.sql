-- Whose ticket it is, so that one client has one, and from which address it was asked for, so that none has them all.
-- Tickets are true of a moment: whoever has one asks again.
DROP TABLE place;
CREATE TABLE place (
    ticket TEXT NOT NULL PRIMARY KEY,
    asked BIGINT NOT NULL,
    granted INTEGER NOT NULL,
    until BIGINT NOT NULL,
    client TEXT NOT NULL UNIQUE,
    peer TEXT NOT NULL
);
CREATE INDEX place_line ON place (granted, asked);
CREATE INDEX place_until ON place (until);
CREATE INDEX place_peer ON place (peer);
