package jp.quickcare.bootstrap;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which version of the launcher runs, which one ran before it, and which releases of it did not work here: the file
 * {@code launcher/current}, always replaced whole.
 *
 * <p>It is read at every click, so the form is plain lines: a header, {@code version NAME RELEASE} each followed by its
 * {@code jar LENGTH MTIME SHA256 NAME} lines (the version in force first), {@code failed RELEASE} lines, {@code end}.
 *
 * @param current the version in force
 * @param previous the version before it, if one is kept
 * @param failed sha256 of the release manifests that are not to be taken again (SPEC A21)
 */
public record Pointer(Version current, Optional<Version> previous, List<String> failed) {
    private static final String HEADER = "quickcare-launcher 1";
    private static final String UNSIGNED = "-";

    /** Keeps a copy of the list. */
    public Pointer {
        failed = List.copyOf(failed);
    }

    /**
     * One version of the launcher.
     *
     * @param name its folder in {@code launcher/}
     * @param release sha256 (hex) of the release manifest it came with; empty when it came with the install package
     * @param jars in the order in which classes are looked for
     */
    public record Version(String name, String release, List<Jar> jars) {
        /**
         * Checks the name and keeps a copy of the list.
         *
         * @throws IllegalArgumentException a name that is no single, ordinary folder name
         */
        public Version {
            requireFileName(name);
            jars = List.copyOf(jars);
        }
    }

    /**
     * One jar of a version.
     *
     * @param name file name in the version's folder
     * @param lengthBytes its size
     * @param mtimeMillis when it was last changed; with another time the digest decides
     * @param sha256 hex, lower case
     */
    public record Jar(String name, long lengthBytes, long mtimeMillis, String sha256) {
        /**
         * Checks the name.
         *
         * @throws IllegalArgumentException a name that is no single, ordinary file name
         */
        public Jar {
            requireFileName(name);
        }
    }

    /** Where the pointer lies in a home. */
    public static File fileIn(File home) {
        return new File(home, "launcher/current");
    }

    /**
     * Reads a pointer.
     *
     * @throws IOException the file is missing, unreadable or not whole
     */
    public static Pointer read(File file) throws IOException {
        String text;
        try (FileInputStream in = new FileInputStream(file)) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static Pointer parse(String text) {
        List<Version> versions = new ArrayList<>(2);
        List<String> failed = new ArrayList<>(0);
        List<Jar> jars = new ArrayList<>();
        String[] open = null;
        int begin = 0;
        boolean ended = false;
        for (int line = 0; begin < text.length(); line++) {
            int end = text.indexOf('\n', begin);
            if (end < 0 || ended) {
                throw new IllegalArgumentException("line " + line + " is not whole");
            }
            String[] words = words(text, begin, end);
            begin = end + 1;
            if (line == 0) {
                if (!text.startsWith(HEADER + "\n")) {
                    throw new IllegalArgumentException("not a pointer");
                }
            } else if (words[0].equals("jar") && words.length == 5 && open != null) {
                jars.add(new Jar(words[4], Long.parseLong(words[1]), Long.parseLong(words[2]), words[3]));
            } else {
                if (open != null) {
                    versions.add(new Version(open[1], open[2].equals(UNSIGNED) ? "" : open[2], jars));
                    jars = new ArrayList<>();
                    open = null;
                }
                if (words[0].equals("version") && words.length == 3) {
                    open = words;
                } else if (words[0].equals("failed") && words.length == 2) {
                    failed.add(words[1]);
                } else if (words[0].equals("end")) {
                    ended = true;
                } else {
                    throw new IllegalArgumentException("line " + line + " is not understood");
                }
            }
        }
        if (!ended || versions.isEmpty() || versions.size() > 2) {
            throw new IllegalArgumentException("not whole");
        }
        return new Pointer(
                versions.get(0), versions.size() == 2 ? Optional.of(versions.get(1)) : Optional.empty(), failed);
    }

    private static String[] words(String text, int begin, int end) {
        String[] words = new String[5];
        int count = 0;
        int at = begin;
        while (count < 4) {
            int space = text.indexOf(' ', at);
            if (space < 0 || space >= end) {
                break;
            }
            words[count++] = text.substring(at, space);
            at = space + 1;
        }
        words[count++] = text.substring(at, end);
        String[] found = new String[count];
        System.arraycopy(words, 0, found, 0, count);
        return found;
    }

    /**
     * Replaces the pointer in one step that survives a power cut: the old or the new one is there, whole.
     *
     * @throws IOException it could not be written; the old one is still in force
     */
    public void write(File file) throws IOException {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        append(text, current);
        if (previous.isPresent()) {
            append(text, previous.get());
        }
        for (String release : failed) {
            text.append("failed ").append(release).append('\n');
        }
        text.append("end\n");
        Durable.replace(file, text.toString());
    }

    private static void append(StringBuilder text, Version version) {
        text.append("version ").append(version.name()).append(' ');
        text.append(version.release().isEmpty() ? UNSIGNED : version.release()).append('\n');
        for (Jar jar : version.jars()) {
            text.append("jar ").append(jar.lengthBytes()).append(' ').append(jar.mtimeMillis());
            text.append(' ').append(jar.sha256()).append(' ').append(jar.name()).append('\n');
        }
    }

    /** This pointer with the version before in force again, and the release of the one in force marked as failed. */
    Pointer fallenBack(boolean remember) {
        Version back = previous.orElseThrow();
        List<String> all = new ArrayList<>(failed);
        if (remember && !current.release().isEmpty() && !all.contains(current.release())) {
            all.add(current.release());
        }
        return new Pointer(back, Optional.empty(), all);
    }

    private static void requireFileName(String name) {
        boolean ordinary = !name.isEmpty() && name.charAt(0) != '.';
        for (int i = 0; i < name.length() && ordinary; i++) {
            char c = name.charAt(i);
            ordinary = c > ' ' && c < 127 && c != '/' && c != '\\' && c != ':';
        }
        if (!ordinary) {
            throw new IllegalArgumentException("not a file name: " + name);
        }
    }
}
