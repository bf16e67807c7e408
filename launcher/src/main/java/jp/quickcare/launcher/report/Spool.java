package jp.quickcare.launcher.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import jp.quickcare.launcher.durable.DurableFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports that no server has heard yet, in {@code state/reports/}: a file each, written beside and renamed, so that a
 * kill leaves a report whole or not at all, and several launchers may add at once. Their names are their order.
 *
 * <p>Nothing here is flushed: an update does not wait for it, and a power cut costs the last moments' reports at most.
 */
final class Spool {
    static final int MOST_REPORTS = 1_000;
    static final long MOST_BYTES = 1L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final String SUFFIX = ".json";
    private static final String STATE_SUFFIX = ".state.json";
    private static final int ORDER_DIGITS = 16;
    private static final Pattern NAME = Pattern.compile("\\d{16}-[0-9a-f-]{36}-\\d{1,9}(\\.state)?\\.json");
    private static final long ABANDONED_MILLIS = 60 * 60 * 1000L;

    private final Path folder;

    Spool(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Keeps a report. What cannot be kept is lost and hinders nobody. */
    synchronized void add(Report report, Instant time) {
        try {
            Files.createDirectories(folder);
            List<Path> there = DurableFiles.children(folder);
            List<Path> kept = reports(there);
            makeRoom(kept);
            clear(there);
            boolean state = report.step().equals(Report.STATE);
            String name = digits(order(kept, time)) + "-" + report.update() + "-" + report.seq()
                    + (state ? STATE_SUFFIX : SUFFIX);
            Path unfinished = folder.resolve(name + DurableFiles.UNFINISHED);
            Files.write(unfinished, report.toBytes(time));
            Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("a report is lost: {}", e.toString());
        }
    }

    /** Names are compared as text. Without a formatter, which costs an update milliseconds at its first use. */
    private static String digits(long order) {
        String number = Long.toString(order);
        return "0".repeat(Math.max(0, ORDER_DIGITS - number.length())) + number;
    }

    /** After all that are kept, also with a clock that was set back. */
    private static long order(List<Path> kept, Instant time) {
        long now = time.toEpochMilli();
        if (kept.isEmpty()) {
            return now;
        }
        String last = String.valueOf(kept.get(kept.size() - 1).getFileName());
        return Math.max(now, Long.parseLong(last.substring(0, ORDER_DIGITS)) + 1);
    }

    /** The oldest states go first: a newer one says the same or better. */
    private void makeRoom(List<Path> kept) throws IOException {
        long bytes = 0;
        for (Path file : kept) {
            bytes += sizeOf(file);
        }
        List<Path> expendable = new ArrayList<>(kept);
        expendable.sort(Comparator.comparing((Path file) -> !isState(file)));
        int count = kept.size();
        for (Path file : expendable) {
            if (count < MOST_REPORTS && bytes < MOST_BYTES) {
                return;
            }
            bytes -= sizeOf(file);
            count--;
            Files.deleteIfExists(file);
        }
    }

    /** What a launcher that was killed had begun; what is younger another one may be writing just now. */
    private static void clear(List<Path> there) throws IOException {
        for (Path file : there) {
            if (String.valueOf(file.getFileName()).endsWith(DurableFiles.UNFINISHED)
                    && System.currentTimeMillis() - file.toFile().lastModified() > ABANDONED_MILLIS) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            // Another launcher has sent it in the meantime.
            return 0;
        }
    }

    private static boolean isState(Path file) {
        return String.valueOf(file.getFileName()).endsWith(STATE_SUFFIX);
    }

    /** All that are kept, oldest first. What is not named like a report is none. */
    List<Path> all() throws IOException {
        return reports(DurableFiles.children(folder));
    }

    private static List<Path> reports(List<Path> there) {
        return there.stream()
                .filter(file -> NAME.matcher(String.valueOf(file.getFileName())).matches())
                .sorted(Comparator.comparing(file -> String.valueOf(file.getFileName())))
                .toList();
    }

    /** Forgets reports that were heard. */
    void remove(List<Path> heard) {
        for (Path file : heard) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // It is told again, which changes nothing.
                LOG.debug("kept", e);
            }
        }
    }
}
