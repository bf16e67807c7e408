package jp.quickcare.launcher.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jp.quickcare.launcher.talk.Conversation.InUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFilesInUseTest {
    @TempDir
    Path temp;

    /** A25 */
    @Test
    void a_file_that_another_process_has_open_is_found_with_its_program() throws Exception {
        Path held = Files.writeString(temp.resolve("held.txt"), "x");
        Path free = Files.writeString(temp.resolve("free.txt"), "x");
        ProcFilesInUse inUse = new ProcFilesInUse();
        assertThat(inUse.fits()).isTrue();
        Process holder = new ProcessBuilder("cat", "-")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(held.toFile()))
                .start();
        try {
            List<InUse> found = inUse.among(List.of(held, free, temp.resolve("none.txt")));
            assertThat(found).extracting(InUse::file).containsExactly(held);
            assertThat(found.get(0).program()).contains("(" + holder.pid() + ")");
        } finally {
            holder.destroy();
            holder.waitFor();
        }
        assertThat(inUse.among(List.of(held, free))).isEmpty();
    }

    /** A25 */
    @Test
    void mapped_and_running_files_count_and_strange_entries_do_no_harm() throws Exception {
        Path jar = Files.writeString(temp.resolve("a.jar"), "x");
        Path program = Files.writeString(temp.resolve("program"), "x");
        Path proc = Files.createDirectories(temp.resolve("proc"));
        Path mapper = process(proc, "77", "mapper", "7f00-7f01 r--p 00000000 08:01 99   " + jar.toRealPath());
        Files.createSymbolicLink(mapper.resolve("exe"), temp.resolve("elsewhere"));
        Path runner = process(proc, "78", "runner", "nonsense");
        Files.createSymbolicLink(runner.resolve("exe"), program.toRealPath());
        Files.createDirectories(proc.resolve("79"));
        Files.writeString(proc.resolve("uptime"), "1");
        assertThat(new ProcFilesInUse(proc).among(List.of(jar, program)))
                .containsExactlyInAnyOrder(new InUse(jar, "mapper (77)"), new InUse(program, "runner (78)"));
    }

    private static Path process(Path proc, String pid, String name, String maps) throws IOException {
        Path process = proc.resolve(pid);
        Files.createDirectories(process.resolve("fd"));
        Files.writeString(process.resolve("comm"), name + "\n");
        Files.writeString(process.resolve("maps"), maps + "\n");
        return process;
    }
}
