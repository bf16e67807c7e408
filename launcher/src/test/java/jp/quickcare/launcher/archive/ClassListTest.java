package jp.quickcare.launcher.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import jp.quickcare.launcher.home.Home;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassListTest {
    private static List<String> lines(ClassList list) {
        return list.toString().lines().toList();
    }

    @Test
    void what_java_recorded_is_taken_over_with_its_hints_behind() {
        ClassList list = new ClassList().add("""
                # a comment
                java/lang/Object id: 0
                @lambda-proxy a/B run ()Ljava/lang/Runnable; ()V REF_invokeStatic a/B lambda$1 ()V ()V
                a/B
                """);
        assertThat(lines(list))
                .containsExactly(
                        "java/lang/Object",
                        "a/B",
                        "@lambda-proxy a/B run ()Ljava/lang/Runnable; ()V REF_invokeStatic a/B lambda$1 ()V ()V");
        assertThat(list.has("a.B")).isTrue();
    }

    @Test
    void classes_that_no_start_loaded_come_behind_those_that_one_did_and_once() {
        ClassList list = new ClassList().add("a/B\na/C\n").addNames(List.of("a/D", "a/B"));
        assertThat(lines(list)).containsExactly("a/B", "a/C", "a/D");
    }

    /** Two starts may write at once, and a start may be killed. */
    @Test
    void half_lines_foreign_words_and_classes_that_java_made_are_passed_over() {
        ClassList list = new ClassList()
                .add("a/B\n\u0000\u0000garbage\n@unknown x\n9a/B\na/B$$Lambda$1\njdk/proxy1/$Proxy3\n"
                        + "plugin/C id: 5 super: 0 source: file:/plugin.jar\na/B\ncut/of");
        assertThat(lines(list)).containsExactly("a/B");
    }

    /** The commands' list has Java's classes too: an archive without those that a click needs is worse than none. */
    @Test
    void classes_of_java_stay_when_they_are_named_among_the_launchers() {
        ClassList list = new ClassList()
                .add("java/net/Socket\norg/example/Main\n")
                .addOfOwnLoader(
                        List.of("java/net/Socket", "org/example/Main"),
                        Path.of("/no/such/folder"),
                        getClass().getClassLoader());
        assertThat(lines(list)).containsExactly("java/net/Socket", "org/example/Main");
    }

    @Test
    void classes_of_the_launchers_own_loader_come_behind_their_relatives_with_their_jar() throws Exception {
        Path jar = Path.of(org.slf4j.Logger.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        ClassList list = new ClassList()
                .add("java/lang/Object\norg/slf4j/helpers/NOPLogger\n")
                .addOfOwnLoader(
                        List.of("org/slf4j/helpers/NOPLogger", "no/such/Class"),
                        Objects.requireNonNull(jar.getParent()),
                        getClass().getClassLoader());

        List<String> lines = lines(list);
        String last = lines.get(lines.size() - 1);
        assertThat(last).startsWith("org/slf4j/helpers/NOPLogger id: ").endsWith(" source: " + jar);
        assertThat(lines).doesNotContain("no/such/Class", "java/lang/Object");
        assertThat(lines).anyMatch(line -> line.matches("java/lang/Object id: \\d+"));
        assertThat(numberOf(lines, "org/slf4j/helpers/NamedLoggerBase"))
                .isEqualTo(last.replaceAll(".* super: (\\d+).*", "$1"));
    }

    private static String numberOf(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + " id: "))
                .map(line -> line.replaceAll(".* id: (\\d+).*", "$1"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void an_archive_without_a_key_or_with_another_fits_nothing(@TempDir Path temp) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path jar = Files.writeString(temp.resolve("a.jar"), "jar");
        JavaStart start = new JavaStart(java, List.of(), jar.toString(), List.of(jar));
        ClassArchive archive = ClassArchive.ofClick(new Home(temp));
        Files.createDirectories(archive.file().getParent());
        Files.writeString(archive.file(), "an archive");
        Path key = archive.file().resolveSibling("click.key");

        assertThat(archive.options(start)).isEmpty();
        Files.writeString(key, start.key().hex());
        assertThat(archive.options(start)).contains("-XX:SharedArchiveFile=" + archive.file());

        assertThat(archive.fits(new JavaStart(java, List.of("-XX:+UseZGC"), jar.toString(), List.of(jar))))
                .isFalse();
        assertThat(archive.options(new JavaStart(java, List.of("-Xshare:off"), jar.toString(), List.of(jar))))
                .isEmpty();
        Files.writeString(jar, "another jar");
        assertThat(archive.fits(start)).isFalse();
    }
}
