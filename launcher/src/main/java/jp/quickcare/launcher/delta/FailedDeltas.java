package jp.quickcare.launcher.delta;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.manifest.digest.Sha256;

/**
 * The deltas that did not give what they should on this PC, each by its digest: none is tried a second time, so an
 * update that fails with one does not fail with it for ever (SPEC F3).
 */
public final class FailedDeltas {
    private static final int MOST = 100;
    private static final long MOST_BYTES = 100_000;

    private FailedDeltas() {}

    /** Whether it failed here before. A list that cannot be read says that none did. */
    public static boolean contains(Home home, Sha256 delta) {
        return all(home).contains(delta.hex());
    }

    /** Records one, durably; the oldest of very many are forgotten. */
    static void add(Home home, Sha256 delta) throws IOException {
        List<String> all = new ArrayList<>(all(home));
        all.remove(delta.hex());
        all.add(delta.hex());
        String text = String.join("\n", all.subList(Math.max(0, all.size() - MOST), all.size())) + "\n";
        DurableFiles.write(file(home), text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> all(Home home) {
        Path file = file(home);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MOST_BYTES) {
                return List.of();
            }
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Path file(Home home) {
        return home.state().resolve("failed-deltas");
    }
}
