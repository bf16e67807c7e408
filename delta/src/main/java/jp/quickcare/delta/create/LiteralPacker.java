package jp.quickcare.delta.create;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import jp.quickcare.delta.plan.Group;
import org.tukaani.xz.FinishableWrapperOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.UnsupportedOptionsException;

/** Packs the literals of a lane by LZMA2, with the settings that pack these best. */
final class LiteralPacker {
    /** Beyond this, only the likeliest settings are tried. */
    private static final int TRIED_BYTES = 1 << 20;

    private static final int[][] SETTINGS = {{3, 0, 0}, {4, 0, 0}, {3, 0, 2}, {0, 0, 0}};

    private LiteralPacker() {}

    /** Literals as they are in the delta, and what the reader must know of them. */
    static final class Packed {
        private final Group.Literals literals;
        private final byte[] bytes;

        private Packed(Group.Literals literals, byte[] bytes) {
            this.literals = literals;
            this.bytes = bytes;
        }

        Group.Literals literals() {
            return literals;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /**
     * Packs.
     *
     * @param old the lane's old bytes
     * @param mostMemoryBytes what the reader's dictionary may take
     */
    static Packed pack(byte[] literals, byte[] old, int mostMemoryBytes) throws IOException {
        if (literals.length == 0) {
            return new Packed(Group.Literals.NONE, new byte[0]);
        }
        Packed best = null;
        int tried = literals.length > TRIED_BYTES ? 2 : SETTINGS.length;
        for (int i = 0; i < tried; i++) {
            for (boolean preset : new boolean[] {true, false}) {
                long dictionary = rounded((long) literals.length + (preset ? old.length : 0));
                if (preset && (old.length == 0 || dictionary > mostMemoryBytes)) {
                    continue;
                }
                int dictionaryBytes = (int) Math.min(dictionary, Math.max(4096, mostMemoryBytes & -4096));
                byte[] bytes = pack(literals, preset ? old : new byte[0], SETTINGS[i], dictionaryBytes);
                if (best == null || bytes.length < best.bytes().length) {
                    best = new Packed(new Group.Literals(bytes.length, dictionaryBytes, preset), bytes);
                }
            }
        }
        return java.util.Objects.requireNonNull(best);
    }

    private static long rounded(long length) {
        return Math.max(4096, length + 4095 & -4096);
    }

    private static byte[] pack(byte[] literals, byte[] preset, int[] settings, int dictionaryBytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var packing =
                options(preset, settings, dictionaryBytes).getOutputStream(new FinishableWrapperOutputStream(out))) {
            packing.write(literals);
        }
        return out.toByteArray();
    }

    private static LZMA2Options options(byte[] preset, int[] settings, int dictionaryBytes)
            throws UnsupportedOptionsException {
        LZMA2Options options = new LZMA2Options(9);
        options.setDictSize(dictionaryBytes);
        if (preset.length > 0) {
            options.setPresetDict(preset);
        }
        options.setLcLp(settings[0], settings[1]);
        options.setPb(settings[2]);
        options.setNiceLen(LZMA2Options.NICE_LEN_MAX);
        options.setDepthLimit(1000);
        return options;
    }
}
