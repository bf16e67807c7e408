package jp.quickcare.delta.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
    private final byte[] bytes = new byte[300_000];
    private final AtomicInteger reads = new AtomicInteger();
    private final ReadAhead near = new ReadAhead(new ByteSource() {
        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public void read(long position, byte[] to, int offset, int length) throws IOException {
            reads.incrementAndGet();
            ByteSource.of(bytes).read(position, to, offset, length);
        }
    });

    // DESIGN 5: entries of an old jar are read again wherever a delta copies them from.
    @Test
    void reads_the_same_bytes_wherever_and_however_many() throws IOException {
        Random random = new Random(2);
        random.nextBytes(bytes);
        long position = 0;
        for (int i = 0; i < 20_000; i++) {
            int length = random.nextInt(i % 10 == 0 ? 20_000 : 300);
            position = i % 50 == 0 ? random.nextInt(bytes.length) : position + random.nextInt(200);
            if (position > bytes.length - length) {
                position = 0;
            }
            byte[] to = new byte[length + 2];
            near.read(position, to, 1, length);
            assertThat(Arrays.copyOfRange(to, 1, length + 1))
                    .isEqualTo(Arrays.copyOfRange(bytes, (int) position, (int) position + length));
        }
    }

    @Test
    void what_lies_close_together_takes_few_reads() throws IOException {
        for (int position = 0; position < bytes.length; position += 300) {
            near.read(position, new byte[50], 0, 50);
        }
        assertThat(reads).hasValueLessThan(12);
    }

    @Test
    void bytes_that_are_not_there_are_refused() {
        assertThatThrownBy(() -> near.read(bytes.length - 9, new byte[10], 0, 10))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> near.read(-1, new byte[10], 0, 10)).isInstanceOf(EOFException.class);
    }
}
