package jp.quickcare.delta.chunk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.zip.EntriesReader;
import jp.quickcare.delta.zip.Headers;
import jp.quickcare.delta.zip.ZipEntries;

/** Writes one file of its units, from wherever each of them is. Not thread-safe. */
final class FileWriter {
    private final ChunkIndex index;
    private final OldUnits old;
    private final Brought brought;
    private final OutputStream out;
    private final byte[] chunk = new byte[1 << 15];

    FileWriter(ChunkIndex index, OldUnits old, Brought brought, OutputStream out) {
        this.index = index;
        this.old = old;
        this.brought = brought;
        this.out = out;
    }

    void write(FileUnits file) throws IOException, DamagedDeltaException {
        int end = file.from() + file.count();
        if (!file.zip()) {
            for (int unit = file.from(); unit < end; unit++) {
                out.write(bytes(unit));
            }
            return;
        }
        ZipWriter zip = new ZipWriter(headers(file), out);
        for (int unit = file.from() + file.headers(); unit < end; unit++) {
            int first = index.first(unit);
            Optional<byte[]> body = brought.body(first);
            if (body.isPresent()) {
                made(body.get(), zip);
            } else {
                copied(place(first), zip);
            }
        }
        zip.finish();
    }

    private Headers headers(FileUnits file) throws IOException, DamagedDeltaException {
        ByteArrayOutputStream columns = new ByteArrayOutputStream();
        for (int unit = file.from(); unit < file.from() + file.headers(); unit++) {
            byte[] some = bytes(unit);
            if (some.length > CutZip.MAX_COLUMNS_BYTES - columns.size()) {
                throw new DamagedDeltaException("headers that are too long");
            }
            columns.writeBytes(some);
        }
        byte[] bytes = columns.toByteArray();
        int count = bytes.length < Integer.BYTES
                ? -1
                : ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (count < 0 || count > EntriesReader.MAX_ENTRIES) {
            throw new DamagedDeltaException("headers of " + count + " entries");
        }
        return new Headers(bytes, count);
    }

    /** A unit that is no entries. */
    private byte[] bytes(int unit) throws IOException, DamagedDeltaException {
        int first = index.first(unit);
        Optional<byte[]> body = brought.body(first);
        if (body.isPresent()) {
            return body.get();
        }
        OldUnits.Place place = place(first);
        if (place.unit().kind() == UnitKind.ENTRIES) {
            throw new DamagedDeltaException("entries where there should be none");
        }
        return old.file(place).bytes(place.unit());
    }

    private OldUnits.Place place(int unit) throws DamagedDeltaException {
        return old.find(index.hash(unit))
                .orElseThrow(() -> new DamagedDeltaException("a chunk that was neither there nor brought"));
    }

    private static void made(byte[] body, ZipWriter zip) throws IOException, DamagedDeltaException {
        for (Body.Part part : Body.parts(body)) {
            Body.Made entry = Body.make(body, part);
            zip.begin(entry.sizes());
            zip.payload(entry.payload(), entry.payload().length);
            zip.end();
        }
    }

    private void copied(OldUnits.Place place, ZipWriter zip) throws IOException, DamagedDeltaException {
        if (place.unit().kind() != UnitKind.ENTRIES) {
            throw new DamagedDeltaException("no entries where there should be some");
        }
        ZipEntries from = old.file(place).entries();
        for (int i = (int) place.unit().at();
                i < place.unit().at() + place.unit().length();
                i++) {
            zip.begin(from.sizes(i));
            long at = from.payloadAt(i);
            for (long left = from.payloadLength(i); left > 0; ) {
                int some = (int) Math.min(left, chunk.length);
                from.source().read(at, chunk, 0, some);
                zip.payload(chunk, some);
                at += some;
                left -= some;
            }
            zip.end();
        }
    }
}
