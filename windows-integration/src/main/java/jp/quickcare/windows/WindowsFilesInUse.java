package jp.quickcare.windows;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import jp.quickcare.launcher.durable.Platform;
import jp.quickcare.launcher.talk.Conversation.InUse;
import jp.quickcare.launcher.update.FilesInUse;
import jp.quickcare.windows.Programs.Program;

/**
 * Files in use as Windows tells (SPEC A25): each file is tried, and of those that are held the Restart Manager is asked
 * who holds them. Where it does not know, the file is named alone.
 */
public final class WindowsFilesInUse implements FilesInUse {
    /** Each is a question to all processes: more names than a person reads are not asked for. */
    private static final int MOST_NAMED = 20;

    private final Programs programs;
    private final LongConsumer close;

    /** For {@link java.util.ServiceLoader}. */
    public WindowsFilesInUse() {
        // Elsewhere its library is not there; made at the first question.
        this(file -> new RestartManager().using(file), PoliteClose::ask);
    }

    WindowsFilesInUse(Programs programs, LongConsumer close) {
        this.programs = programs;
        this.close = close;
    }

    @Override
    public boolean fits() {
        return Platform.WINDOWS;
    }

    @Override
    public List<InUse> among(Collection<Path> files) {
        List<InUse> inUse = new ArrayList<>();
        int held = 0;
        for (Path file : files) {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && ShareProbe.isHeld(file)) {
                List<Program> users = held++ < MOST_NAMED ? others(file) : List.of();
                if (users.isEmpty()) {
                    inUse.add(new InUse(file, ""));
                }
                users.forEach(program -> inUse.add(new InUse(file, program.describe())));
            }
        }
        return inUse;
    }

    /** Services are not stopped: who looks after the PC decides about them, and sees their names. */
    @Override
    public void askToClose(Collection<InUse> files) {
        Set<Long> asked = new LinkedHashSet<>();
        files.stream().map(InUse::file).distinct().limit(MOST_NAMED).forEach(file -> {
            for (Program program : others(file)) {
                if (program.service().isEmpty() && asked.add(program.pid())) {
                    close.accept(program.pid());
                }
            }
        });
    }

    private List<Program> others(Path file) {
        long self = ProcessHandle.current().pid();
        return programs.using(file).stream()
                .filter(program -> program.pid() != self)
                .toList();
    }
}
