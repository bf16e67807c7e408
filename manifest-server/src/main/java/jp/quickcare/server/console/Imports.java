package jp.quickcare.server.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.quickcare.manifest.release.TargetName;
import jp.quickcare.server.console.page.ImportState;
import jp.quickcare.server.console.words.Texts;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.importing.Imported;
import jp.quickcare.server.importing.Importer;
import jp.quickcare.server.live.Topic;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.progress.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs imports in the background, one at a time, and tells how far the present one is. Thread-safe. */
final class Imports {
    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    private static final Duration TELL_EACH = Duration.ofMillis(500);

    private final ConsoleParts parts;
    private final Journal journal;
    private boolean busy;
    private ImportState state = ImportState.NONE;

    Imports(ConsoleParts parts, Journal journal) {
        this.parts = parts;
        this.journal = journal;
    }

    synchronized ImportState state() {
        return state;
    }

    private synchronized void tell(ImportState present) {
        state = present;
    }

    /** Together: whoever is told of the end may begin the next one. */
    private synchronized void end(ImportState last) {
        state = last;
        busy = false;
    }

    /** Keeps others from beginning one. @return false: somebody else has done so */
    synchronized boolean reserve() {
        boolean free = !busy;
        busy = true;
        return free;
    }

    /** Nothing comes of a reservation. */
    synchronized void release() {
        busy = false;
    }

    /**
     * Begins an import, after {@link #reserve}.
     *
     * @param from a folder, an archive or a URL
     * @param name how people call it
     * @param temporary whether it is deleted afterwards
     */
    void begin(Journal.Who who, String from, String name, boolean temporary) {
        tell(new ImportState(true, name, "", 0, 0, Optional.empty(), Instant.EPOCH));
        journal.note(who, "import-began", Map.of("from", name));
        Thread thread = new Thread(() -> run(who, from, name, temporary), "console-import");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Journal.Who who, String from, String name, boolean temporary) {
        ImportState last = ImportState.NONE;
        try {
            ImportState.Outcome outcome = bring(from, name);
            last = new ImportState(
                    false, name, "", 0, 0, Optional.of(outcome), parts.clock().instant());
        } finally {
            if (temporary) {
                delete(Path.of(from));
            }
            end(last);
            parts.changes().changed(Topic.RELEASES);
        }
        last.outcome().ifPresent(outcome -> note(who, name, outcome));
    }

    private ImportState.Outcome bring(String from, String name) {
        try {
            Imported done = new Importer(parts.site(), parts.clock().instant(), new Heard(name)).run(from, List.of());
            String releases =
                    done.releases().stream().map(Imports::nameOf).distinct().collect(Collectors.joining(", "));
            return new ImportState.Done(releases, done.broughtBytes());
        } catch (ServerFailure e) {
            return new ImportState.Failed(
                    e.sentence(Locale.ENGLISH).replace(from, name),
                    e.sentence(Locale.JAPANESE).replace(from, name));
        } catch (RuntimeException e) {
            LOG.error("an import failed", e);
            String key = "failure." + FailureCode.INTERNAL.name();
            return new ImportState.Failed(
                    Texts.in("en").of(key) + " " + e, Texts.in("ja").of(key) + " " + e);
        }
    }

    private void note(Journal.Who who, String name, ImportState.Outcome outcome) {
        if (outcome instanceof ImportState.Done done) {
            journal.note(who, "import-done", Map.of("from", name, "releases", done.releases()));
        } else if (outcome instanceof ImportState.Failed failed) {
            journal.warn(
                    who,
                    "import-failed",
                    Map.of("from", name, "reason", failed.english(), "reason.ja", failed.japanese()));
        }
    }

    private static String nameOf(TargetName name) {
        return name.app() + " " + name.version();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.error("{} could not be deleted: {}", file, ServerFailure.reason(e));
        }
    }

    /** Called by the importing thread alone. */
    private final class Heard implements Progress {
        private final String name;
        private String what = "";
        private long done;
        private long total;
        private long toldNanos = System.nanoTime();

        Heard(String name) {
            this.name = name;
        }

        @Override
        public void begin(Sentence part, long totalBytes) {
            what = part.toString();
            done = 0;
            total = totalBytes;
            tell();
        }

        @Override
        public void add(long bytes) {
            done += bytes;
            if (System.nanoTime() - toldNanos > TELL_EACH.toNanos()) {
                tell();
            }
        }

        private void tell() {
            toldNanos = System.nanoTime();
            Imports.this.tell(new ImportState(true, name, what, done, total, Optional.empty(), Instant.EPOCH));
            parts.changes().changed(Topic.RELEASES);
        }
    }
}
