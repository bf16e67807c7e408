package jp.quickcare.server.presence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import jp.quickcare.manifest.digest.Sha256;

/**
 * The entity tag of the site's newest timestamp: when it changes, something is new for every PC. One look at the file's
 * stamp now and then serves all who wait. Thread-safe.
 */
final class SiteTimestamp {
    private static final int LARGEST_BYTES = 64 * 1024;

    private final Path file;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile String tag = "";
    private volatile String stamp = "";

    SiteTimestamp(Path file) throws IOException {
        this.file = file;
        look();
    }

    /** As the server sends it with the file; empty while the site has none. */
    String tag() {
        return tag;
    }

    /** Whether what a client knows is something else. Its quotes are those of HTTP, and may be left out. */
    boolean differsFrom(String known) {
        return !bare(known).equals(bare(tag));
    }

    private static String bare(String tag) {
        return tag.replace("\"", "");
    }

    /** @param listener told after each change, on the thread that looks */
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** Looks whether it has changed; called about each second. */
    synchronized void look() throws IOException {
        String newStamp = stamp();
        if (newStamp.equals(stamp)) {
            return;
        }
        String before = tag;
        tag = read();
        stamp = newStamp;
        if (!before.equals(tag)) {
            listeners.forEach(Runnable::run);
        }
    }

    private String stamp() throws IOException {
        try {
            BasicFileAttributes of = Files.readAttributes(file, BasicFileAttributes.class);
            // A new file takes its place: it has another number even within the grain of the clock.
            return of.lastModifiedTime() + " " + of.size() + " " + Objects.toString(of.fileKey());
        } catch (NoSuchFileException none) {
            return "none";
        }
    }

    private String read() throws IOException {
        try (java.io.InputStream in = Files.newInputStream(file)) {
            return "\"" + Sha256.of(in.readNBytes(LARGEST_BYTES)).hex() + "\"";
        } catch (NoSuchFileException none) {
            return "";
        }
    }
}
