package jp.quickcare.delta.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.delta.Zips;
import jp.quickcare.delta.container.ByteSource;
import jp.quickcare.delta.container.Little;
import jp.quickcare.delta.format.DamagedDeltaException;
import org.junit.jupiter.api.Test;

/** SPEC F3: the image of a runtime is looked into, and its index made again to the byte. */
class ImageReaderTest {
    private static final byte[] SOME = Zips.text(1, 300);

    @Test
    void the_index_of_this_java_is_what_follows_from_its_names_and_so_are_all_its_directories() throws Exception {
        try (FileChannel file = FileChannel.open(Path.of(System.getProperty("java.home"), "lib", "modules"))) {
            Image image = ImageReader.read(ByteSource.of(file)).orElseThrow();
            ImageFrame frame = new ImageFrame(image.columns().orElseThrow(), image.count());

            assertThat(frame.prefix()).isEqualTo(image.index());
            int listings = 0;
            for (int i = 0; i < image.count(); i++) {
                assertThat(image.find(image.name(i))).isEqualTo(i);
                if (image.text(i).startsWith("/modules") || image.text(i).startsWith("/packages")) {
                    assertThat(frame.derived(i)).as(image.text(i)).isEqualTo(image.payload(i));
                    listings++;
                }
            }
            assertThat(listings).isGreaterThan(100);
        }
    }

    @Test
    void entries_have_names_lengths_and_content_in_their_order() throws Exception {
        Image image = read(Images.image(content())).orElseThrow();

        assertThat(image.text(0)).isEqualTo("/a.base/x/y/One.class");
        assertThat(image.payload(0)).isEqualTo(SOME);
        assertThat(image.text(1)).isEqualTo("/a.base/module-info.class");
        assertThat(image.text(2)).isEqualTo("/b/noextension");
        assertThat(image.payloadLength(2)).isZero();
        assertThat(image.find("b\0\0noextension\0\0".getBytes(UTF_8))).isEqualTo(2);
        assertThat(image.find("b\0\0nothing\0\0".getBytes(UTF_8))).isNegative();
        assertThat(image.find("b".getBytes(UTF_8))).isNegative();
        assertThat(image.find(new byte[0])).isNegative();
    }

    /** THREATS CT7: each number of the header, of the tables and of a location. */
    @Test
    void what_is_not_as_expected_in_any_way_is_no_image() throws Exception {
        byte[] good = Images.image(content());
        for (int at = 0; at < 28; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 0x40;
            assertThat(read(bad)).as("byte %d", at).isEmpty();
        }
        assertThat(read(java.util.Arrays.copyOf(good, good.length / 2))).isEmpty();
        assertThat(read(java.util.Arrays.copyOf(good, good.length + (1 << 17)))).isEmpty();
        assertThat(read(new byte[28])).isEmpty();
        assertThat(read(new byte[0])).isEmpty();
    }

    @Test
    void an_image_of_a_machine_with_bytes_the_other_way_round_is_no_image() throws Exception {
        byte[] other = Images.image(content());
        for (int at = 0; at < 28; at += 4) {
            Little.put32(other, at, Integer.reverseBytes(Little.i32(other, at)));
        }

        assertThat(read(other)).isEmpty();
    }

    @Test
    void compressed_content_or_a_gap_is_no_image() throws Exception {
        byte[] good = Images.image(content());
        int count = Little.i32(good, 12);
        int locations = 28 + 8 * count;
        for (int i = 0; i < count; i++) {
            int at = locations + Little.i32(good, 28 + 4 * (count + i));
            while (good[at] >> 3 != ImageFormat.CONTENT_LENGTH && good[at] != 0) {
                at += 2 + (good[at] & 7);
            }
            if (good[at] != 0) {
                byte[] compressed = good.clone();
                compressed[at] = (byte) ((ImageFormat.COMPRESSED << 3) | (good[at] & 7));
                byte[] gap = good.clone();
                gap[at + 1]--;

                assertThat(read(compressed)).isEmpty();
                assertThat(read(gap)).isEmpty();
                return;
            }
        }
        throw new AssertionError("no entry has a length");
    }

    /** THREATS CT7: a search for a table that nobody has made would never end. */
    @Test
    void names_that_no_table_can_have_are_refused() {
        assertThatThrownBy(() -> frame("a\0b\0c\0d\0", "a\0b\0c\0d\0"))
                .isInstanceOf(DamagedDeltaException.class)
                .hasMessageContaining("no table");
    }

    @Test
    void columns_that_do_not_hold_what_they_say_are_refused() {
        byte[] name = "a\0b\0c\0d\0".getBytes(UTF_8);
        assertThatThrownBy(() -> frame("a\0b\0c\0d")).isInstanceOf(DamagedDeltaException.class);
        assertThatThrownBy(() -> frame("a\0b\0c\0d\0e")).isInstanceOf(DamagedDeltaException.class);
        for (int at = 0; at < 20; at++) {
            byte[] columns = ImageColumns.of(new int[] {5}, name, new int[] {0, 0}, new byte[0]);
            columns[at] = (byte) 0xff;
            if ((at < 16 && at % 4 != 0) || at % 4 == 3) {
                assertThatThrownBy(() -> new ImageFrame(columns, 1))
                        .as("byte %d", at)
                        .isInstanceOf(DamagedDeltaException.class);
            }
        }
        byte[] tooLong = ImageColumns.of(new int[] {5}, name, new int[] {0, 0}, new byte[ImageColumns.MAX_BYTES]);
        assertThatThrownBy(() -> new ImageFrame(tooLong, 1)).hasMessageContaining("too long");
        assertThatThrownBy(() -> new ImageFrame(new byte[10], 1)).isInstanceOf(DamagedDeltaException.class);
        assertThatThrownBy(() -> new ImageFrame(new byte[16], 0)).isInstanceOf(DamagedDeltaException.class);
    }

    private static ImageFrame frame(String... names) throws DamagedDeltaException {
        byte[] all = String.join("", names).getBytes(UTF_8);
        return new ImageFrame(ImageColumns.of(new int[names.length], all, new int[] {0, 0}, new byte[0]), names.length);
    }

    private static Map<String, byte[]> content() {
        Map<String, byte[]> content = new LinkedHashMap<>();
        content.put("/a.base/x/y/One.class", SOME);
        content.put("/a.base/module-info.class", SOME);
        content.put("/b/noextension", new byte[0]);
        content.put("/b/x/y/Two.class", SOME);
        return content;
    }

    private static Optional<Image> read(byte[] bytes) throws IOException {
        return ImageReader.read(ByteSource.of(bytes));
    }
}
