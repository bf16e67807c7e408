package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import jp.quickcare.manifest.digest.Sha256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The Java runtime as a component of its own, offered by the site as an application is; one PC, in order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RuntimeE2EIT {
    @TempDir
    static Path temp;

    private static World world;
    private static Client client;
    private static Path started;

    @BeforeAll
    static void a_pc_whose_vendor_also_publishes_runtimes() {
        world = World.offering(temp, "required");
        Vendor.init(world.vendor().folder(), "runtime");
        client = world.install("home");
        started = temp.resolve("started");
    }

    @AfterAll
    static void the_server_ends() {
        world.close();
    }

    /** It says that it was started and leaves the rest to the Java of this test; as a real one, it has twins and an empty file. */
    private static Path runtime(String version, String last) throws IOException {
        Path runtime = temp.resolve("runtime-" + version);
        Path bin = Files.createDirectories(runtime.resolve("bin"));
        Path java = Files.writeString(bin.resolve("java"), """
                #!/bin/sh
                echo %s >> "%s"
                %s
                """.formatted(version, started, last));
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(runtime.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        Path legal = Files.createDirectories(runtime.resolve("legal/a"));
        Files.writeString(legal.resolve("LICENSE"), "the same for all\n");
        Files.writeString(runtime.resolve("legal/LICENSE"), "the same for all\n");
        Files.createFile(runtime.resolve("legal/empty"));
        Path modules = Files.createDirectories(runtime.resolve("lib")).resolve("modules");
        Files.write(modules, classes(version));
        return runtime;
    }

    /** As in a real one they are most of it, and few differ between versions. */
    private static byte[] classes(String version) {
        byte[] classes = new byte[200_000];
        new Random(1).nextBytes(classes);
        byte[] own = version.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(own, 0, classes, 100_000, own.length);
        return classes;
    }

    /** Where the site has the file, packed or not. */
    private static List<Path> objects(byte[] content) throws IOException {
        String name = Sha256.of(content).hex();
        try (Stream<Path> all =
                Files.list(world.site().folder().resolve("repository/objects/" + name.substring(0, 2)))) {
            return all.filter(path -> path.getFileName().toString().startsWith(name))
                    .toList();
        }
    }

    private static void offer(String version, String mode, String last) throws IOException {
        Path files = runtime(version, last);
        Path releaseFile = Files.writeString(temp.resolve("runtime.json"), "{\"launch\": {\"kind\": \"none\"}}");
        world.vendor().publish("runtime", version, "linux-x64", files, releaseFile);
        world.site().importFrom(world.vendor());
        world.site().offer("runtime", version, mode);
    }

    private static String realJava() {
        return "exec '" + System.getProperty("java.home") + "/bin/java' \"$@\"";
    }

    private static Path place(String version) {
        return client.home().resolve("runtime/" + version);
    }

    private static String started() throws IOException {
        String lines = Files.exists(started) ? Files.readString(started) : "";
        Files.deleteIfExists(started);
        return lines;
    }

    /** A22, F3: an optional one comes with the next update, a required one before the application starts. */
    @Test
    @Order(2)
    void a_newer_runtime_comes_beside_the_old_one_which_goes_when_nothing_runs_from_it() throws IOException {
        offer("17.0.90", "optional", realJava());
        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
        assertThat(place("17.0.90")).doesNotExist();

        assertThat(client.launcher("plan").expect(0).out())
                .contains("Nothing of the application is to be brought.")
                .containsPattern("Java runtime: +17\\.0\\.90 \\(in force: none\\)")
                .containsPattern("Delta: +none")
                .contains("All of it is brought: nothing is there that a delta could begin with.");
        client.launcher("update", "--silent").expect(0);
        assertThat(place("17.0.90/bin/java")).isExecutable();
        assertThat(place("17.0.90/legal/empty")).isEmptyFile();
        assertThat(started()).as("tried before it was put in force").contains("17.0.90");
        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
        assertThat(started()).contains("17.0.90");

        offer("17.0.91", "required", realJava());
        assertThat(client.launcher("plan").expect(0).out())
                .containsPattern(
                        "Java runtime: +17\\.0\\.91 \\(in force: 17\\.0\\.90\\)\\s+Delta: +[\\d.]+ k?B\\s+Changed files: +20\\d[\\d.]* kB")
                .contains("The delta is brought: it is the fewest bytes.");
        assertThat(client.launcher("plan", "--language", "ja").expect(0).out())
                .containsPattern("Java実行環境: +17\\.0\\.91（使用中: 17\\.0\\.90）")
                .contains("アプリケーションについて取得するものはありません。", "差分を取得します。");
        // Only the delta from 17.0.90 leads to its classes now.
        for (Path whole : objects(classes("17.0.91"))) {
            Files.delete(whole);
        }
        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
        assertThat(Files.readString(place("current"))).startsWith("17.0.91\n");
        assertThat(place("17.0.91/lib/modules")).hasBinaryContent(classes("17.0.91"));
        assertThat(place("17.0.90")).as("this very click ran from it").isDirectory();

        started();
        client.launcher("update", "--silent").expect(0);
        assertThat(started()).contains("17.0.91").doesNotContain("17.0.90");
        assertThat(place("17.0.90")).doesNotExist();
        assertThat(client.launcher("status").expect(0).out()).contains("17.0.91");
        assertThat(client.launcher("plan").expect(0).out())
                .contains("Nothing is to be brought.")
                .doesNotContain("Java runtime", "Launcher");

        client.launcher("uninstall", "--silent").expect(0);
        assertThat(client.home().resolve("runtime")).doesNotExist();
    }

    /** A10, A29, F3: as with a delta of the application. */
    @Test
    @Order(3)
    void a_delta_to_a_newer_runtime_that_fails_is_told_to_the_server_and_whole_files_come() throws Exception {
        offer("17.0.93", "optional", realJava());
        client = world.install("another");
        client.launcher("update", "--silent").expect(0);
        assertThat(place("17.0.93/lib/modules")).exists();
        Files.writeString(place("17.0.93/legal/LICENSE"), "changed on this PC\n");
        offer("17.0.94", "optional", realJava());
        Path whole = objects(classes("17.0.94")).get(0);
        Files.move(whole, temp.resolve("aside"));

        assertThat(client.launcher("plan").expect(0).out()).contains("The delta is brought: it is the fewest bytes.");
        client.launcher("update", "--silent").expect(0);
        assertThat(place("17.0.94")).doesNotExist();
        assertThat(client.launcher("plan").expect(0).out())
                .contains("The changed files are brought whole: this delta failed on this PC before.");

        Files.move(temp.resolve("aside"), whole);
        client.launcher("update", "--silent").expect(0);
        assertThat(place("17.0.94/lib/modules")).hasBinaryContent(classes("17.0.94"));
        assertThat(world.site()
                        .systemLog()
                        .split("A delta to the Java runtime 17.0.94 did not give what the release says", -1))
                .as("once")
                .hasSize(2);
    }

    /** F3 */
    @Test
    @Order(4)
    void the_first_update_of_a_runtime_that_came_with_the_package_brings_a_delta_where_it_is_one_that_was_published()
            throws IOException {
        // As the install package leaves it.
        Files.writeString(place("current"), "17.0.94\n");
        offer("17.0.95", "optional", realJava());
        for (Path whole : objects(classes("17.0.95"))) {
            Files.delete(whole);
        }

        assertThat(client.launcher("plan").expect(0).out()).contains("The delta is brought: it is the fewest bytes.");
        client.launcher("update", "--silent").expect(0);
        assertThat(Files.readString(place("current"))).startsWith("17.0.95\n");
        assertThat(place("17.0.95/lib/modules")).hasBinaryContent(classes("17.0.95"));

        Files.writeString(place("current"), "17.0.95\n");
        Files.writeString(place("17.0.95/legal/LICENSE"), "changed on this PC\n");
        offer("17.0.96", "optional", realJava());
        assertThat(client.launcher("plan").expect(0).out())
                .contains(
                        "the runtime in force came with the install package, and no delta is known to begin with it.");
        client.launcher("update", "--silent").expect(0);
        assertThat(place("17.0.96/lib/modules")).hasBinaryContent(classes("17.0.96"));
        assertThat(client.home().resolve("state/failed-deltas")).content().hasLineCount(1);
    }

    /** A22, A26: the site makes no new statement after the one with which the runtime is required. */
    @Test
    @Order(5)
    void a_click_that_is_killed_before_it_has_brought_a_required_runtime_leaves_that_to_the_next() throws IOException {
        offer("17.0.97", "required", realJava());
        KillE2EIT.killedAtMaking(
                client.home().resolve("state/runtime-objects"),
                List.of(client.home().resolve("bin/start").toString()));
        assertThat(place("17.0.97")).doesNotExist();

        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
        assertThat(Files.readString(place("current"))).startsWith("17.0.97\n");
    }

    /** A22, A32: as there, the site says nothing new while that is so. */
    @Test
    @Order(6)
    void a_required_runtime_that_could_not_be_had_keeps_nobody_from_working_and_comes_with_the_next_click()
            throws IOException {
        offer("17.0.98", "required", realJava());
        for (String lacking : List.of("objects", "release/targets/runtime")) {
            Path there = world.site().folder().resolve("repository").resolve(lacking);
            Path aside = Files.move(there, temp.resolve("aside"));
            assertThat(client.click().expect(0).out()).as(lacking).contains("APP 1 UP");
            assertThat(place("17.0.98")).doesNotExist();
            Files.move(aside, there);
        }

        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
        assertThat(Files.readString(place("current"))).startsWith("17.0.98\n");
    }

    /** A21, A22, F1, FS14: as with a launcher that does not work. */
    @Test
    @Order(1)
    void a_runtime_that_does_not_run_here_is_tried_once_and_never_put_in_force() throws IOException {
        offer("17.0.92", "required", "exit 1");
        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
        assertThat(started()).isEqualTo("17.0.92\n");
        assertThat(place("17.0.92")).doesNotExist();

        client.launcher("update", "--silent").expect(0);
        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
        assertThat(client.launcher("plan").expect(0).out())
                .contains("Nothing is to be brought.")
                .containsOnlyOnce("The Java runtime 17.0.92 is offered, but it was tried on this PC and did not run:");
        assertThat(client.launcher("plan", "--language", "ja").expect(0).out())
                .containsOnlyOnce("Java実行環境 17.0.92 が提供されていますが、このPCで試したところ動作しなかったため、");
        assertThat(started()).isEmpty();
    }
}
