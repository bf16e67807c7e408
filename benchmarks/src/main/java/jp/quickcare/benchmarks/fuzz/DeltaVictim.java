package jp.quickcare.benchmarks.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import jp.quickcare.delta.apply.DeltaApplier;
import jp.quickcare.delta.format.DamagedDeltaException;

/** Deltas, changed behind their first bytes, which name the releases. */
public final class DeltaVictim implements Victim {
    private static final int START = 20;
    private static final int VERSION_AT = 3;

    @Override
    public String name() {
        return "delta";
    }

    @Override
    public byte[] honest(Pair pair) throws IOException {
        return pair.delta();
    }

    @Override
    public byte[] tampered(byte[] honest, Random random) {
        byte[] tampered = Tampering.with(honest, START, random);
        if (random.nextInt(4) == 0) {
            tampered[VERSION_AT] = (byte) (1 + random.nextInt(3));
        }
        return tampered;
    }

    @Override
    public void apply(Pair pair, byte[] bytes, Path made) throws IOException, DamagedDeltaException {
        Path file = Files.write(made.resolveSibling("tampered"), bytes);
        DeltaApplier.apply(file, pair.old(), pair.oldFiles(), pair.newFiles(), made);
    }
}
