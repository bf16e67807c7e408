package jp.quickcare.delta.chunk;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import jp.quickcare.delta.chunk.ChunkIndex.Packed;
import jp.quickcare.delta.container.ReadableParts;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;

/** Makes files of a release from units that the PC has and those that were brought. Not thread-safe. */
public final class ChunkAssembler implements Closeable {
    private final ChunkIndex index;
    private final OldUnits old;
    private final Map<Sha256, FileUnits> files = new HashMap<>();
    private final Brought bodies;

    /**
     * Unpacks what was brought.
     *
     * @param brought what was brought, by its place behind the index
     * @param release the files of the release
     * @param temporary a file to make for what is needed meanwhile; it is gone afterwards
     * @param watch hears now and then; may throw to give up
     * @throws DamagedDeltaException the chunks are of no use
     */
    public ChunkAssembler(
            ChunkIndex index,
            OldUnits old,
            Missing missing,
            ReadableParts brought,
            List<ReleaseFile> release,
            Path temporary,
            LongConsumer watch)
            throws IOException, DamagedDeltaException {
        this.index = index;
        this.old = old;
        List<ReleaseFile> contents = ChunkIndex.contents(release);
        long mostBytes = 0;
        for (int i = 0; i < contents.size(); i++) {
            files.put(contents.get(i).sha256(), index.files().get(i));
            mostBytes += contents.get(i).lengthBytes();
        }
        bodies = new Brought(temporary, mostUnpacked(mostBytes));
        try {
            unpack(missing, brought, watch);
        } catch (IOException | DamagedDeltaException | RuntimeException | Error e) {
            bodies.close();
            throw e;
        }
    }

    /** Zips unpack to several times their length; more than this is an attack (THREATS CT7). */
    private static long mostUnpacked(long releaseBytes) {
        return 20 * releaseBytes + (64L << 20);
    }

    private void unpack(Missing missing, ReadableParts brought, LongConsumer watch)
            throws IOException, DamagedDeltaException {
        Window window = new Window(index, this::text);
        for (Map.Entry<Integer, Packed> one : missing.units().entrySet()) {
            Packed way = one.getValue();
            byte[] packed = new byte[way.length()];
            brought.read(way.at(), packed, 0, packed.length);
            byte[] before = way.behind() == 0
                    ? window.before(one.getKey())
                    : Coding.end(old.text(old.find(way.behind()).orElseThrow()), ChunkLimits.MAX_OLD_BYTES);
            bodies.add(one.getKey(), Coding.unpack(packed, before, ChunkLimits.MAX_BODY_BYTES));
            watch.accept(0);
        }
    }

    private byte[] text(int unit) throws IOException, DamagedDeltaException {
        Optional<byte[]> body = bodies.body(unit);
        return body.isPresent()
                ? Body.text(index.kind(unit), body.get())
                : old.text(old.find(index.hash(unit))
                        .orElseThrow(() -> new DamagedDeltaException("a chunk that was neither there nor brought")));
    }

    /**
     * Makes one file.
     *
     * @param to is created
     * @return whether it has the digest that the manifest says; else it is gone
     */
    public boolean make(ReleaseFile file, Path to, LongConsumer watch) throws IOException {
        FileUnits units = files.get(file.sha256());
        MessageDigest digest = Sha256.newDigest();
        boolean right = false;
        try (OutputStream out = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                Bounded bounded = new Bounded(out, digest, file.lengthBytes(), watch)) {
            if (units != null) {
                new FileWriter(index, old, bodies, bounded).write(units);
                right = bounded.isFull();
            }
        } catch (DamagedDeltaException | EOFException e) {
            right = false;
        } finally {
            if (!right) {
                Files.deleteIfExists(to);
            }
        }
        if (right && !Sha256.of(digest).equals(file.sha256())) {
            Files.delete(to);
            return false;
        }
        return right;
    }

    @Override
    public void close() throws IOException {
        bodies.close();
    }
}
