-- By which a PC is known to be the one it was: the digest of a key that it alone has; empty until it has shown one.
ALTER TABLE client ADD COLUMN proof TEXT NOT NULL DEFAULT '';
