package jp.quickcare.server.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.MetadataMissing;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * A repository in a zip archive. It is never unpacked: only what is asked for is looked up, under names of ours and no
 * longer than it may be. So no name in it leads anywhere, and nothing in it can grow without end (THREATS CT7, SA1).
 */
final class ZipSource implements ImportSource {
    private static final String MARK = "release/metadata/timestamp.json";
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT_BYTES = 65_535;
    private static final int END_SIGNATURE = 0x06054b50;

    /** The JDK reads an archive's whole list into memory. 200,000 contents take some 25 MB. */
    private static final long LARGEST_LIST_BYTES = 64L << 20;

    private final Path archive;
    private final ZipFile zip;
    private final String prefix;

    private ZipSource(Path archive, ZipFile zip, String prefix) {
        this.archive = archive;
        this.zip = zip;
        this.prefix = prefix;
    }

    /** @param archive of a repository, or of a folder that it lies in */
    static ZipSource open(Path archive) throws ServerFailure {
        try {
            requireShortList(archive);
            ZipFile zip = new ZipFile(archive.toFile());
            String prefix = zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.equals(MARK) || name.endsWith("/" + MARK))
                    .map(name -> name.substring(0, name.length() - MARK.length()))
                    .findFirst()
                    .orElse(null);
            if (prefix == null) {
                zip.close();
                throw ServerFailure.badInput(Sentence.of("import.no-zip-repository", archive));
            }
            return new ZipSource(archive, zip, prefix);
        } catch (ZipException e) {
            throw new ServerFailure(
                    FailureCode.BAD_INPUT, Sentence.of("import.no-zip", archive, String.valueOf(e.getMessage())), e);
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.reading", archive), e);
        }
    }

    private static void requireShortList(Path archive) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "r")) {
            int tail = (int) Math.min(file.length(), END_BYTES + LONGEST_COMMENT_BYTES);
            byte[] bytes = new byte[tail];
            file.seek(file.length() - tail);
            file.readFully(bytes);
            for (int at = tail - END_BYTES; at >= 0; at--) {
                if (number(bytes, at) == END_SIGNATURE) {
                    long listBytes = number(bytes, at + 12);
                    // All ones: the length stands elsewhere, for it is beyond 4 GiB, or somebody wants us to believe
                    // so.
                    if (listBytes > LARGEST_LIST_BYTES) {
                        throw new ZipException("it has too many entries");
                    }
                    return;
                }
            }
            throw new ZipException("its end is missing");
        }
    }

    private static long number(byte[] bytes, int at) {
        return (bytes[at] & 0xffL)
                | (bytes[at + 1] & 0xffL) << 8
                | (bytes[at + 2] & 0xffL) << 16
                | (bytes[at + 3] & 0xffL) << 24;
    }

    @Override
    public void copy(String path, OutputStream to, long maxBytes) throws MetadataMissing, LengthException, IOException {
        @Nullable ZipEntry entry = zip.getEntry(prefix + path);
        if (entry == null || entry.isDirectory()) {
            throw new MetadataMissing(path);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            BoundedCopy.copy(path, in, to, maxBytes, doneBytes -> {});
        }
    }

    @Override
    public String name() {
        return archive.toString();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
