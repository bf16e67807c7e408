package jp.quickcare.server.clients;

import jp.quickcare.server.database.Database;

/** Releases that did not come up on a PC, which the server does not hand to it again (SPEC A33). Thread-safe. */
public final class RolledBack {
    private final Database database;

    /** Of this database. */
    public RolledBack(Database database) {
        this.database = database;
    }

    /**
     * Whether that PC has put that release back. A release that is published anew has another manifest, and is offered
     * again. Reads the database, so not on an I/O thread.
     */
    public boolean contains(String client, String manifest) {
        return database.read(handle -> handle.createQuery(
                        "SELECT 1 FROM rolled_back WHERE client = :client AND manifest = :manifest")
                .bind("client", client)
                .bind("manifest", manifest)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }
}
