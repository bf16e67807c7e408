package jp.quickcare.server.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jp.quickcare.manifest.digest.Sha256;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipEncoding;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;

/**
 * The tar that answers a list of files: the objects in the order asked, then {@code missing}, which names those that
 * are not there. Its length is known before its first byte, and its headers are made as they are sent.
 */
final class TarBody {
    private static final int RECORD_BYTES = 512;
    private static final int END_BYTES = 2 * RECORD_BYTES;
    private static final ZipEncoding UTF8 = ZipEncodingHelper.getZipEncoding("UTF-8");

    private record Part(Sha256 sha256, boolean compressed, Path file, long offset, long lengthBytes) {
        String name() {
            return compressed ? sha256.hex() + ".zst" : sha256.hex();
        }
    }

    private final List<Part> parts = new ArrayList<>();
    private final List<Sha256> missing = new ArrayList<>();

    private TarBody() {}

    /** Looks each object up. An offset behind an object's end leaves nothing of it to send. */
    static TarBody of(FilesRequest request, PublishedFiles files) throws IOException {
        TarBody body = new TarBody();
        for (FilesRequest.Asked asked : request.objects()) {
            body.add(asked, files);
        }
        return body;
    }

    private void add(FilesRequest.Asked asked, PublishedFiles files) throws IOException {
        for (boolean compressed : new boolean[] {false, true}) {
            if (asked.compressed() == null || asked.compressed() == compressed) {
                Optional<Path> file = files.find(asked.sha256(), compressed);
                if (file.isPresent()) {
                    long size = Files.size(file.get());
                    long offset = Math.min(asked.offset(), size);
                    parts.add(new Part(asked.sha256(), compressed, file.get(), offset, size - offset));
                    return;
                }
            }
        }
        missing.add(asked.sha256());
    }

    /** What the repository lacks. */
    List<Sha256> missing() {
        return missing;
    }

    long lengthBytes() {
        long length = END_BYTES + RECORD_BYTES + padded(missingBytes());
        for (Part part : parts) {
            length += headerBytes(part) + padded(part.lengthBytes());
        }
        return length;
    }

    Iterator<Segment> segments() {
        Stream<Segment> objects = parts.stream()
                .flatMap(part -> Stream.of(
                        new Segment.Bytes(header(part)),
                        new Segment.FileRange(part.file(), part.offset(), part.lengthBytes()),
                        new Segment.Bytes(zeros(padded(part.lengthBytes()) - part.lengthBytes()))));
        Stream<Segment> end = Stream.of(0).map(once -> new Segment.Bytes(end()));
        return Stream.concat(objects, end).iterator();
    }

    private ByteBuffer end() {
        ByteBuffer end = ByteBuffer.allocate((int) (RECORD_BYTES + padded(missingBytes()) + END_BYTES));
        end.put(record(new TarArchiveEntry("missing"), missingBytes()));
        for (Sha256 object : missing) {
            end.put((object.hex() + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        return end.clear();
    }

    private long missingBytes() {
        return 65L * missing.size();
    }

    private static int headerBytes(Part part) {
        return part.offset() == 0 ? RECORD_BYTES : 3 * RECORD_BYTES;
    }

    private static ByteBuffer header(Part part) {
        ByteBuffer header = ByteBuffer.allocate(headerBytes(part));
        if (part.offset() > 0) {
            byte[] pax = paxRecord("QC.offset=" + part.offset());
            TarArchiveEntry entry =
                    new TarArchiveEntry("PaxHeader/" + part.name(), TarConstants.LF_PAX_EXTENDED_HEADER_LC);
            header.put(record(entry, pax.length));
            header.put(pax).position(2 * RECORD_BYTES);
        }
        header.put(record(new TarArchiveEntry(part.name()), part.lengthBytes()));
        return header.flip();
    }

    /** A PAX record begins with its own length, which counts the digits of the length. */
    private static byte[] paxRecord(String keyword) {
        int rest = keyword.length() + 2;
        int length = rest + String.valueOf(rest).length();
        length = rest + String.valueOf(length).length();
        return (length + " " + keyword + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] record(TarArchiveEntry entry, long lengthBytes) {
        byte[] record = new byte[RECORD_BYTES];
        entry.setSize(lengthBytes);
        entry.setModTime(0);
        try {
            // Sizes past 8 GiB are written in binary, as star and GNU tar do.
            entry.writeEntryHeader(record, UTF8, true);
        } catch (IOException e) {
            throw new IllegalStateException("a header of plain ASCII", e);
        }
        return record;
    }

    private static ByteBuffer zeros(long count) {
        return ByteBuffer.allocate((int) count);
    }

    private static long padded(long length) {
        return (length + RECORD_BYTES - 1) / RECORD_BYTES * RECORD_BYTES;
    }
}
