package jp.quickcare.delta.chunk;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import jp.quickcare.delta.container.ByteSource;
import jp.quickcare.delta.deflate.RecipeFinder;
import jp.quickcare.delta.zip.ZipEntries;

/** A file that lies somewhere, open. Not thread-safe. */
final class CutFile implements Closeable {
    private final FileChannel channel;
    private final ByteSource source;
    private final Optional<CutZip> zip;

    CutFile(Path path) throws IOException {
        channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            source = ByteSource.of(channel);
            zip = CutZip.of(source);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    ByteSource source() {
        return source;
    }

    Optional<CutZip> zip() {
        return zip;
    }

    /** The entries of the zip that it is. */
    ZipEntries entries() {
        return zip.orElseThrow().entries();
    }

    /** The bytes of a unit that is no entries. */
    byte[] bytes(Unit unit) throws IOException {
        if (unit.kind() == UnitKind.RAW) {
            return source.bytes(unit.at(), (int) unit.length());
        }
        return Arrays.copyOfRange(zip.orElseThrow().columns(), (int) unit.at(), (int) (unit.at() + unit.length()));
    }

    /** What a unit says when its entries are unpacked: what other units may resemble. */
    byte[] text(Unit unit) throws IOException {
        if (unit.kind() != UnitKind.ENTRIES) {
            return bytes(unit);
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int i = (int) unit.at(); i < unit.at() + unit.length(); i++) {
            text.writeBytes(content(i));
        }
        return text.toByteArray();
    }

    /** An entry unpacked, or as it is where that cannot be. */
    byte[] content(int entry) throws IOException {
        byte[] payload = entries().payload(entry);
        return entries().method(entry) == ZipEntries.DEFLATED
                ? RecipeFinder.inflate(payload, (int) entries().contentLength(entry))
                        .orElse(payload)
                : payload;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
