package jp.quickcare.launcher.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;

/**
 * The releases that did not come up on this PC and were put back: none of them is offered or installed here until it is
 * published anew, which gives it another manifest (SPEC A33).
 */
public final class NotAgain {
    private static final int MOST = 100;

    private NotAgain() {}

    /**
     * Whether the release is not to be installed here.
     *
     * @param manifestSha256 hex, lower case
     */
    public static boolean contains(Home home, String manifestSha256) {
        Entries entries = Entries.read(file(home).toFile());
        return entries != null && entries.all("release").contains(manifestSha256);
    }

    /** Records a release, durably; the oldest of very many are forgotten. */
    public static void add(Home home, String manifestSha256) throws IOException {
        List<String> all = others(home, manifestSha256);
        all.add(manifestSha256);
        write(home, all.subList(Math.max(0, all.size() - MOST), all.size()));
    }

    /** Takes a release off the list, durably. */
    static void remove(Home home, String manifestSha256) throws IOException {
        write(home, others(home, manifestSha256));
    }

    private static List<String> others(Home home, String manifestSha256) {
        Entries entries = Entries.read(file(home).toFile());
        List<String> others = new ArrayList<>(entries == null ? List.of() : entries.all("release"));
        others.remove(manifestSha256);
        return others;
    }

    private static void write(Home home, List<String> releases) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String release : releases) {
            text.append("release=").append(release).append('\n');
        }
        DurableFiles.write(file(home), text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Path file(Home home) {
        return home.state().resolve("not-again");
    }
}
