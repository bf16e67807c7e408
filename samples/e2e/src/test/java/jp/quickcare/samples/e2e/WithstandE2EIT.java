package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes between in the middle of an update: the next honest attempt works without anyone's help. */
class WithstandE2EIT {
    private static final long SLOW_BYTES_PER_SECOND = 12_000;
    private static final int LEASE_SECONDS = 5;

    @TempDir
    static Path temp;

    private static World world;

    @BeforeAll
    static void a_site_with_one_place_offers_the_second_release_to_pcs_that_have_the_first() throws IOException {
        world = World.offering(temp, "optional");
        world.release(2);
        world.site().stop();
        Path settings = temp.resolve("site/manifest-server.properties");
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replaceAll("(?m)^#?\\s*transfersAtOnce=.*$", "transfersAtOnce=1")
                        .replaceAll("(?m)^#?\\s*ticketLeaseSeconds=.*$", "ticketLeaseSeconds=" + LEASE_SECONDS));
        world.site().serve();
        for (String name :
                List.of("dying", "other", "cut off", "vanished", "read only", "two users", "other desktop")) {
            world.install(name);
        }
        world.offer(2, "required");
    }

    @AfterAll
    static void the_server_ends() {
        world.close();
    }

    /** A PC with the first release, to which the second is offered. */
    private static Client client(String name) {
        return new Client(temp.resolve(name), "tiny");
    }

    private static void serverOf(Client client, URI address) throws IOException {
        Path settings = client.home().resolve("state/install.properties");
        Files.writeString(settings, Files.readString(settings).replaceFirst("(?m)^server=.*$", "server=" + address));
    }

    private static List<String> update(Client client) {
        return List.of(client.home().resolve("bin/launcher").toString(), "update", "--silent");
    }

    /** Returns when bytes of a file are there, and not yet all of them. */
    private static void awaitTransfer(Client client) throws Exception {
        Path staging = client.home().resolveSibling(client.home().getFileName() + "-staging");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
        while (staged(staging).isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private static List<Path> staged(Path staging) throws IOException {
        if (!Files.isDirectory(staging)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(staging)) {
            return all.filter(file -> file.toString().endsWith(".part"))
                    .filter(file -> file.toFile().length() > 0)
                    .toList();
        } catch (java.io.UncheckedIOException e) {
            // It was moved while it was looked for.
            return List.of();
        }
    }

    private static void theNextClickWorks(Client client) throws IOException {
        serverOf(client, world.site().address());
        client.launcher("update", "--silent").expect(0);
        assertThat(client.click().expect(0).out()).contains("APP 2 UP");
        client.launcher("verify").expect(0);
    }

    /** A4, FS9, A9: the place of a PC that died is another's within a lease, and its record ends. */
    @Test
    void a_kill_in_the_middle_of_a_transfer_frees_the_place_and_the_rest_is_brought_later() throws Exception {
        Client dying = client("dying");
        Client other = client("other");
        try (SlowLine line = new SlowLine(world.site().address(), SLOW_BYTES_PER_SECOND)) {
            serverOf(dying, line.address());
            Process update = new ProcessBuilder(update(dying))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            awaitTransfer(dying);
            update.destroyForcibly();
            update.onExit().join();
        }
        long killed = System.nanoTime();
        Place.taken(world.site()).close();
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - killed)).isLessThan(LEASE_SECONDS + 15);
        Command.run(update(other)).expect(0);
        assertThat(other.click().expect(0).out()).contains("APP 2 UP");

        world.site().stop();
        assertThat(dying.launcher("start", "--silent").all()).doesNotContain("Exception");
        dying.launcher("verify").expect(0);
        world.site().serve();
        theNextClickWorks(dying);
        assertThat(console("updates")).contains("2.0");
    }

    private static String console(String page) throws Exception {
        URI address = world.site().address().resolve("console/" + page);
        HttpRequest request = HttpRequest.newBuilder(address).build();
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()
                .send(request, BodyHandlers.ofString())
                .body();
    }

    /** TR4, A30: the line is cut in the middle of a file. */
    @Test
    void a_network_that_goes_away_in_the_middle_leaves_the_old_release_whole() throws Exception {
        Client client = client("cut off");
        CompletableFuture<Command.Result> update;
        try (SlowLine line = new SlowLine(world.site().address(), SLOW_BYTES_PER_SECOND)) {
            serverOf(client, line.address());
            update = CompletableFuture.supplyAsync(() -> Command.run(update(client)));
            awaitTransfer(client);
            line.cut();
        }
        Command.Result cut = update.get(300, TimeUnit.SECONDS);
        assertThat(cut.exitCode()).as(cut.all()).isEqualTo(5);
        assertThat(cut.all()).doesNotContain("Exception");
        client.launcher("verify").expect(0);
        theNextClickWorks(client);
    }

    /** FS10, A24: a staging folder on a stick that somebody pulls out. */
    @Test
    void a_staging_folder_that_vanishes_in_the_middle_stops_the_update_and_nothing_else() throws Exception {
        Client client = client("vanished");
        Path staging = temp.resolve("vanished-staging");
        try (SlowLine line = new SlowLine(world.site().address(), SLOW_BYTES_PER_SECOND)) {
            serverOf(client, line.address());
            var update = CompletableFuture.supplyAsync(() -> Command.run(update(client)));
            awaitTransfer(client);
            // All of it in one moment: deleted file by file, it would get new ones meanwhile.
            Files.move(staging, temp.resolve("pulled out"));
            Command.Result stopped = update.get(300, TimeUnit.SECONDS);
            assertThat(stopped.exitCode()).as(stopped.all()).isIn(0, 7);
            assertThat(stopped.all()).doesNotContain("Exception");
        }
        client.launcher("verify").expect(0);
        theNextClickWorks(client);
    }

    /** FS10, A24 */
    @Test
    void a_staging_folder_that_cannot_be_written_to_is_said_and_nothing_is_changed() throws Exception {
        assumeTrue(Command.run(List.of("unshare", "-rm", "true")).exitCode() == 0, "no namespaces here");
        Client client = client("read only");
        Path staging = Files.createDirectories(temp.resolve("read only-staging"));
        Command.Result refused = Command.run(List.of(
                "unshare",
                "-rm",
                "sh",
                "-c",
                "mount -o bind,ro \"$1\" \"$1\" && cd / && exec \"$2\" update --silent",
                "sh",
                staging.toString(),
                client.home().resolve("bin/launcher").toString()));
        assertThat(refused.expect(7).err()).contains(staging.toString());
        client.launcher("verify").expect(0);
        theNextClickWorks(client);
    }

    /** FS11: two people at one PC, each logged in, click at the same moment; later each updates what the other did. */
    @Test
    void two_users_of_one_pc_click_at_once() throws Exception {
        assumeTrue(Command.run(List.of("id", "-u")).out().strip().equals("0"), "only root can be two others");
        Client client = client("two users");
        openToAll(temp);
        openToAll(temp.resolve("two users"));
        openToAll(temp.resolve("two users-staging"));
        openToAll(temp.resolve("two users-shortcuts"));

        var one = CompletableFuture.supplyAsync(() -> clickAs("65101", client));
        var other = CompletableFuture.supplyAsync(() -> clickAs("65102", client));
        for (Command.Result result : List.of(one.get(300, TimeUnit.SECONDS), other.get(300, TimeUnit.SECONDS))) {
            assertThat(result.exitCode()).as(result.all()).isIn(0, 10);
            assertThat(result.all()).doesNotContain("Exception");
        }
        assertThat(clickAs("65101", client).expect(0).out()).contains("APP 2 UP");
        assertThat(clickAs("65102", client).expect(0).out()).contains("APP 2 UP");
    }

    /** A25, FS11: on another desktop of the same PC, in somebody else's name, where none of its files has to be open. */
    @Test
    void an_application_that_another_user_has_running_is_named_before_anything_is_changed() throws Exception {
        assumeTrue(Command.run(List.of("id", "-u")).out().strip().equals("0"), "only root can be somebody else");
        Client client = client("other desktop");
        openToAll(temp);
        openToAll(client.home());
        Path lock = Files.createFile(client.home().resolve("state/running"));
        Files.setPosixFilePermissions(lock, PosixFilePermissions.fromString("rw-r--r--"));
        Process running = runningAs("65101", lock);
        try {
            Command.Result refused = client.launcher("update", "--silent").expect(8);
            assertThat(refused.err()).contains("(" + running.pid() + ", 65101)");
            client.launcher("verify").expect(0);
        } finally {
            running.destroy();
            running.onExit().join();
        }
        theNextClickWorks(client);
    }

    /** Holds what every running application holds. */
    private static Process runningAs(String user, Path lock) throws IOException {
        Path source = Files.writeString(temp.resolve("Held.java"), """
                public class Held {
                    public static void main(String[] arguments) throws Exception {
                        var file = new java.io.RandomAccessFile(arguments[0], "r");
                        file.getChannel().lock(0, Long.MAX_VALUE, true);
                        System.out.println("held");
                        System.in.read();
                    }
                }
                """);
        Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rw-r--r--"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        "setpriv",
                        "--reuid",
                        user,
                        "--regid",
                        "65100",
                        "--clear-groups",
                        java,
                        source.toString(),
                        lock.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.inputReader().readLine()).isEqualTo("held");
        return process;
    }

    private static Command.Result clickAs(String user, Client client) {
        List<String> command =
                new ArrayList<>(List.of("setpriv", "--reuid", user, "--regid", "65100", "--clear-groups"));
        command.addAll(List.of("sh", "-c", "umask 0; exec \"$1\"", "sh"));
        command.add(client.home().resolve("bin/start").toString());
        return Command.run(command, Map.of("QUICKCARE_SILENT", "1", "HOME", temp.toString()), "");
    }

    /** As an installation for every user of a PC is: its administrator has opened the folder to them. */
    private static void openToAll(Path top) throws IOException {
        if (!Files.isDirectory(top)) {
            return;
        }
        try (Stream<Path> all = top.equals(temp) ? Stream.of(temp) : Files.walk(top)) {
            for (Path path : all.toList()) {
                boolean runs = Files.isDirectory(path) || Files.isExecutable(path);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(runs ? "rwxrwxrwx" : "rw-rw-rw-"));
            }
        }
    }
}
