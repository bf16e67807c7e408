package jp.quickcare.manifest.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import jp.quickcare.manifest.digest.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseManifestTest {
    private static final ReleaseManifest RELEASE = Releases.quickcare("1.4.26", 42);
    private static final String TEXT = new String(RELEASE.toBytes(), UTF_8);

    @Test
    void a_manifest_reads_back_as_it_was_written() throws Exception {
        ReleaseManifest read = ReleaseManifest.parse(RELEASE.toBytes());
        assertThat(read).isEqualTo(RELEASE);
        assertThat(read.toBytes()).isEqualTo(RELEASE.toBytes());
        assertThat(read.targetPath()).isEqualTo("qc/1.4.26/linux-x64.json");
    }

    @Test
    void files_are_sorted_so_that_equal_releases_have_equal_bytes() {
        ReleaseFile a = Releases.file("a.jar", "a");
        ReleaseFile b = Releases.file("b.jar", "b");
        LaunchSpec launch = Releases.java("a.jar");
        ReleaseManifest one =
                new ReleaseManifest("qc", "1", 1, "any", LauncherVersion.of("1"), launch, List.of(), List.of(a, b));
        ReleaseManifest other =
                new ReleaseManifest("qc", "1", 1, "any", LauncherVersion.of("1"), launch, List.of(), List.of(b, a));
        assertThat(one.toBytes()).isEqualTo(other.toBytes());
    }

    /** CT2 */
    @ParameterizedTest
    @ValueSource(strings = {"-1", "1099511627777", "9223372036854775807", "9223372036854775808", "1.0", "\"3\""})
    void impossible_lengths_are_refused(String length) {
        assertThatThrownBy(() -> parse(TEXT.replace("\"length\":1,", "\"length\":" + length + ",")))
                .isInstanceOf(InvalidReleaseException.class);
    }

    /** CT2 */
    @Test
    void empty_files_and_files_beyond_two_gigabytes_are_taken() throws Exception {
        assertThat(parse(TEXT.replace("\"length\":1,", "\"length\":0,")).totalBytes())
                .isEqualTo(10);
        assertThat(parse(TEXT.replace("\"length\":1,", "\"length\":2147483648,"))
                        .totalBytes())
                .isEqualTo(10 + (1L << 31));
    }

    /** CT2 */
    @Test
    void one_content_has_one_length() {
        ReleaseFile one = Releases.file("a.jar", "a");
        ReleaseFile liar =
                new ReleaseFile(Releases.file("b.jar", "").path(), 7, one.sha256(), false, OptionalLong.empty());
        assertThatThrownBy(() -> Releases.release("qc", "1", 1, "any", one, liar))
                .hasMessageContaining("two lengths for one content");
    }

    /** CT3 */
    @ParameterizedTest
    @CsvSource({"upper", "short", "long", "empty", "space"})
    void digests_that_are_not_64_lower_case_digits_are_refused(String how) {
        String hex = Sha256.of("a".getBytes(UTF_8)).hex();
        String bad = switch (how) {
            case "upper" -> hex.toUpperCase(java.util.Locale.ROOT);
            case "short" -> hex.substring(1);
            case "long" -> hex + "0";
            case "empty" -> "";
            default -> " " + hex.substring(1);
        };
        assertThatThrownBy(() -> parse(TEXT.replace(hex, bad))).isInstanceOf(InvalidReleaseException.class);
    }

    /** FS1, FS3, FS4, FS5, FS7 */
    @ParameterizedTest
    @ValueSource(strings = {"../evil.jar", "/evil.jar", "C:evil.jar", "nul.jar", "a.jar:x", "a.jar.", "EVIL~1.JAR"})
    void a_manifest_with_an_unsafe_path_is_refused(String path) {
        assertThatThrownBy(() -> parse(TEXT.replace("lib/a.jar", path)))
                .isInstanceOf(InvalidReleaseException.class)
                .hasMessageContaining("path");
    }

    /** FS6 */
    @Test
    void a_manifest_with_colliding_paths_is_refused() {
        assertThatThrownBy(() -> parse(TEXT.replace("lib/a.jar", "APP.jar")))
                .isInstanceOf(InvalidReleaseException.class)
                .hasMessageContaining("same file");
        assertThatThrownBy(() -> parse(TEXT.replace("lib/a.jar", "app.jar/x")))
                .isInstanceOf(InvalidReleaseException.class)
                .hasMessageContaining("a file and a folder");
    }

    /** CT9 */
    @ParameterizedTest
    @ValueSource(strings = {"../evil.jar", "other.jar", "lib", "lib/*"})
    void a_class_path_names_only_files_of_the_release(String entry) {
        assertThatThrownBy(
                        () -> parse(TEXT.replace("\"classPath\":[\"app.jar\"]", "\"classPath\":[\"" + entry + "\"]")))
                .isInstanceOf(InvalidReleaseException.class);
    }

    /** CT9 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-cp",
                "-classpath",
                "--class-path=x",
                "-jar",
                "@options",
                "jp.example.Other",
                "-Xbootclasspath/a:evil.jar",
                "--module-path=x",
                "--patch-module=java.base=x",
                "-Djava.class.path=x",
                "-Djava.system.class.loader=x",
                "-XX:Flags=x",
                "-XX:VMOptionsFile=x",
                "-Dx=1\\n-jar",
                ""
            })
    void options_that_would_load_other_code_are_refused(String option) {
        assertThatThrownBy(() -> parse(TEXT.replace("-Xmx64m", option))).isInstanceOf(InvalidReleaseException.class);
    }

    @Test
    void a_launcher_is_jars_in_one_folder_and_is_not_started() {
        assertThatThrownBy(() -> Releases.release("launcher", "1", 1, "any", Releases.file("lib/x.jar", "x")))
                .hasMessageContaining("jars in one folder");
        assertThatThrownBy(() -> Releases.release("launcher", "1", 1, "any", Releases.file("x.so", "x")))
                .hasMessageContaining("jars in one folder");
        assertThatThrownBy(() -> parse(TEXT.replace("\"app\":\"qc\"", "\"app\":\"launcher\"")))
                .isInstanceOf(InvalidReleaseException.class);
    }

    /** A22 */
    @Test
    void a_runtime_is_a_java_and_is_not_started() throws Exception {
        assertThatThrownBy(() -> Releases.release("runtime", "17", 1, "win-x64", Releases.file("release", "r")))
                .hasMessageContaining("bin/java");
        ReleaseFile java = Releases.file("bin/java.exe", "j");
        ReleaseManifest runtime = Releases.release("runtime", "17", 1, "win-x64", Releases.file("release", "r"), java);
        assertThat(ReleaseManifest.parse(runtime.toBytes())).isEqualTo(runtime);
        assertThatThrownBy(() -> parse(TEXT.replace("\"app\":\"qc\"", "\"app\":\"runtime\"")))
                .isInstanceOf(InvalidReleaseException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "targets", "QC", "", "a/b", "con", "..", "a b"})
    void names_that_are_no_application_are_refused(String app) {
        assertThatThrownBy(() -> Releases.release(app, "1", 1, "any", Releases.file("x.jar", "x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "\"_type\":\"release\"|\"_type\":\"targets\"",
        "\"format\":1|\"format\":2",
        "\"counter\":42|\"counter\":0",
        "\"counter\":42|\"counter\":-1",
        "\"version\":\"1.4.26\"|\"version\":\"1/../2\"",
        "\"platform\":\"linux-x64\"|\"platform\":\"../x\"",
        "\"minLauncher\":\"1.0.0\"|\"minLauncher\":\"new\"",
        "\"kind\":\"java\"|\"kind\":\"shell\"",
        "\"withinSeconds\":30|\"withinSeconds\":0",
        "jp.example.Main|--help",
    })
    void other_forms_are_refused(String change) {
        String[] fromTo = change.split("\\|", -1);
        assertThat(TEXT).contains(fromTo[0]);
        assertThatThrownBy(() -> parse(TEXT.replace(fromTo[0], fromTo[1]))).isInstanceOf(InvalidReleaseException.class);
    }

    @Test
    void members_of_a_later_format_are_skipped() throws Exception {
        assertThat(parse(TEXT.replace("\"format\":1", "\"format\":1,\"later\":{\"a\":[]}")))
                .isEqualTo(RELEASE);
    }

    @Test
    void every_kind_of_launch_reads_back() throws Exception {
        ReleaseFile tool = new ReleaseFile(
                Releases.file("bin/x", "").path(), 3, Sha256.of(new byte[] {1, 2, 3}), true, OptionalLong.of(2));
        ReleaseManifest program = new ReleaseManifest(
                "tool",
                "1",
                1,
                "linux-x64",
                LauncherVersion.of("1.0"),
                new LaunchSpec.Program(tool.path(), List.of("--x"), new WellCheck(false, Duration.ofSeconds(2))),
                List.of(),
                List.of(tool));
        ReleaseManifest launcher = Releases.release("launcher", "1.0.1", 2, "any", Releases.file("launcher.jar", "l"));
        for (ReleaseManifest manifest : List.of(program, launcher)) {
            assertThat(ReleaseManifest.parse(manifest.toBytes())).isEqualTo(manifest);
        }
        assertThat(tool.transferBytes()).isEqualTo(2);
    }

    private static ReleaseManifest parse(String text) throws InvalidReleaseException {
        return ReleaseManifest.parse(text.getBytes(UTF_8));
    }

    @Test
    void a_release_of_thirty_thousand_files_with_long_paths_is_within_what_clients_read() throws Exception {
        ReleaseFile[] files = new ReleaseFile[30_001];
        files[0] = Releases.file("app.jar", "app");
        for (int i = 1; i < files.length; i++) {
            files[i] = Releases.file("data/" + "long folder name/".repeat(10) + i + ".txt", "content " + i);
        }
        byte[] bytes = Releases.release("qc", "1.0", 1, "any", files).toBytes();

        assertThat((long) bytes.length).isLessThan(ReleaseManifest.MAX_BYTES);
        assertThat(ReleaseManifest.parse(bytes).files()).hasSize(30_001);
    }
}
