package jp.quickcare.delta.chunk;

import java.io.IOException;
import java.util.Optional;
import jp.quickcare.delta.container.ByteSource;
import jp.quickcare.delta.zip.EntriesReader;
import jp.quickcare.delta.zip.HeaderColumns;
import jp.quickcare.delta.zip.ZipEntries;

/**
 * A zip as it is cut: its entries and, apart from them, its headers by columns.
 */
final class CutZip {
    static final int MAX_COLUMNS_BYTES = 16 << 20;

    private final ZipEntries entries;
    private final byte[] columns;

    private CutZip(ZipEntries entries, byte[] columns) {
        this.entries = entries;
        this.columns = columns;
    }

    ZipEntries entries() {
        return entries;
    }

    /** As {@link jp.quickcare.delta.zip.Headers} reads them. */
    byte[] columns() {
        return columns;
    }

    /** Empty where it is cut as a plain file: by rules that look at the zip alone, so that both sides do the same. */
    static Optional<CutZip> of(ByteSource source) throws IOException {
        Optional<ZipEntries> entries = EntriesReader.read(source);
        if (entries.isEmpty() || !isCut(entries.get())) {
            return Optional.empty();
        }
        return HeaderColumns.of(entries.get())
                .filter(columns -> columns.length <= MAX_COLUMNS_BYTES)
                .map(columns -> new CutZip(entries.get(), columns));
    }

    private static boolean isCut(ZipEntries entries) {
        for (int i = 0; i < entries.count(); i++) {
            long payload = entries.payloadLength(i);
            long content = entries.contentLength(i);
            boolean known = entries.method(i) == ZipEntries.DEFLATED || (entries.method(i) == 0 && payload == content);
            if (!known || payload > ChunkLimits.MAX_UNIT_BYTES || content > ChunkLimits.MAX_UNIT_BYTES) {
                return false;
            }
        }
        return true;
    }
}
