package jp.quickcare.benchmarks.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import jp.quickcare.delta.format.DamagedDeltaException;

/** What is tampered with. */
public interface Victim {
    /** What it is called in tables and JSON. */
    String name();

    /** What a publisher makes for that pair of releases. */
    byte[] honest(Pair pair) throws IOException;

    /** The same, changed in some way. */
    byte[] tampered(byte[] honest, Random random) throws IOException;

    /**
     * Makes the changed files of the new release in an empty folder, each under its digest.
     *
     * @throws DamagedDeltaException what came is refused
     */
    void apply(Pair pair, byte[] bytes, Path made) throws IOException, DamagedDeltaException;
}
