package jp.quickcare.manifest.tuf;

import java.time.Instant;
import jp.quickcare.manifest.json.JsonObject;

/** The signed part of a metadata file, as values. Fields that TUF does not name are not in it. */
public sealed interface RoleMetadata permits Root, Timestamp, Snapshot, Targets {
    /** Its version, at least 1. */
    long version();

    /** When it is no longer good. */
    Instant expires();

    /** The form that is signed. */
    JsonObject toJson();
}
