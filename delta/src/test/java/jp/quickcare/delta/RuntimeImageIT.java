package jp.quickcare.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SPEC F3: a runtime that this JDK's own jlink has made with one more module, as customers get it. */
class RuntimeImageIT {
    @TempDir
    Path root;

    @Test
    void one_more_module_in_a_real_runtime_costs_its_classes_and_not_the_index() throws Exception {
        byte[] without = modules("without", "java.base,java.logging,java.transaction.xa,java.xml");
        byte[] with = modules("with", "java.base,java.logging,java.sql,java.transaction.xa,java.xml");

        int bytes = new Trees(root)
                .old("runtime/lib/modules", without)
                .fresh("runtime/lib/modules", with)
                .roundTrip();

        // The index alone has some 500 kB, of which a difference that knows nothing of its tables brings a third.
        assertThat(bytes).isLessThan(45_000);
    }

    private byte[] modules(String name, String modules) throws Exception {
        Path runtime = root.resolve(name);
        Path said = root.resolve(name + ".log");
        int exit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
                        "-J-XX:TieredStopAtLevel=1",
                        "--compress=0",
                        "--output",
                        runtime.toString(),
                        "--add-modules",
                        modules)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        assertThat(exit).as(Files.readString(said, StandardCharsets.UTF_8)).isZero();
        return Files.readAllBytes(runtime.resolve("lib/modules"));
    }
}
