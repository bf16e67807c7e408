package jp.quickcare.delta.chunk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.quickcare.delta.container.ByteSource;
import jp.quickcare.delta.zip.ZipEntries;
import jp.quickcare.manifest.digest.Sha256;

/** Cuts files into units, the same way on both sides: plain files by content, zips between their entries. */
final class Cutter {
    /** An entry of so many bytes, as it lies in the zip, is a unit of its own. */
    private static final int LARGE = 8 << 10;

    private static final int MOST = 64 << 10;
    private static final int MOST_ENTRIES = 1000;
    /** Of entries with this many bytes together, one ends its unit. */
    private static final int AVERAGE = 8 << 10;

    private static final int BESIDE_PAYLOAD = 32;

    private final MessageDigest digest = Sha256.newDigest();
    private final byte[] buffer = new byte[64 << 10];
    private final ByteBuffer number = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);

    /** The units of a file in their order: of a zip first those of its headers. */
    List<Unit> cut(ByteSource source, Optional<CutZip> zip) throws IOException {
        List<Unit> units = new ArrayList<>();
        if (zip.isEmpty()) {
            raw(UnitKind.RAW, source, units);
        } else {
            raw(UnitKind.HEADERS, ByteSource.of(zip.get().columns()), units);
            entries(zip.get().entries(), units);
        }
        return units;
    }

    private void raw(UnitKind kind, ByteSource source, List<Unit> units) throws IOException {
        Gear.cut(source, source.length(), (at, bytes, from, length) -> {
            digest.update(kind.code());
            digest.update(bytes, from, length);
            units.add(new Unit(kind, at, length, hash()));
        });
    }

    private void entries(ZipEntries entries, List<Unit> units) throws IOException {
        int from = 0;
        long bytes = 0;
        for (int i = 0; i < entries.count(); i++) {
            long payload = entries.payloadLength(i);
            if (i > from && (payload >= LARGE || bytes + payload > MOST || i - from == MOST_ENTRIES)) {
                units.add(unit(entries, from, i));
                from = i;
                bytes = 0;
            }
            bytes += payload;
            if (payload >= LARGE || ends(entries.crc(i), payload)) {
                units.add(unit(entries, from, i + 1));
                from = i + 1;
                bytes = 0;
            }
        }
        if (from < entries.count()) {
            units.add(unit(entries, from, entries.count()));
        }
    }

    private static boolean ends(int crc, long payload) {
        int mixed = crc * 0x9E3779B1;
        return (mixed >>> 8) % AVERAGE < payload + BESIDE_PAYLOAD;
    }

    private Unit unit(ZipEntries entries, int from, int to) throws IOException {
        digest.update(UnitKind.ENTRIES.code());
        for (int i = from; i < to; i++) {
            digest.update(number.clear()
                    .putInt(entries.method(i))
                    .putInt((int) entries.payloadLength(i))
                    .flip());
            long at = entries.payloadAt(i);
            for (long left = entries.payloadLength(i); left > 0; ) {
                int some = (int) Math.min(left, buffer.length);
                entries.source().read(at, buffer, 0, some);
                digest.update(buffer, 0, some);
                at += some;
                left -= some;
            }
        }
        return new Unit(UnitKind.ENTRIES, from, to - from, hash());
    }

    private long hash() {
        return ByteBuffer.wrap(digest.digest()).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }
}
