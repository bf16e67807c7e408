package jp.quickcare.samples.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The tiny application with a jar of a megabyte, of which a little changes with each release. */
final class TinyLibrary {
    /** The jar, in the release. */
    static final String PATH = "lib/library.jar";

    private static final int ENTRIES = 250;

    private TinyLibrary() {}

    /**
     * Writes the release's folder and returns it.
     *
     * @param changing which of the jar's entries, by number, have a hundred bytes of this release's
     */
    static Path write(Path parent, int release, IntPredicate changing) throws IOException {
        Path folder = TinyApplication.write(parent, release);
        Random random = new Random(7);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(PATH)))) {
            for (int entry = 0; entry < ENTRIES; entry++) {
                byte[] noise = new byte[4_000];
                random.nextBytes(noise);
                if (changing.test(entry)) {
                    Arrays.fill(noise, 1_000, 1_100, (byte) release);
                }
                ZipEntry named = new ZipEntry("entry" + entry);
                named.setTime(1_700_000_000_000L);
                zip.putNextEntry(named);
                zip.write(noise);
            }
        }
        return folder;
    }
}
