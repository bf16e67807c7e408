package jp.quickcare.manifest.release;

import java.util.Arrays;
import java.util.regex.Pattern;

/** A launcher's version, one to four numbers with dots between them; missing numbers count as 0. */
public final class LauncherVersion implements Comparable<LauncherVersion> {
    private static final Pattern FORM = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9}){0,3}");
    private static final int PARTS = 4;

    private final String text;
    private final int[] parts = new int[PARTS];

    private LauncherVersion(String version) {
        text = version;
        String[] words = version.split("\\.", -1);
        for (int i = 0; i < words.length; i++) {
            parts[i] = Integer.parseInt(words[i]);
        }
    }

    /** Reads a version. @throws IllegalArgumentException for another form */
    public static LauncherVersion of(String version) {
        if (!FORM.matcher(version).matches()) {
            throw new IllegalArgumentException("launcher version \"" + Text.visible(version, 40) + "\"");
        }
        return new LauncherVersion(version);
    }

    @Override
    public int compareTo(LauncherVersion other) {
        return Arrays.compare(parts, other.parts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LauncherVersion that && Arrays.equals(parts, that.parts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts);
    }

    /** As it was given. */
    @Override
    public String toString() {
        return text;
    }
}
