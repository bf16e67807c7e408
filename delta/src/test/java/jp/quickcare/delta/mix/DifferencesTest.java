package jp.quickcare.delta.mix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Random;
import jp.quickcare.delta.Zips;
import jp.quickcare.delta.format.DamagedDeltaException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SPEC F3, THREATS CT7: bytes over old ones, in each version of the format. */
class DifferencesTest {
    private static final byte[] OLD = Zips.noise(1, 6_000);

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void what_was_written_is_read(int version) throws Exception {
        for (int seed = 0; seed < 10; seed++) {
            byte[] fresh = fresh(seed);

            assertThat(read(written(fresh, version), version)).isEqualTo(fresh);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void any_bits_give_as_many_bytes_as_are_asked_for_or_are_refused(int version) throws Exception {
        byte[] honest = written(fresh(3), version);
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            byte[] bad = honest.clone();
            for (int i = 0; i < 4; i++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(read(bad, version)).as("seed %d", seed).hasSize(OLD.length);
            } catch (DamagedDeltaException e) {
                assertThat(e).as("seed %d", seed).hasMessageContaining("ends too early");
            }
        }
    }

    /** Some of them equal, some by themselves, some as code that has moved. */
    private static byte[] fresh(int seed) {
        Random random = new Random(seed);
        byte[] fresh = OLD.clone();
        for (int i = 0; i < fresh.length; i += 1 + random.nextInt(40)) {
            fresh[i] += (byte) (i % 3 == 0 ? random.nextInt() : 3);
        }
        return fresh;
    }

    private static byte[] written(byte[] fresh, int version) throws DamagedDeltaException {
        BitWriter bits = new BitWriter();
        step(new Differences(bits, version), fresh);
        return bits.finish();
    }

    private static byte[] read(byte[] bits, int version) throws DamagedDeltaException {
        byte[] fresh = new byte[OLD.length];
        step(new Differences(new BitReader(new ByteArrayInputStream(bits)), version), fresh);
        return fresh;
    }

    private static void step(Differences differences, byte[] fresh) throws DamagedDeltaException {
        differences.begin();
        for (int at = 0; at < fresh.length; ) {
            at += differences.step(OLD, at, fresh, at, fresh.length - at);
        }
    }
}
