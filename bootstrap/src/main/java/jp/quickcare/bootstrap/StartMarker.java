package jp.quickcare.bootstrap;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code launcher/starting}: a line for each start of a launcher that has not said it is well, and one for the
 * version that did last. It is locked while a launcher starts, so a line in a file nobody has locked tells of a launcher
 * that died: no process id that may be used again, no false alarm from two clicks at once.
 */
final class StartMarker {
    private static final String PROVEN = "proven ";
    private static final String STARTING = "starting ";
    private static final int LONGEST = 4096;

    private final File file;
    private @Nullable RandomAccessFile open;
    private String content = "";

    StartMarker(File home) {
        file = new File(home, "launcher/starting");
    }

    /** Takes the marker, unless another launcher is starting or nothing may be written here: then nothing is marked. */
    void open() {
        try {
            RandomAccessFile opened = new RandomAccessFile(file, "rw");
            FileLock lock = opened.getChannel().tryLock();
            if (lock == null) {
                opened.close();
                return;
            }
            byte[] bytes = new byte[(int) Math.min(opened.length(), LONGEST)];
            opened.readFully(bytes);
            content = new String(bytes, StandardCharsets.UTF_8);
            open = opened;
        } catch (IOException e) {
            // A folder this user may not write to: the launcher in force is used as it is.
            close();
        }
    }

    /** Whether this version has died often enough not to be chosen: a proven one is given a second chance. */
    boolean isGivenUp(String version) {
        int deaths = 0;
        String line = STARTING + version + "\n";
        for (int at = content.indexOf(line); at >= 0; at = content.indexOf(line, at + line.length())) {
            deaths++;
        }
        return deaths >= (isProven(version) ? 2 : 1);
    }

    private boolean isProven(String version) {
        return content.startsWith(PROVEN + version + "\n");
    }

    /** From here on the death of this process counts against the version. */
    void starting(String version) {
        write(content + STARTING + version + "\n");
    }

    /** The version works; another launcher may be tried from now on. */
    void well(String version) {
        if (open == null) {
            return;
        }
        StringBuilder left = new StringBuilder(PROVEN).append(version).append('\n');
        forget(version);
        int first = content.startsWith(PROVEN) ? content.indexOf('\n') + 1 : 0;
        write(left.append(content, first, content.length()).toString());
        close();
    }

    /** Drops what is held against a version that is no longer in force. */
    void forget(String version) {
        write(content.replace(STARTING + version + "\n", ""));
    }

    private void write(String next) {
        if (open != null && !next.equals(content)) {
            try {
                int kept = next.startsWith(content) ? content.length() : 0;
                if (!content.startsWith(next)) {
                    open.seek(kept);
                    open.write(next.substring(kept).getBytes(StandardCharsets.UTF_8));
                }
                open.setLength(next.length());
            } catch (IOException e) {
                close();
            }
        }
        content = next;
    }

    private void close() {
        RandomAccessFile opened = open;
        open = null;
        if (opened != null) {
            try {
                opened.close();
            } catch (IOException e) {
                // Nothing was promised by it.
            }
        }
    }
}
