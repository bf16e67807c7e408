-- Updates to one release, newest first: how long it took the other PCs (A6).
CREATE INDEX update_record_manifest ON update_record (manifest, id);
