package jp.quickcare.delta.chunk;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import jp.quickcare.delta.format.DamagedDeltaException;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.FinishableWrapperOutputStream;
import org.tukaani.xz.LZMA2InputStream;
import org.tukaani.xz.LZMA2Options;

/** How the bytes of a unit are packed: LZMA2 behind something that both sides have. */
final class Coding {
    private static final int LEAST_DICTIONARY = 1 << 16;
    private static final int MOST_DICTIONARY = 8 << 20;

    private Coding() {}

    /** Both sides find the same size from what goes before. */
    private static int dictionaryBytes(int presetLength) {
        int power = Integer.highestOneBit(Math.max(presetLength, 1)) << 1;
        return Math.max(LEAST_DICTIONARY, Math.min(MOST_DICTIONARY, power));
    }

    static byte[] pack(byte[] bytes, byte[] preset) throws IOException {
        LZMA2Options options = new LZMA2Options(6);
        options.setDictSize(dictionaryBytes(preset.length));
        options.setLcLp(3, 0);
        options.setPb(0);
        // Most of the work is to take in what goes before, a hundred times a unit: by the quickest means.
        options.setMode(LZMA2Options.MODE_FAST);
        options.setMatchFinder(LZMA2Options.MF_HC4);
        options.setDepthLimit(24);
        if (preset.length > 0) {
            options.setPresetDict(preset);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var packing =
                options.getOutputStream(new FinishableWrapperOutputStream(out), BasicArrayCache.getInstance())) {
            packing.write(bytes);
        }
        return out.toByteArray();
    }

    /** @throws DamagedDeltaException it is damaged, or more than {@code mostBytes} */
    static byte[] unpack(byte[] packed, byte[] preset, int mostBytes) throws DamagedDeltaException {
        try (var unpacking =
                new LZMA2InputStream(new ByteArrayInputStream(packed), dictionaryBytes(preset.length), preset)) {
            byte[] bytes = unpacking.readNBytes(mostBytes);
            if (unpacking.read() >= 0) {
                throw new DamagedDeltaException("a chunk that is longer than chunks are");
            }
            return bytes;
        } catch (DamagedDeltaException e) {
            throw e;
        } catch (IOException e) {
            throw new DamagedDeltaException("a chunk that cannot be unpacked", e);
        }
    }

    /** The last bytes, no more than that. */
    static byte[] end(byte[] bytes, int most) {
        return bytes.length <= most ? bytes : Arrays.copyOfRange(bytes, bytes.length - most, bytes.length);
    }
}
