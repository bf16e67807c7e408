package jp.quickcare.benchmarks.fuzz;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jp.quickcare.benchmarks.application.Folders;
import jp.quickcare.benchmarks.delta.DeltaTool;
import jp.quickcare.delta.create.DeltaMaker;
import jp.quickcare.manifest.release.ReleaseFile;

/**
 * Two small releases of random content, and the honest delta between them; the same seed always gives the same.
 *
 * @param old folder of the old release
 * @param oldFiles its files
 * @param fresh folder of the new one
 * @param newFiles its files
 * @param honest the delta from one to the other
 */
public record Pair(Path old, List<ReleaseFile> oldFiles, Path fresh, List<ReleaseFile> newFiles, Path honest) {
    private static final int MOST_FILES = 5;
    private static final int MOST_ENTRIES = 12;

    static Pair of(long seed, Path folder) throws IOException {
        Folders.delete(folder);
        Path old = Files.createDirectories(folder.resolve("old"));
        Path fresh = Files.createDirectories(folder.resolve("new"));
        Random random = new Random(seed);
        int files = 1 + random.nextInt(MOST_FILES);
        for (int file = 0; file < files; file++) {
            long content = random.nextLong();
            Shape shape = Shape.values()[random.nextInt(Shape.values().length)];
            String moved = random.nextInt(6) == 0 ? "moved" : "";
            write(old.resolve("file" + file), shape, content, 0);
            write(fresh.resolve("file" + file + moved), shape, content, 1 + random.nextInt(3));
        }
        Path delta = folder.resolve("delta");
        Path work = Files.createDirectories(folder.resolve("work"));
        List<ReleaseFile> oldFiles = DeltaTool.files(old);
        List<ReleaseFile> newFiles = DeltaTool.files(fresh);
        DeltaMaker.make(old, oldFiles, fresh, newFiles, delta, work);
        return new Pair(old, oldFiles, fresh, newFiles, delta);
    }

    /** The delta's bytes. */
    public byte[] delta() throws IOException {
        return Files.readAllBytes(honest);
    }

    private enum Shape {
        TEXT,
        ZIP,
        WAR,
        IMAGE
    }

    private static void write(Path file, Shape shape, long content, int change) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            switch (shape) {
                case TEXT -> out.write(text(content, change));
                case ZIP, WAR -> archive(out, content, change, 2);
                case IMAGE -> out.write(image(content, change));
            }
        }
    }

    private static byte[] image(long content, int change) {
        Random random = new Random(content);
        Map<String, byte[]> classes = new LinkedHashMap<>();
        int entries = 1 + random.nextInt(MOST_ENTRIES);
        for (int i = 0; i < entries; i++) {
            long seed = random.nextLong();
            boolean changes = random.nextInt(3) == 0;
            String renamed = changes && random.nextInt(8) == 1 ? "Renamed" + change : "";
            classes.put("pack" + i % 3 + "/Class" + i + renamed, text(seed, changes ? change : 0));
        }
        return ImageWriter.image(classes).orElseGet(() -> text(content, change));
    }

    private static void archive(OutputStream out, long content, int change, int depth) throws IOException {
        Random random = new Random(content);
        // Closing it would close what it is written into.
        @SuppressWarnings("resource")
        ZipOutputStream zip = new ZipOutputStream(out);
        int entries = 1 + random.nextInt(MOST_ENTRIES);
        for (int i = 0; i < entries; i++) {
            long seed = random.nextLong();
            boolean changes = random.nextInt(3) == 0;
            int shape = random.nextInt(8);
            zip.setLevel(1 + random.nextInt(9));
            ZipEntry entry = new ZipEntry("entry" + i + (changes && shape == 1 ? "changed" + change : ""));
            entry.setTime(1_700_000_000_000L + (changes ? change * 60_000L : 0));
            byte[] bytes = text(seed, changes ? change : 0);
            if (shape == 0) {
                stored(entry, bytes);
            }
            zip.putNextEntry(entry);
            if (shape == 7 && depth > 0) {
                archive(zip, seed, changes ? change : 0, depth - 1);
            } else {
                zip.write(bytes);
            }
            zip.closeEntry();
        }
        zip.finish();
    }

    private static void stored(ZipEntry entry, byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
    }

    /** Words, with one stretch of noise; a change replaces, inserts or removes a little. */
    private static byte[] text(long seed, int change) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        int words = random.nextInt(3_000);
        for (int word = 0; word < words; word++) {
            text.append((char) ('a' + random.nextInt(20)))
                    .append(random.nextInt(50))
                    .append(' ');
        }
        for (int i = 0; i < change; i++) {
            int at = text.isEmpty() ? 0 : random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.insert(at, "change " + change);
                case 1 -> text.delete(at, Math.min(text.length(), at + 30));
                default -> text.replace(at, Math.min(text.length(), at + 5), "x" + change);
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
