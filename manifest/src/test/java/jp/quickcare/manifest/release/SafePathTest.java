package jp.quickcare.manifest.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import jp.quickcare.manifest.release.UnsafePathException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafePathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "quickcare.jar",
                "lib/a.jar",
                "lib/a-1.2+3.jar",
                ".hidden",
                "マニュアル/介護記録.pdf",
                "a/b/c/d/e",
                "console.txt",
                "com10",
                "nullable.jar",
                "a~b.txt",
                "long name~1 of ours.txt",
                "100%.txt",
                "%2e%2e/x"
            })
    void ordinary_paths_are_taken(String path) throws Exception {
        assertThat(SafePath.of(path)).hasToString(path);
    }

    /** FS1 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../x",
                "a/../x",
                "a/..",
                "/etc/passwd",
                "//x",
                "//srv/share",
                "a//b",
                "a/",
                "./a",
                "a/./b"
            })
    void paths_that_do_not_go_straight_down_are_refused(String path) {
        assertRefused(path, Reason.NOT_RELATIVE);
    }

    /** FS1 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "..\\x",
                "C:x",
                "C:\\x",
                "C:/x",
                "\\\\srv\\share",
                "\\\\?\\C:\\x",
                "\\\\.\\pipe",
                "a\\b",
                "a|b",
                "a?",
                "a*",
                "<a",
                "a>",
                "\"a\""
            })
    void characters_with_a_meaning_on_windows_are_refused_everywhere(String path) {
        assertRefused(path, Reason.FORBIDDEN_CHARACTER);
    }

    /** FS3 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CON",
                "con",
                "nul.txt",
                "AUX .log",
                "aux.tar.gz",
                "COM1",
                "com0",
                "COM\u00b9",
                "lpt\u00b3.x",
                "CONIN$",
                "conout$.txt",
                "lib/prn.jar",
                "CLOCK$",
                "NUL/x"
            })
    void names_of_devices_are_refused(String path) {
        assertRefused(path, Reason.DEVICE_NAME);
    }

    /** FS4 */
    @ParameterizedTest
    @ValueSource(strings = {"file:stream", "file::$DATA", "dir::$INDEX_ALLOCATION", "a/b:c"})
    void streams_of_files_are_refused(String path) {
        assertRefused(path, Reason.FORBIDDEN_CHARACTER);
    }

    /** FS5 */
    @ParameterizedTest
    @ValueSource(strings = {"a.", "a ", "a./b", "a /b", " a", "b/ a", "...", "a..", "\u3000a", "a\u00a0"})
    void spaces_and_dots_at_the_edge_of_a_name_are_refused(String path) {
        assertRefused(path, Reason.EDGE);
    }

    /** FS5 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\nb",
                "a\tb",
                "a\u007fb",
                "a\u0085b",
                "a\u202egpj.exe",
                "a\u200bb",
                "a\u200db",
                "\ufeffa",
                "a\u2028b",
                "a\u00adb",
                "a\ufe0fb",
                "a\u3164b",
                "a\ud800b",
                "a\udb40\udd00b",
                "a\ue000b",
                "a\uffffb"
            })
    void characters_that_cannot_be_seen_are_refused(String path) {
        assertRefused(path, Reason.INVISIBLE_CHARACTER);
    }

    /** FS6 */
    @Test
    void decomposed_characters_are_refused() {
        assertRefused("e\u0301.txt", Reason.NOT_COMPOSED);
        assertRefused("\u304b\u3099.txt", Reason.NOT_COMPOSED);
        assertThatCode(() -> SafePath.of("\u304c.txt")).doesNotThrowAnyException();
    }

    /** FS7 */
    @ParameterizedTest
    @ValueSource(strings = {"PROGRA~1", "progra~1/x", "A~1.JAR", "lib/LONGNA~2.TXT", "AB1234~9.c", "~1"})
    void shapes_of_short_names_are_refused(String path) {
        assertRefused(path, Reason.SHORT_NAME);
    }

    /** FS8 */
    @Test
    void a_path_has_at_most_260_characters() throws Exception {
        String folders = "12345678/".repeat(28);
        assertThat(SafePath.of(folders + "x".repeat(7)).toString()).hasSize(259);
        assertThat(SafePath.of(folders + "x".repeat(8)).toString()).hasSize(260);
        assertRefused(folders + "x".repeat(9), Reason.TOO_LONG);
    }

    /** FS8 */
    @Test
    void a_component_has_at_most_255_characters_and_255_bytes() throws Exception {
        assertThat(SafePath.of("x".repeat(255)).toString()).hasSize(255);
        assertRefused("x".repeat(256), Reason.TOO_LONG);
        assertThat(SafePath.of("介".repeat(85)).toString()).hasSize(85);
        assertRefused("介".repeat(86), Reason.TOO_LONG);
    }

    /** FS6 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "A.jar|a.jar",
                "stra\u00dfe|STRASSE",
                "\ufb01le|file",
                "\uff21.txt|a.txt",
                "\u30ab|\uff76",
                "\u017f|s",
                "lib/a|lib",
                "Lib/a|lib/b",
                "x/y/z|X/q",
                "x/y|x/y/z",
                "same|same"
            })
    void paths_that_some_file_system_takes_for_one_are_refused(String pair) throws Exception {
        List<SafePath> paths = new ArrayList<>();
        for (String path : pair.split("\\|", -1)) {
            paths.add(SafePath.of(path));
        }
        assertThatThrownBy(() -> SafePath.requireNoCollisions(paths))
                .isInstanceOfSatisfying(
                        UnsafePathException.class, e -> assertThat(e.reason()).isEqualTo(Reason.COLLISION));
        java.util.Collections.reverse(paths);
        assertThatThrownBy(() -> SafePath.requireNoCollisions(paths)).isInstanceOf(UnsafePathException.class);
    }

    @Test
    void paths_that_differ_everywhere_do_not_collide() throws Exception {
        SafePath.requireNoCollisions(List.of(
                SafePath.of("a"),
                SafePath.of("lib/a"),
                SafePath.of("lib/x/a"),
                SafePath.of("lib2/a"),
                SafePath.of("lib/b")));
    }

    private static void assertRefused(String path, Reason reason) {
        assertThatThrownBy(() -> SafePath.of(path))
                .isInstanceOfSatisfying(
                        UnsafePathException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
