-- One set of SQL for SQLite and PostgreSQL. Times are milliseconds since 1970, by the server's clock.

-- What this database is: its identity.
CREATE TABLE site (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- Numbers that only grow, in the order of commits.
CREATE TABLE sequence (
    name TEXT NOT NULL PRIMARY KEY,
    last BIGINT NOT NULL
);
INSERT INTO sequence (name, last) VALUES ('log', 0), ('record', 0), ('probe', 0);

-- The PCs (A8, A37). folded: what is searched, in one writing; place: the order in which they are listed.
CREATE TABLE client (
    id TEXT NOT NULL PRIMARY KEY,
    pc TEXT NOT NULL,
    login TEXT NOT NULL,
    app TEXT NOT NULL,
    channel TEXT NOT NULL,
    platform TEXT NOT NULL,
    launcher TEXT NOT NULL,
    installed TEXT NOT NULL,
    manifest TEXT NOT NULL,
    place TEXT NOT NULL,
    folded TEXT NOT NULL,
    first_seen BIGINT NOT NULL,
    last_seen BIGINT NOT NULL,
    why TEXT NOT NULL,
    why_detail TEXT NOT NULL,
    offered TEXT NOT NULL,
    why_update TEXT NOT NULL,
    why_seq BIGINT NOT NULL,
    why_time BIGINT NOT NULL,
    updates BIGINT NOT NULL
);
CREATE INDEX client_place ON client (place, folded);
CREATE INDEX client_why ON client (why, place);

-- Releases that did not come up on a PC and were put back (A33).
CREATE TABLE rolled_back (
    client TEXT NOT NULL,
    manifest TEXT NOT NULL,
    release TEXT NOT NULL,
    time BIGINT NOT NULL,
    PRIMARY KEY (client, manifest)
);

-- Updates, one row each (A9). ordinal: the how manyth of its PC; ended: 0 while it goes on.
CREATE TABLE update_record (
    id INTEGER NOT NULL PRIMARY KEY,
    client TEXT NOT NULL,
    update_id TEXT NOT NULL,
    pc TEXT NOT NULL,
    login TEXT NOT NULL,
    app TEXT NOT NULL,
    channel TEXT NOT NULL,
    platform TEXT NOT NULL,
    release TEXT NOT NULL,
    manifest TEXT NOT NULL,
    from_release TEXT NOT NULL,
    mode TEXT NOT NULL,
    ordinal BIGINT NOT NULL,
    started BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    heard BIGINT NOT NULL,
    phase TEXT NOT NULL,
    done_bytes BIGINT NOT NULL,
    total_bytes BIGINT NOT NULL,
    told_result TEXT NOT NULL,
    warnings BIGINT NOT NULL,
    errors BIGINT NOT NULL,
    UNIQUE (client, update_id)
);
CREATE INDEX update_record_ended ON update_record (ended, id);

-- Reports that are taken already, so that one that comes again changes nothing.
CREATE TABLE report (
    record_id INTEGER NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (record_id, seq)
);

-- The system log (A10). severity: 1 information, 2 warning, 3 error; facts: JSON; folded: what is searched.
CREATE TABLE log_entry (
    id INTEGER NOT NULL PRIMARY KEY,
    time BIGINT NOT NULL,
    severity INTEGER NOT NULL,
    category TEXT NOT NULL,
    pc TEXT NOT NULL,
    login TEXT NOT NULL,
    program TEXT NOT NULL,
    client TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    message TEXT NOT NULL,
    facts TEXT NOT NULL,
    folded_pc TEXT NOT NULL,
    folded_login TEXT NOT NULL,
    folded TEXT NOT NULL
);
CREATE INDEX log_entry_time ON log_entry (time);
CREATE INDEX log_entry_severity ON log_entry (severity, id);
CREATE INDEX log_entry_pc ON log_entry (folded_pc, id);
CREATE INDEX log_entry_login ON log_entry (folded_login, id);
CREATE INDEX log_entry_record ON log_entry (record_id, id);

-- Who is there (A8), as each server last wrote it down; beat: grows while that server lives.
CREATE TABLE server (
    id TEXT NOT NULL PRIMARY KEY,
    beat BIGINT NOT NULL
);
CREATE TABLE presence (
    session TEXT NOT NULL PRIMARY KEY,
    server TEXT NOT NULL,
    client TEXT NOT NULL,
    pc TEXT NOT NULL,
    login TEXT NOT NULL,
    app TEXT NOT NULL,
    program TEXT NOT NULL,
    processes INTEGER NOT NULL,
    since BIGINT NOT NULL,
    last_access BIGINT NOT NULL
);
CREATE INDEX presence_server ON presence (server);
