package jp.quickcare.benchmarks.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import jp.quickcare.delta.chunk.ChunkAssembler;
import jp.quickcare.delta.chunk.ChunkIndex;
import jp.quickcare.delta.chunk.ChunkMaker;
import jp.quickcare.delta.chunk.Missing;
import jp.quickcare.delta.chunk.OldUnits;
import jp.quickcare.delta.chunk.Older;
import jp.quickcare.delta.container.ByteSource;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.manifest.release.ReleaseFile;
import org.tukaani.xz.FinishableWrapperOutputStream;
import org.tukaani.xz.LZMA2InputStream;
import org.tukaani.xz.LZMA2Options;

/** Chunks: half of the time what is in the index, which is packed again so that it is read at all, else its parts. */
public final class ChunkVictim implements Victim {
    private static final int DICTIONARY_BYTES = 1 << 16;

    @Override
    public String name() {
        return "chunks";
    }

    @Override
    public byte[] honest(Pair pair) throws IOException {
        Path object = pair.old().resolveSibling("object");
        Older older = new Older(file -> pair.old().resolve(file.path().toString()), pair.oldFiles());
        ChunkMaker.make(
                file -> pair.fresh().resolve(file.path().toString()),
                pair.newFiles(),
                sha256 -> false,
                List.of(older),
                object);
        return Files.readAllBytes(object);
    }

    @Override
    public byte[] tampered(byte[] honest, Random random) throws IOException {
        int index = (int) ChunkIndex.lengthBytes(honest);
        if (random.nextBoolean() && honest.length > index) {
            return Tampering.with(honest, index, random);
        }
        byte[] columns = new LZMA2InputStream(
                        new ByteArrayInputStream(honest, ChunkIndex.START_LENGTH, index - ChunkIndex.START_LENGTH),
                        DICTIONARY_BYTES)
                .readAllBytes();
        byte[] packed = packed(Tampering.with(columns, 0, random));
        ByteBuffer all = ByteBuffer.allocate(ChunkIndex.START_LENGTH + packed.length + honest.length - index)
                .order(ByteOrder.LITTLE_ENDIAN);
        all.put(honest, 0, ChunkIndex.START_LENGTH - Integer.BYTES).putInt(packed.length);
        return all.put(packed).put(honest, index, honest.length - index).array();
    }

    private static byte[] packed(byte[] columns) throws IOException {
        LZMA2Options options = new LZMA2Options(6);
        options.setDictSize(DICTIONARY_BYTES);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var packing = options.getOutputStream(new FinishableWrapperOutputStream(out))) {
            packing.write(columns);
        }
        return out.toByteArray();
    }

    @Override
    public void apply(Pair pair, byte[] bytes, Path made) throws IOException, DamagedDeltaException {
        // The manifest says how long index and object are; a PC has neither longer nor shorter.
        int length = (int) Math.max(0, Math.min(bytes.length, ChunkIndex.lengthBytes(bytes)));
        byte[] parts = Arrays.copyOfRange(bytes, length, bytes.length);
        ChunkIndex index = ChunkIndex.read(Arrays.copyOf(bytes, length), pair.newFiles(), parts.length);
        List<Path> old = pair.oldFiles().stream()
                .map(file -> pair.old().resolve(file.path().toString()))
                .toList();
        try (OldUnits units = OldUnits.look(index, old, looked -> {})) {
            Missing missing = Missing.of(index, units, pair.newFiles(), pair.newFiles());
            try (ChunkAssembler assembler = new ChunkAssembler(
                    index,
                    units,
                    missing,
                    ByteSource.of(parts),
                    pair.newFiles(),
                    made.resolve("unpacked"),
                    written -> {})) {
                for (ReleaseFile file : pair.newFiles()) {
                    Path to = made.resolve(file.sha256().hex());
                    if (!Files.exists(to) && !assembler.make(file, to, written -> {})) {
                        throw new DamagedDeltaException("a file that came out otherwise");
                    }
                }
            }
        } catch (EOFException e) {
            throw new DamagedDeltaException("chunks that end too early", e);
        }
    }
}
