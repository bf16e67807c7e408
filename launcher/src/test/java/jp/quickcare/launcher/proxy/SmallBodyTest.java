package jp.quickcare.launcher.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SmallBodyTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    /** TR1 */
    @Test
    void it_may_be_as_long_as_was_said_and_not_a_byte_longer() throws Exception {
        byte[] body = new byte[20_000];
        assertThat(SmallBody.read(new ByteArrayInputStream(body), body.length, LONG))
                .isEqualTo(body);
        assertThatThrownBy(() -> SmallBody.read(new ByteArrayInputStream(body), body.length - 1, LONG))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 19999 bytes");
    }

    /** TR2: a byte now and then, each before the peer counts as silent. */
    @Test
    void what_never_comes_to_its_end_is_left() {
        InputStream drip = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] to, int offset, int length) {
                to[offset] = 'x';
                return 1;
            }
        };
        assertThatThrownBy(() -> SmallBody.read(drip, Integer.MAX_VALUE - 9, Duration.ofMillis(20)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not at its end");
    }
}
