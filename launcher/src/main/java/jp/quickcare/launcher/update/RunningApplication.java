package jp.quickcare.launcher.update;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.launch.Running;
import jp.quickcare.launcher.talk.Conversation.InUse;

/**
 * Whether the application runs somewhere on this PC, in the session of another user too, whose open files the system
 * does not show us (SPEC A25). Linux tells everybody who holds a lock, and so who it is.
 */
final class RunningApplication {
    private static final int PID = 4;
    private static final int INODE = 5;

    private final Home home;
    private final Path proc;

    RunningApplication(Home home, Path proc) {
        this.home = home;
        this.proc = proc;
    }

    /** Each one that runs, or one without a name where the system does not tell whose it is. */
    List<InUse> all() {
        if (!Running.isAnywhere(home)) {
            return List.of();
        }
        List<InUse> found = new ArrayList<>();
        for (String pid : holders()) {
            found.add(new InUse(home.app(), describe(pid)));
        }
        return found.isEmpty() ? List.of(new InUse(home.app(), "")) : found;
    }

    /** Lines such as {@code 7: POSIX  ADVISORY  READ 4711 08:01:1838 0 EOF}. */
    private List<String> holders() {
        List<String> pids = new ArrayList<>();
        try {
            String inode =
                    String.valueOf(Files.getAttribute(Running.fileIn(home).toPath(), "unix:ino"));
            for (String line : Files.readAllLines(proc.resolve("locks"), StandardCharsets.US_ASCII)) {
                String[] words = line.trim().split("\\s+", -1);
                if (words.length > INODE && words[INODE].endsWith(":" + inode) && !pids.contains(words[PID])) {
                    pids.add(words[PID]);
                }
            }
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            // Then nobody tells who it is.
        }
        return pids;
    }

    private String describe(String pid) {
        Path process = proc.resolve(pid);
        try {
            String name = Files.readString(process.resolve("comm"), StandardCharsets.UTF_8)
                    .strip();
            return name + " (" + pid + ", " + Files.getOwner(process).getName() + ")";
        } catch (IOException e) {
            return "(" + pid + ")";
        }
    }
}
