package jp.quickcare.server.cli;

import java.time.Instant;
import java.util.Map;
import jp.quickcare.server.database.DatabaseLocation;
import jp.quickcare.server.repository.ServerFolder;
import jp.quickcare.server.systemlog.CommandNotes;

/** What a command did, for the system log of the site's server. */
final class Noted {
    private Noted() {}

    static void note(ServerFolder site, String what, Map<String, String> facts) {
        new CommandNotes(DatabaseLocation.folder(site.path())).leave("admin." + what, facts, Instant.now());
    }
}
