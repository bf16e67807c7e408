package jp.quickcare.launcher.apply;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import jp.quickcare.launcher.apply.Journal.Direction;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.receipt.FileStamp;
import jp.quickcare.manifest.digest.Sha256;

/**
 * The journal on the disk: a line that names format and direction, then tab-separated lines, then a checksum over all
 * but the first line. The direction is one byte at a fixed place, so that it can be turned in place, even on a full
 * disk.
 */
final class JournalFile {
    private static final String FORMAT = "quickcare-journal 1 ";

    private static final String NONE = "-";

    private JournalFile() {}

    static boolean exists(Home home) {
        return Files.exists(home.journal(), LinkOption.NOFOLLOW_LINKS);
    }

    static void write(Home home, Journal journal) throws IOException {
        write(home.journal(), journal);
    }

    static void write(Path file, Journal journal) throws IOException {
        DurableFiles.write(file, out -> write(journal, out));
    }

    static void turn(Home home, Direction direction) throws IOException {
        DurableFiles.overwriteByte(home.journal(), FORMAT.length(), (byte) letter(direction));
    }

    private static char letter(Direction direction) {
        return switch (direction) {
            case FORWARD -> 'F';
            case BACK -> 'B';
            case DONE -> 'D';
        };
    }

    static void remove(Home home) throws IOException {
        DurableFiles.delete(home.journal());
    }

    private static void write(Journal journal, OutputStream out) throws IOException {
        out.write((FORMAT + letter(journal.direction()) + "\n").getBytes(StandardCharsets.US_ASCII));
        CRC32 crc = new CRC32();
        OutputStream checked = new CheckedOutputStream(out, crc);
        line(
                checked,
                "change",
                journal.app(),
                journal.from().map(Sha256::hex).orElse(NONE),
                journal.to().hex(),
                journal.versionBefore().map(version -> "=" + version).orElse(NONE),
                journal.previous().map(Sha256::hex).orElse(NONE),
                journal.asideFolder());
        for (String folder : journal.madeFolders()) {
            line(checked, "made", folder);
        }
        for (Move move : journal.aside()) {
            line(checked, "aside", move.from(), move.to());
        }
        for (Arrival arrival : journal.arrivals()) {
            FileStamp stamp = arrival.stamp();
            line(
                    checked,
                    "in",
                    arrival.move().from(),
                    arrival.move().to(),
                    Long.toString(stamp.lengthBytes()),
                    Long.toString(stamp.mtimeNanos()),
                    stamp.fileKey());
        }
        line(out, "crc32", Long.toHexString(crc.getValue()));
    }

    private static void line(OutputStream out, String... fields) throws IOException {
        out.write((String.join("\t", fields) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Direction direction(char letter) {
        for (Direction direction : Direction.values()) {
            if (letter(direction) == letter) {
                return direction;
            }
        }
        throw new IllegalArgumentException("journal direction " + letter);
    }

    /**
     * Reads the journal.
     *
     * @return empty when it is there but cannot be relied on: somebody changed it, or the disk lost it
     * @throws java.nio.file.NoSuchFileException when there is none
     */
    static Optional<Journal> read(Home home) throws IOException {
        return read(home.journal());
    }

    static Optional<Journal> read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.UTF_8);
        int body = FORMAT.length() + 2;
        int end = text.lastIndexOf("crc32\t");
        if (!text.startsWith(FORMAT) || end < body || text.charAt(body - 1) != '\n') {
            return Optional.empty();
        }
        String checked = text.substring(body, end);
        CRC32 crc = new CRC32();
        crc.update(checked.getBytes(StandardCharsets.UTF_8));
        if (!text.substring(end).equals("crc32\t" + Long.toHexString(crc.getValue()) + "\n")) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(direction(text.charAt(FORMAT.length())), checked.split("\n")));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Journal parse(Direction direction, String[] lines) {
        String[] change = lines[0].split("\t", -1);
        List<Move> aside = new ArrayList<>();
        List<Arrival> arrivals = new ArrayList<>();
        List<String> made = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            String[] fields = lines[i].split("\t", -1);
            switch (fields[0]) {
                case "made" -> made.add(fields[1]);
                case "aside" -> aside.add(new Move(fields[1], fields[2]));
                case "in" ->
                    arrivals.add(new Arrival(
                            new Move(fields[1], fields[2]),
                            new FileStamp(Long.parseLong(fields[3]), Long.parseLong(fields[4]), fields[5])));
                default -> throw new IllegalArgumentException("journal line " + fields[0]);
            }
        }
        Optional<String> version = change[4].startsWith("=") ? Optional.of(change[4].substring(1)) : Optional.empty();
        return new Journal(
                direction,
                change[1],
                digest(change[2]),
                Sha256.ofHex(change[3]),
                version,
                digest(change[5]),
                change[6],
                aside,
                arrivals,
                made);
    }

    private static Optional<Sha256> digest(String field) {
        return field.equals(NONE) ? Optional.empty() : Optional.of(Sha256.ofHex(field));
    }
}
