package jp.quickcare.benchmarks.delta;

import java.util.OptionalDouble;
import jp.quickcare.benchmarks.measure.Sample;

/**
 * What a delta costs.
 *
 * @param subject who made it
 * @param bytes to be moved
 * @param create what making it cost
 * @param apply what applying it cost
 * @param seconds to a finished update at 100 Mbit/s: bringing the bytes and then applying them; only of our own
 * @param wholeSeconds the same for the changed files themselves, packed: bringing them and nothing else
 * @param verification of the result: {@code bit for bit}, or what else could be shown
 */
public record Outcome(
        String subject,
        long bytes,
        Sample create,
        Sample apply,
        OptionalDouble seconds,
        OptionalDouble wholeSeconds,
        String verification) {
    private static final double BYTES_A_SECOND = 100e6 / 8;

    /** Of somebody whose time is not compared. */
    Outcome(String subject, long bytes, Sample create, Sample apply, String verification) {
        this(subject, bytes, create, apply, OptionalDouble.empty(), OptionalDouble.empty(), verification);
    }

    /** The same with the time that applying took, beside that of so many bytes of the changed files. */
    Outcome taking(double applySeconds, long wholeBytes) {
        return new Outcome(
                subject,
                bytes,
                create,
                apply,
                OptionalDouble.of(bytes / BYTES_A_SECOND + applySeconds),
                OptionalDouble.of(wholeBytes / BYTES_A_SECOND),
                verification);
    }
}
