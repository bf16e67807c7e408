package jp.quickcare.server.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import jp.quickcare.server.database.Backups;
import jp.quickcare.server.database.DatabaseLocation;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.repository.ServerFolder;
import jp.quickcare.server.settings.ServerSettings;
import jp.quickcare.server.settings.Setting;
import jp.quickcare.server.settings.SettingsEdit;
import jp.quickcare.server.settings.SettingsProblem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands for what a site's server remembers (SPEC F6). */
final class DatabaseCommands {
    private DatabaseCommands() {}

    /** A command about one site. */
    private abstract static class OfSite {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Option(names = "--dir", required = true, paramLabel = "FOLDER", description = "The site's folder.")
        private Path folder = Path.of("");

        final ServerFolder site() throws ServerFailure {
            return ServerFolder.site(folder);
        }

        final void say(Sentence sentence) {
            spec.commandLine().getOut().println(sentence);
        }
    }

    private static DatabaseLocation locationOf(ServerFolder site) throws ServerFailure {
        return DatabaseLocation.of(
                site.path(), ServerSettings.read(site.settings()).database());
    }

    @Command(
            name = "backup",
            description = {
                "Writes what the server remembers (PCs, updates, log) to one file, also while it runs.",
                "The repository and the keys are files of the folder: copy them, too."
            })
    static final class Backup extends OfSite implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "FILE", description = "The backup; it must not be there yet.")
        private Path file = Path.of("");

        @Override
        public Integer call() throws ServerFailure, IOException {
            ServerFolder site = site();
            Backups.backup(DatabaseLocation.folder(site.path()), locationOf(site), file);
            say(Sentence.of("database.backup", file, Sizes.of(Files.size(file))));
            return 0;
        }
    }

    @Command(
            name = "restore",
            description = {
                "Brings a backup back in place of what the server remembers; the server must not run.",
                "A backup of either database goes into either: the one that the settings name."
            })
    static final class Restore extends OfSite implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "FILE", description = "The backup.")
        private Path file = Path.of("");

        @Override
        public Integer call() throws ServerFailure {
            ServerFolder site = site();
            DatabaseLocation location = locationOf(site);
            Backups.restore(DatabaseLocation.folder(site.path()), location, file);
            say(Sentence.of("database.restored", file));
            return 0;
        }
    }

    @Command(
            name = "database",
            description = "Moves what the server remembers to another database.",
            subcommands = Move.class)
    static final class Database implements Runnable {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "Which? move");
        }
    }

    @Command(
            name = "move",
            description = {
                "Copies the site's database into an empty PostgreSQL database, compares every row, and sets the site to",
                "use that one. The server must not run. The old file stays, with .moved at its end."
            })
    static final class Move extends OfSite implements Callable<Integer> {
        @Option(
                names = "--to",
                required = true,
                paramLabel = "ADDRESS",
                description = "postgresql://host:port/name; the database is there and empty.")
        private String to = "";

        @Option(names = "--user", paramLabel = "NAME", description = "Its user.")
        private String user = "";

        @Option(
                names = "--password-file",
                paramLabel = "FILE",
                description = "A file with the user's password in its first line.")
        private @Nullable Path passwordFile;

        @Override
        public Integer call() throws ServerFailure {
            ServerFolder site = site();
            if (!(locationOf(site) instanceof DatabaseLocation.Embedded from)) {
                throw ServerFailure.badInput(Sentence.of("database.already", site.settings()));
            }
            String password = password();
            DatabaseLocation.Shared target = DatabaseLocation.shared(to, user, password);
            long rows = Backups.move(DatabaseLocation.folder(site.path()), from, target);
            set(site, password);
            try {
                Files.move(from.file(), from.file().resolveSibling(from.file().getFileName() + ".moved"));
            } catch (IOException e) {
                throw ServerFailure.disk(Sentence.of("attempt.setting-aside", from.file()), e);
            }
            say(Sentence.of("database.moved", to, rows));
            return 0;
        }

        private String password() throws ServerFailure {
            if (passwordFile == null) {
                return "";
            }
            try {
                return Files.readString(passwordFile, StandardCharsets.UTF_8)
                        .lines()
                        .findFirst()
                        .orElse("");
            } catch (IOException e) {
                throw ServerFailure.disk(Sentence.of("attempt.reading", passwordFile), e);
            }
        }

        private void set(ServerFolder site, String password) throws ServerFailure {
            Map<Setting, String> values = new LinkedHashMap<>();
            values.put(Setting.DATABASE, to);
            values.put(Setting.DATABASE_USER, user);
            values.put(Setting.DATABASE_PASSWORD, password);
            Optional<SettingsProblem> problem = SettingsEdit.change(
                    site.settings(), SettingsEdit.open(site.settings()).version(), values);
            if (problem.isPresent()) {
                throw ServerFailure.badInput(Sentence.of("database.settings", problem.get(), to));
            }
        }
    }
}
