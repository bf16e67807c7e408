package jp.quickcare.benchmarks.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationGeneratorTest {
    private static final ApplicationPlan SMALL = new ApplicationPlan(7, 3, 30, 5, 2, 1, 20_000);

    @TempDir
    private Path temp;

    private List<GeneratedApplication> releases;

    @BeforeEach
    void generate() throws Exception {
        releases = ApplicationGenerator.generate(SMALL, temp.resolve("one"));
    }

    @Test
    void the_same_plan_gives_the_same_bytes() throws Exception {
        List<GeneratedApplication> again = ApplicationGenerator.generate(SMALL, temp.resolve("two"));

        for (int i = 0; i < 2; i++) {
            assertThat(Folders.firstDifference(
                            releases.get(i).folder(), again.get(i).folder()))
                    .isEmpty();
        }
    }

    @Test
    void exactly_the_planned_classes_and_libraries_differ_in_release_2() throws Exception {
        Path first = releases.get(0).folder();
        Path second = releases.get(1).folder();

        assertThat(changedEntries(first.resolve("care.jar"), second.resolve("care.jar")))
                .isEqualTo(2);
        assertThat(Files.mismatch(first.resolve("lib/library00.jar"), second.resolve("lib/library00.jar")))
                .isNotNegative();
        assertThat(Files.mismatch(first.resolve("lib/library01.jar"), second.resolve("lib/library01.jar")))
                .isNegative();
    }

    @Test
    void the_application_has_the_planned_number_of_classes_and_jars() throws Exception {
        GeneratedApplication release = releases.get(0);

        assertThat(release.jars()).hasSize(4).first().isEqualTo("care.jar");
        try (var jar = new ZipFile(release.folder().resolve("care.jar").toFile())) {
            assertThat(jar.stream().filter(entry -> entry.getName().endsWith(".class")))
                    .hasSize(30);
        }
        assertThat(Files.size(release.folder().resolve("lib/library02.jar"))).isBetween(20_000L, 60_000L);
    }

    @Test
    void a_plain_java_starts_it_and_it_says_when() throws Exception {
        Path up = temp.resolve("up");
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                releases.get(1).folder().resolve("care.jar").toString());
        builder.environment().put(GeneratedApplication.UP_FILE, up.toString());

        assertThat(builder.start().waitFor()).isZero();
        assertThat(Files.readString(up)).matches("\\d+ \\d+ -?\\d+");
    }

    private static int changedEntries(Path first, Path second) throws Exception {
        try (var one = new ZipFile(first.toFile());
                var two = new ZipFile(second.toFile())) {
            int changed = 0;
            for (ZipEntry entry : one.stream().toList()) {
                changed += entry.getCrc() == two.getEntry(entry.getName()).getCrc() ? 0 : 1;
            }
            return changed;
        }
    }
}
