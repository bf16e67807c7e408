package jp.quickcare.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.server.testing.ClientView;
import jp.quickcare.server.testing.MemoryFolder;
import jp.quickcare.server.testing.PackagedServer;
import jp.quickcare.server.testing.Trees;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * F3, FS9: killed while deltas and chunks are made, clients see the releases of before, and the next run, with one
 * processor or two, publishes to the byte what an undisturbed one does.
 */
class PublishKilledIT {
    private static final Set<String> OLD = Set.of("qc/1.0/any.json", "qc/2.0/any.json");
    private static final Set<String> ALL = Set.of("qc/1.0/any.json", "qc/2.0/any.json", "qc/3.0/any.json");

    /** A delta is held at its output for so long, in which the publication cannot end. */
    private static final String HELD_MICROSECONDS = "600000000";

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir(factory = MemoryFolder.class)
    private static Path shared = Path.of("");

    private static Map<String, String> undisturbed = Map.of();
    private static byte[] third = {};
    private static List<Path> older = List.of();

    @TempDir(factory = MemoryFolder.class)
    private Path temp = Path.of("");

    @BeforeAll
    static void two_releases_and_a_third_that_nobody_disturbed() throws Exception {
        World world = new World(shared).initVendor();
        publish(List.of(), world, 1);
        publish(List.of(), world, 2);
        older = List.of(manifestFile(world.vendor(), 1), manifestFile(world.vendor(), 2));
        Trees.copy(world.vendor(), shared.resolve("before"));
        publish(List.of(), world, 3);
        third = Files.readAllBytes(manifestFile(world.vendor(), 3));
        assertThat(ReleaseManifest.parse(third).deltas()).hasSize(2);
        assertThat(ReleaseManifest.parse(third).chunks()).isPresent();
        undisturbed = Trees.digests(world.vendor().resolve("repository/objects"));
    }

    @Test
    void a_kill_before_the_first_delta_changes_nothing() throws Exception {
        World world = before();
        killedAt("mkdir", making(world, from(1)), world);
        goesOn(world, List.of());
    }

    @Test
    void a_kill_while_deltas_are_made_changes_nothing() throws Exception {
        World world = before();
        killedInside(from(2), world);
        goesOn(world, List.of("taskset", "-c", "0"));
    }

    @Test
    void a_kill_when_a_delta_is_made_and_not_yet_kept_changes_nothing() throws Exception {
        World world = before();
        killedAt("rename", unfinished(world, from(1)), world);
        goesOn(world, List.of());
    }

    @Test
    void a_kill_while_chunks_are_made_keeps_the_deltas() throws Exception {
        World world = before();
        killedInside(draft(), world);
        assertThat(finished(world)).hasSize(2);
        goesOn(world, List.of("taskset", "-c", "0"));
    }

    @Test
    void a_kill_when_chunks_are_kept_and_nothing_is_signed_changes_nothing() throws Exception {
        World world = before();
        killedAt("rmdir", making(world, draft()), world);
        assertThat(finished(world)).hasSize(3);
        goesOn(world, List.of());
    }

    /** Nothing of the new release is to be seen; then the next run makes all of it, and leaves nothing behind. */
    private static void goesOn(World world, List<String> with) throws Exception {
        assertThat(ClientView.ofVendor(world.vendor())).isEqualTo(OLD);
        publish(with, world, 3);
        assertThat(ClientView.ofVendor(world.vendor())).isEqualTo(ALL);
        assertThat(Trees.digests(world.vendor().resolve("repository/objects"))).isEqualTo(undisturbed);
        assertThat(manifestFile(world.vendor(), 3).getFileName())
                .isEqualTo(manifestFile(shared.resolve("vendor"), 3).getFileName());
        assertThat(world.vendor().resolve("work")).doesNotExist();
    }

    private static void killedAt(String call, Path path, World world) throws Exception {
        PackagedServer.Ended ended = PackagedServer.run(
                strace(call, path, "signal=SIGKILL"), arguments(world, 3).toArray());
        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(137);
    }

    /**
     * Kills the publication alone, as the system or a person does, while a process of its makes what begins with that: it
     * is held where it opens its output. It ends by itself then, as do others that were at work beside it: strace lives as
     * long as the last of them.
     */
    private static void killedInside(Sha256 from, World world) throws Exception {
        Path output = unfinished(world, from);
        Process strace = PackagedServer.start(
                strace("openat", output, "delay_enter=" + HELD_MICROSECONDS),
                arguments(world, 3).toArray());
        try {
            making(strace, output).parent().orElseThrow().destroyForcibly();
            assertThat(strace.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("all that were at work have ended")
                    .isTrue();
        } finally {
            strace.destroyForcibly();
            strace.waitFor();
        }
    }

    /** Found by what it writes: strace tries the system out first with children of its own, which end at once. */
    private static ProcessHandle making(Process strace, Path output) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<ProcessHandle> all =
                    strace.children().flatMap(ProcessHandle::children).toList();
            for (ProcessHandle one : all) {
                if (commandLine(one).contains(output.toString())) {
                    return one;
                }
            }
            assertThat(strace.isAlive())
                    .as("publishes until it makes %s", output)
                    .isTrue();
            assertThat(System.nanoTime()).as("no process makes %s", output).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Whole, as {@link ProcessHandle.Info#commandLine()} does not give long ones. */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException e) {
            // It has just ended.
            return "";
        }
    }

    private static List<String> strace(String call, Path path, String what) {
        return List.of(
                "strace",
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-P",
                path.toString(),
                "-e",
                "trace=" + call,
                "-e",
                "inject=" + call + ":" + what);
    }

    private World before() throws IOException {
        World world = new World(temp);
        Trees.copy(shared.resolve("before"), world.vendor());
        return world;
    }

    private static Sha256 from(int release) throws IOException {
        return Sha256.of(Files.readAllBytes(older.get(release - 1)));
    }

    /** Stands for the release before it has deltas. */
    private static Sha256 draft() throws Exception {
        return Sha256.of(ReleaseManifest.parse(third)
                .withDeltas(List.of())
                .withChunks(Optional.empty())
                .toBytes());
    }

    private static Path work(World world) {
        return world.vendor().resolve("work/deltas");
    }

    private static Path making(World world, Sha256 from) {
        return work(world).resolve("making-" + from);
    }

    private static Path unfinished(World world, Sha256 from) throws Exception {
        return work(world).resolve("." + from + "-" + draft() + ".qcd.tmp");
    }

    private static List<Path> finished(World world) throws Exception {
        String name = "-" + draft() + ".qcd";
        try (Stream<Path> files = Files.list(work(world))) {
            return files.filter(file -> file.toString().endsWith(name)).toList();
        }
    }

    private static Path manifestFile(Path vendor, int release) throws IOException {
        try (Stream<Path> files = Files.list(vendor.resolve("repository/release/targets/qc/" + release + ".0"))) {
            return files.findFirst().orElseThrow();
        }
    }

    private static void publish(List<String> with, World world, int release) throws Exception {
        PackagedServer.Ended ended =
                PackagedServer.run(with, arguments(world, release).toArray());
        assertThat(ended.exitCode()).as(ended.output()).isZero();
    }

    private static List<Object> arguments(World world, int release) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of(world.publishing(release + ".0")));
        Random random = new Random(7);
        Path jar = world.vendor().resolveSibling("app-" + release + ".0").resolve("lib/library.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (int entry = 0; entry < 100; entry++) {
                byte[] noise = new byte[1000];
                random.nextBytes(noise);
                noise[500] = entry == 50 ? (byte) release : 0;
                ZipEntry named = new ZipEntry("entry" + entry);
                named.setTime(1_700_000_000_000L);
                zip.putNextEntry(named);
                zip.write(noise);
            }
        }
        return arguments;
    }
}
