package jp.quickcare.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.testing.Commands;
import jp.quickcare.server.testing.MemoryFolder;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F5: help, exit codes, one clear sentence. */
class CommandLineTest {
    @TempDir(factory = MemoryFolder.class)
    private Path temp = Path.of("");

    static Stream<String> commands() {
        return Stream.of(
                "",
                "init",
                "init vendor",
                "init site",
                "key",
                "key list",
                "key make",
                "key rotate-root",
                "key threshold",
                "publish",
                "import",
                "offer",
                "address",
                "verify",
                "gc",
                "refresh",
                "serve",
                "service",
                "service install",
                "service uninstall",
                "service start",
                "service stop",
                "service status",
                "tray");
    }

    /** F5 */
    @Test
    void it_says_which_version_it_is() {
        assertThat(Commands.run("--version").expect(0).out()).matches("manifest-server \\d+\\.\\d+\\.\\d+\\S*\\R");
        assertThat(Commands.run("-V").expect(0).err()).isEmpty();
    }

    /** F5 */
    @ParameterizedTest
    @MethodSource("commands")
    void every_command_answers_help_with_its_exit_codes(String command) {
        Commands.Result result =
                Commands.run((Object[]) (command + " --help").strip().split(" "));

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .startsWith("Usage: manifest-server")
                .contains("Exit codes:")
                .contains("--help");
        assertThat(result.err()).isEmpty();
    }

    /** F5 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "init",
                "key",
                "nonsense",
                "publish",
                "publish --dir",
                "offer --dir x --mode often",
                "import --dir x",
                "verify",
                "gc --dir",
                "key threshold --dir x --role root --threshold many",
                "publish --counter x",
                "init vendor --dir x",
                "init site --dir x",
                "serve --port x",
                "verify --nonsense"
            })
    void a_wrong_command_line_is_one_sentence_and_ends_with_2(String command) {
        Object[] arguments = command.isEmpty() ? new Object[0] : command.split(" ");

        Commands.run(arguments).expect(2);
    }

    /** F5 */
    @Test
    void folders_and_files_that_are_not_there_are_named() throws Exception {
        Path nowhere = temp.resolve("nowhere");
        for (List<Object> command : List.<List<Object>>of(
                List.of("verify", "--dir", nowhere),
                List.of("gc", "--dir", nowhere),
                List.of("refresh", "--dir", nowhere),
                List.of("offer", "--dir", nowhere),
                List.of("key", "list", "--dir", nowhere),
                List.of("key", "make", "--dir", nowhere, "--name", "x"),
                List.of("import", "--dir", nowhere, "--from", nowhere),
                List.of("init", "site", "--dir", temp.resolve("site"), "--vendor-root", nowhere))) {
            Commands.Result result = Commands.run(command.toArray()).expect(2);
            assertThat(result.err()).contains("nowhere");
        }
        assertThat(Files.exists(nowhere)).isFalse();
    }

    /** F5 */
    @Test
    void what_is_given_for_a_release_is_checked_before_anything_is_written() throws Exception {
        World world = new World(temp).initVendor();
        Path app = world.application("1.0");
        Path broken = Files.writeString(temp.resolve("broken.json"), "{\"launch\": ");
        Path unknown = Files.writeString(temp.resolve("unknown.json"), "{\"lunch\": {\"kind\": \"none\"}}");
        Path elsewhere = Files.writeString(
                temp.resolve("elsewhere.json"), World.RELEASE_FILE.replace("[\"app.jar\"]", "[\"other.jar\"]"));

        publish(world, "qc", "1.0", app, broken).expect(2);
        assertThat(publish(world, "qc", "1.0", app, unknown).expect(2).err()).contains("lunch");
        assertThat(publish(world, "qc", "1.0", app, elsewhere).expect(2).err()).contains("other.jar");
        assertThat(publish(world, "QC!", "1.0", app, world.releaseFile())
                        .expect(2)
                        .err())
                .contains("QC!");
        assertThat(publish(world, "qc", "../1", app, world.releaseFile())
                        .expect(2)
                        .err())
                .contains("../1");
        assertThat(publish(world, "xe", "1.0", app, world.releaseFile())
                        .expect(2)
                        .err())
                .contains("xe");
        publish(world, "qc", "1.0", temp.resolve("nowhere"), world.releaseFile())
                .expect(2);
        Commands.run("publish", "--dir", world.vendor(), "--app", "qc", "--version", "1.0", "--from", app)
                .expect(2);

        publish(world, "qc", "1.0", app, world.releaseFile()).expect(0);
    }

    private static Commands.Result publish(World world, String app, String version, Path from, Path releaseFile) {
        return Commands.run(
                "publish",
                "--dir",
                world.vendor(),
                "--app",
                app,
                "--version",
                version,
                "--from",
                from,
                "--release-file",
                releaseFile);
    }

    /** F5 */
    @Test
    void two_commands_do_not_write_one_folder_at_once() throws Exception {
        World world = new World(temp).initVendor();
        Object[] publish = world.publishing("1.0");
        try (jp.quickcare.server.durable.FolderLock held =
                jp.quickcare.server.durable.FolderLock.take(world.vendor(), "gc")) {
            assertThat(Commands.run(publish).expect(10).err())
                    .contains("gc, process")
                    .contains(held == null ? "" : "now");
        }

        Commands.run(publish).expect(0);
    }

    /** F4 */
    @Test
    void progress_is_a_line_now_and_then_where_there_is_no_terminal() {
        StringWriter err = new StringWriter();
        try (TerminalProgress progress = TerminalProgress.on(new PrintWriter(err, true))) {
            progress.begin(Sentence.of("progress.publishing"), 1_000);
            progress.add(10);
            progress.add(990);
        }

        assertThat(err.toString()).doesNotContain("\r").doesNotContain("\u001b");
    }

    /** F4 */
    @Test
    void progress_on_a_terminal_is_one_line_with_percent_that_is_cleared_at_the_end() {
        StringWriter err = new StringWriter();
        try (TerminalProgress progress = TerminalProgress.onTerminal(new PrintWriter(err, true))) {
            progress.begin(Sentence.of("progress.publishing"), 4_000_000);
            progress.add(1_000_000);
            progress.add(1_000_000);
        }

        assertThat(err.toString())
                .contains("\rPublishing 1.0 MB of 4.0 MB, 25%")
                .endsWith("\r\u001b[K");
    }

    /** SA3 */
    @Test
    void what_is_quoted_of_the_command_line_cannot_command_the_terminal() {
        Commands.Result wrongOption = Commands.run("offer", "--dir", "x", "--\u001b[2J");
        Commands.Result wrongFolder = Commands.run("verify", "--dir", "no\u009b31mwhere\u202e");

        assertThat(wrongOption.expect(2).err()).contains("--\\u001b[2J").doesNotContain("\u001b");
        assertThat(wrongFolder.expect(2).err())
                .contains("no\\u009b31mwhere\\u202e")
                .doesNotContain("\u009b")
                .doesNotContain("\u202e");
    }
}
