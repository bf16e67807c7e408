package jp.quickcare.server.console;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import jp.quickcare.server.clients.ClientInfo;
import jp.quickcare.server.clients.Clients;
import jp.quickcare.server.console.access.PasswordHash;
import jp.quickcare.server.database.Database;
import jp.quickcare.server.database.DatabaseLocation;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.live.Changes;
import jp.quickcare.server.presence.Present;
import jp.quickcare.server.records.LiveProgress;
import jp.quickcare.server.records.Records;
import jp.quickcare.server.repository.ServerFolder;
import jp.quickcare.server.serve.RepositoryServer;
import jp.quickcare.server.service.Ending;
import jp.quickcare.server.settings.LiveSettings;
import jp.quickcare.server.settings.ServerSettings;
import jp.quickcare.server.settings.Setting;
import jp.quickcare.server.settings.SettingsEdit;
import jp.quickcare.server.systemlog.LogQuery;
import jp.quickcare.server.systemlog.SystemLog;
import jp.quickcare.server.testing.World;

/** A site with one imported release, its database and its console on a port of this computer. */
final class ConsoleSite implements AutoCloseable {
    static final String PASSWORD = "Sakura-2026 さくら";

    final World world;
    final Changes changes = new Changes();
    final Clients clients;
    final LiveSettings settings;
    final Console console;
    final Ending ending = new Ending();
    List<Present> present = List.of();

    private final Database database;
    private final RepositoryServer server;

    ConsoleSite(Path folder) throws IOException, ServerFailure {
        world = new World(folder).initVendor().initSite();
        world.publish("1.0.0");
        world.importAll();
        ServerFolder site = ServerFolder.site(world.site());
        settings = LiveSettings.watch(site.settings());
        database =
                Database.open(DatabaseLocation.folder(site.path()), DatabaseLocation.of(site.path(), Optional.empty()));
        Clock clock = Clock.systemUTC();
        clients = new Clients(database, clock, changes);
        console = new Console(new ConsoleParts(
                site,
                settings,
                changes,
                clock,
                new ConsoleParts.Known(
                        clients,
                        new Records(database, clock, new LiveProgress(database, clock), changes),
                        new SystemLog(database),
                        database::problem),
                () -> present,
                () -> new ConsoleParts.Places(1, 2, 15),
                ending));
        server = RepositoryServer.start(
                site.repository().root(), ServerSettings.STANDARD.at(0, Optional.of("127.0.0.1")), console.areas());
    }

    /** What the log says, newest first: severity, category and sentence. */
    List<String> log() {
        return log(Locale.ENGLISH);
    }

    List<String> log(Locale locale) {
        // What is on its way is there behind the next write.
        database.write(handle -> true).join();
        return new SystemLog(database)
                .page(LogQuery.ALL, Optional.empty(), 100).rows().stream()
                        .map(entry -> entry.severity().title(locale) + " | "
                                + entry.category().title(locale) + " | "
                                + entry.message().text(locale) + " | " + entry.program() + " " + entry.pc())
                        .toList();
    }

    InetSocketAddress address() {
        return server.address();
    }

    /** As the console or an editor does it. */
    void set(Setting setting, String value) throws ServerFailure {
        Path file = ServerFolder.site(world.site()).settings();
        Optional<?> problem = SettingsEdit.change(file, SettingsEdit.open(file).version(), Map.of(setting, value));
        if (problem.isPresent()) {
            throw new AssertionError(problem.get().toString());
        }
        settings.look();
    }

    void withPassword() throws ServerFailure {
        set(Setting.CONSOLE_PASSWORD, PasswordHash.of(PASSWORD.toCharArray()));
    }

    /** A PC has shown up. */
    ClientInfo pc(String name, String user) {
        ClientInfo client = new ClientInfo(
                UUID.randomUUID().toString(),
                "",
                name,
                user,
                "qc",
                "QC",
                "win-x64",
                "1.0.0",
                Optional.of("1.0.0"),
                Optional.empty());
        clients.seen(client);
        clients.flush();
        // Writing is in the background; the next write is behind it.
        database.write(handle -> true).join();
        return client;
    }

    Present present(ClientInfo client) {
        Instant now = Instant.now();
        return new Present(
                UUID.randomUUID().toString(),
                client.id(),
                client.pc(),
                client.user(),
                client.app(),
                "application",
                1,
                now,
                now,
                "");
    }

    @Override
    public void close() {
        console.close();
        server.close();
        settings.close();
        database.close();
    }
}
