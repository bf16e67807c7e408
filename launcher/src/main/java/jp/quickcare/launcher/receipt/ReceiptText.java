package jp.quickcare.launcher.receipt;

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
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.SafePath;
import jp.quickcare.manifest.release.UnsafePathException;
import org.jspecify.annotations.Nullable;

/**
 * The receipt as text: a line that names the format, one for the release, one for each file, a checksum line. The
 * click reads it on its fast path, so it is taken apart by hand: no regular
 * expression, stream, lambda or joining of strings with +, whose first use each costs milliseconds. The path
 * stands last on its line, so that nothing in it can be mistaken for a separator.
 */
final class ReceiptText {
    private static final String FORMAT = "quickcare-receipt 1\n";
    private static final String CHECKSUM = "crc32\t";
    private static final int CHECKSUM_LINE_BYTES = CHECKSUM.length() + 8 + 1;
    /** 30,000 files with paths of 200 characters are 9 MB. */
    private static final long MAX_BYTES = 64L << 20;

    private final String text;
    private int at;

    private ReceiptText(String text) {
        this.text = text;
        this.at = FORMAT.length();
    }

    /** The text behind the format line, once the checksum agrees; at the line of the release. */
    static Optional<ReceiptText> load(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            int checked = bytes.length - CHECKSUM_LINE_BYTES;
            if (checked < FORMAT.length()) {
                return Optional.empty();
            }
            CRC32 crc = new CRC32();
            crc.update(bytes, 0, checked);
            String end = new String(bytes, checked, CHECKSUM_LINE_BYTES, StandardCharsets.US_ASCII);
            String text = new String(bytes, 0, checked, StandardCharsets.UTF_8);
            return end.equals(checksumLine(crc)) && text.startsWith(FORMAT)
                    ? Optional.of(new ReceiptText(text))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The next field of the line, or the rest of the line; null at the end of the text. */
    @Nullable
    String field() {
        if (at >= text.length()) {
            return null;
        }
        int end = at;
        char c;
        while ((c = text.charAt(end)) != '\t' && c != '\n') {
            end++;
        }
        String field = text.substring(at, end);
        at = end + 1;
        return field;
    }

    private String required() {
        String field = field();
        if (field == null) {
            throw new IllegalArgumentException("a field is missing");
        }
        return field;
    }

    static Optional<Receipt> parse(ReceiptText text) {
        try {
            String app = text.required();
            String version = text.required();
            long counter = Long.parseLong(text.required());
            String platform = text.required();
            Sha256 manifest = Sha256.ofHex(text.required());
            List<ReceiptEntry> files = new ArrayList<>();
            String length;
            while ((length = text.field()) != null) {
                long lengthBytes = Long.parseLong(length);
                long mtimeNanos = Long.parseLong(text.required());
                String fileKey = text.required();
                Sha256 sha256 = Sha256.ofHex(text.required());
                boolean executable = text.required().equals("x");
                SafePath path = SafePath.of(text.required());
                files.add(new ReceiptEntry(path, lengthBytes, sha256, executable, mtimeNanos, fileKey));
            }
            return Optional.of(new Receipt(app, version, counter, platform, manifest, files));
        } catch (IllegalArgumentException | UnsafePathException e) {
            return Optional.empty();
        }
    }

    static void write(Receipt receipt, OutputStream out) throws IOException {
        CRC32 crc = new CRC32();
        CheckedOutputStream checked = new CheckedOutputStream(out, crc);
        StringBuilder line = new StringBuilder(FORMAT);
        line.append(receipt.app()).append('\t').append(receipt.version()).append('\t');
        line.append(receipt.counter()).append('\t').append(receipt.platform()).append('\t');
        line.append(receipt.manifestSha256()).append('\n');
        checked.write(line.toString().getBytes(StandardCharsets.UTF_8));
        for (ReceiptEntry file : receipt.files()) {
            line.setLength(0);
            line.append(file.lengthBytes())
                    .append('\t')
                    .append(file.mtimeNanos())
                    .append('\t');
            line.append(file.fileKey()).append('\t').append(file.sha256()).append('\t');
            line.append(file.executable() ? 'x' : '-')
                    .append('\t')
                    .append(file.path())
                    .append('\n');
            checked.write(line.toString().getBytes(StandardCharsets.UTF_8));
        }
        out.write(checksumLine(crc).getBytes(StandardCharsets.US_ASCII));
    }

    private static String checksumLine(CRC32 crc) {
        String hex = Long.toHexString(crc.getValue());
        return CHECKSUM.concat("00000000".substring(hex.length())).concat(hex).concat("\n");
    }
}
