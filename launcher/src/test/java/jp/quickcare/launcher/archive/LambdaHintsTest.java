package jp.quickcare.launcher.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import jp.quickcare.launcher.home.JavaProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LambdaHintsTest {
    /** A program that uses each kind of lambda that it has. */
    static final class Program {
        private final int number;

        Program(int number) {
            this.number = number;
        }

        private int twice() {
            return number * 2;
        }

        public static void main(String[] words) {
            Function<Integer, Program> made = Program::new;
            Function<Program, Integer> called = Program::twice;
            long wide = 5_000_000_000L + words.length;
            Supplier<String> said = () -> "wide " + wide + words.length;
            Runnable nothing = () -> {};
            Supplier<Integer> bound = made.apply(3)::twice;
            Function<List<Integer>, Integer> ofInterface = List::size;
            nothing.run();
            System.out.println(called.apply(made.apply(2)) + said.get() + bound.get() + ofInterface.apply(List.of(1)));
        }
    }

    private static byte[] classFile(Class<?> type) throws IOException {
        String name = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }

    @Test
    void a_class_files_lambdas_are_told_as_java_lists_those_of_a_start(@TempDir Path folder) throws Exception {
        Path listed = folder.resolve("listed");
        Process java = new ProcessBuilder(
                        JavaProgram.here(),
                        "-XX:DumpLoadedClassList=" + listed,
                        "-cp",
                        Path.of(Program.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                                .toString(),
                        Program.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        assertThat(java.waitFor()).as(Files.readString(folder.resolve("out"))).isZero();
        String own = "@lambda-proxy " + Program.class.getName().replace('.', '/') + " ";
        List<String> lines = Files.readAllLines(listed).stream()
                .filter(line -> line.startsWith(own))
                .toList();
        assertThat(lines).hasSize(6);
        assertThat(LambdaHints.of(new ByteArrayInputStream(classFile(Program.class))))
                .containsExactlyInAnyOrderElementsOf(lines);
    }

    @Test
    void a_class_without_lambdas_has_none() throws IOException {
        assertThat(LambdaHints.of(new ByteArrayInputStream(classFile(TempDir.class))))
                .isEmpty();
    }

    @Test
    void what_is_no_whole_class_file_is_refused() throws IOException {
        byte[] whole = classFile(Program.class);
        for (int length = 0; length < whole.length - 1; length += 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> LambdaHints.of(new ByteArrayInputStream(cut)))
                    .as("the first %d of %d bytes", length, whole.length)
                    .isInstanceOf(IOException.class);
        }
    }
}
