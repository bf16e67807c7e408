package jp.quickcare.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SPEC F3: what follows an entry's bytes, where its header did not know their lengths yet, survives in each of its forms. */
class DescriptorsTest {
    private static final byte[] TEXT = Zips.text(1, 30_000);

    @TempDir
    Path root;

    @Test
    void data_descriptors_survive_with_and_without_their_mark_and_of_either_length() throws Exception {
        for (boolean marked : new boolean[] {true, false}) {
            for (boolean large : new boolean[] {true, false}) {
                String name = marked + "-" + large;
                byte[] after = Zips.changed(TEXT, 6);
                int bytes = new Trees(root.resolve(name))
                        .old("a.zip", zip(TEXT, marked, large, 0))
                        .fresh("a.zip", zip(after, marked, large, 0))
                        .roundTrip();

                assertThat(bytes).as(name).isLessThan(300);
            }
        }
    }

    /** A descriptor that says something else than is there, and bytes between entries that are none. */
    @Test
    void a_descriptor_that_is_wrong_survives_too() throws Exception {
        byte[] after = Zips.changed(TEXT, 6);

        int bytes = new Trees(root)
                .old("a.zip", zip(TEXT, true, false, 0))
                .fresh("a.zip", zip(after, true, false, 1))
                .roundTrip();

        assertThat(bytes).isLessThan(350);
    }

    private static byte[] zip(byte[] content, boolean marked, boolean large, int wrongBy) {
        byte[] payload = Zips.deflate(content, 6, 0);
        CRC32 crc = new CRC32();
        crc.update(content);
        byte[] name = "entry".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer zip = ByteBuffer.allocate(payload.length + 300).order(ByteOrder.LITTLE_ENDIAN);
        zip.putInt(0x04034b50).putShort((short) 45).putShort((short) 8).putShort((short) 8);
        zip.putInt(0x58000000).putInt(0).putInt(0).putInt(0);
        zip.putShort((short) name.length).putShort((short) 0).put(name).put(payload);
        if (marked) {
            zip.putInt(0x08074b50);
        }
        zip.putInt((int) crc.getValue() + wrongBy);
        if (large) {
            zip.putLong(payload.length).putLong(content.length);
        } else {
            zip.putInt(payload.length).putInt(content.length);
        }
        int directoryAt = zip.position();
        zip.putInt(0x02014b50).putShort((short) 45).putShort((short) 45);
        zip.putShort((short) 8).putShort((short) 8).putInt(0x58000000);
        zip.putInt((int) crc.getValue()).putInt(payload.length).putInt(content.length);
        zip.putShort((short) name.length)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0);
        zip.putShort((short) 0).putInt(0).putInt(0).put(name);
        int directoryLength = zip.position() - directoryAt;
        zip.putInt(0x06054b50).putInt(0).putShort((short) 1).putShort((short) 1);
        zip.putInt(directoryLength).putInt(directoryAt).putShort((short) 0);
        return java.util.Arrays.copyOf(zip.array(), zip.position());
    }
}
