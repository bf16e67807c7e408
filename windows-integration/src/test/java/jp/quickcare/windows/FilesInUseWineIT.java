package jp.quickcare.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.talk.Conversation.InUse;
import jp.quickcare.launcher.update.FilesInUse;
import jp.quickcare.windows.Programs.Program;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SPEC A25: which files are held, and asking who holds them to close. */
@OnWindows
class FilesInUseWineIT {
    @TempDir
    Path folder;

    private final FilesInUse filesInUse = FilesInUse.ofSystem();
    private Path held;
    private Path free;

    @BeforeEach
    void files() throws Exception {
        held = Files.writeString(folder.resolve("記録.jar"), "held");
        free = Files.writeString(folder.resolve("free.jar"), "free");
    }

    /** A25 */
    @Test
    void a_file_that_another_program_has_open_is_found_and_no_other() throws Exception {
        assertThat(filesInUse).isInstanceOf(WindowsFilesInUse.class);
        try (HoldingProgram other = HoldingProgram.start(held, false)) {
            assertThat(other.process().isAlive()).isTrue();
            assertThat(filesInUse.among(List.of(held, free, folder, folder.resolve("none"))))
                    .extracting(InUse::file)
                    .containsExactly(held);
            assertThat(held).hasContent("held");
        }
        assertThat(filesInUse.among(List.of(held, free))).isEmpty();
    }

    /** A25: what may be renamed while it is open is no obstacle. */
    @Test
    void a_file_that_is_open_with_leave_to_rename_it_is_not_in_use() throws Exception {
        try (FileChannel open = FileChannel.open(held, StandardOpenOption.READ)) {
            assertThat(open.size()).isPositive();
            assertThat(filesInUse.among(List.of(held))).isEmpty();
        }
    }

    /** A25, FS8 */
    @Test
    void a_file_beyond_260_characters_and_one_marked_as_read_only_are_tried_too() throws Exception {
        Path deep = Files.createDirectories(folder.resolve("d".repeat(200)).resolve("e".repeat(200)));
        Path longPath = Files.writeString(deep.resolve("a.jar"), "a");
        Files.setAttribute(free, "dos:readonly", true);
        assertThat(filesInUse.among(List.of(longPath, free))).isEmpty();
        try (RandomAccessFile one = new RandomAccessFile(longPath.toFile(), "r");
                RandomAccessFile two = new RandomAccessFile(free.toFile(), "r")) {
            assertThat(one.length() + two.length()).isPositive();
            assertThat(filesInUse.among(List.of(longPath, free)))
                    .extracting(InUse::file)
                    .containsExactly(longPath, free);
        }
        Files.setAttribute(free, "dos:readonly", false);
    }

    /** A25: the Restart Manager's names; Wine's own knows nobody, so its answer is a recorded one. */
    @Test
    void programs_and_services_are_named_and_only_programs_are_asked_to_close() throws Exception {
        long self = ProcessHandle.current().pid();
        List<Long> asked = new ArrayList<>();
        WindowsFilesInUse named = new WindowsFilesInUse(
                file -> List.of(
                        new Program(4711, "介護記録", ""),
                        new Program(4712, "Print Spooler", "Spooler"),
                        new Program(self, "java", "")),
                asked::add);
        try (RandomAccessFile open = new RandomAccessFile(held.toFile(), "r")) {
            assertThat(open.length()).isPositive();
            List<InUse> found = named.among(List.of(held));
            assertThat(found)
                    .extracting(InUse::program)
                    .containsExactly("介護記録 (4711)", "Print Spooler (Spooler, 4712)");
            named.askToClose(found);
        }
        assertThat(asked).containsExactly(4711L);
    }

    /** A25: the real Restart Manager answers, if only that it knows nobody. */
    @Test
    void the_restart_manager_can_be_asked() throws Exception {
        try (HoldingProgram other = HoldingProgram.start(held, false)) {
            assertThat(new RestartManager().using(held))
                    .allSatisfy(program ->
                            assertThat(program.pid()).isEqualTo(other.process().pid()));
        }
    }

    /** A25: as its own close button would. */
    @Test
    void a_program_with_a_window_is_asked_to_close_and_closes() throws Exception {
        try (HoldingProgram other = HoldingProgram.start(held, true)) {
            assertThat(PoliteClose.ask(other.process().pid())).isEqualTo(1);
            assertThat(other.process().waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(other.process().exitValue()).isEqualTo(7);
        }
        assertThat(filesInUse.among(List.of(held))).isEmpty();
    }
}
