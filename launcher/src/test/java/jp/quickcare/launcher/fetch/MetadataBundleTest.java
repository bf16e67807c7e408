package jp.quickcare.launcher.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Metadata in one answer: whatever a server sends, no more than it may be is read, and nothing breaks (TR5). */
class MetadataBundleTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MetadataBundle read(Map<String, byte[]> files) throws IOException {
        return MetadataBundle.read(ZippedMetadata.of(files)).orElseThrow();
    }

    @Test
    void each_file_is_given_once() throws IOException {
        MetadataBundle bundle = read(Map.of("site/metadata/timestamp.json", bytes("one")));
        assertThat(bundle.take("site/metadata/timestamp.json")).contains(bytes("one"));
        assertThat(bundle.take("site/metadata/timestamp.json")).isEmpty();
        assertThat(bundle.take("release/metadata/timestamp.json")).isEmpty();
    }

    @Test
    void the_roots_of_a_repository_are_all_there_where_its_timestamp_is_and_there_are_no_more_than_fit()
            throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("site/metadata/timestamp.json", bytes("t"));
        files.put("site/metadata/2.root.json", bytes("r"));
        files.put("release/metadata/2.root.json", bytes("r"));
        assertThat(read(files).hasAllRoots(MetadataBundle.SITE)).isTrue();
        assertThat(read(files).hasAllRoots(MetadataBundle.RELEASE)).isFalse();
        for (int version = 3; version < 34; version++) {
            files.put("site/metadata/" + version + ".root.json", bytes("r"));
        }
        assertThat(read(files).hasAllRoots(MetadataBundle.SITE)).isFalse();
    }

    @Test
    void more_than_may_be_sent_is_no_answer_however_well_it_is_packed() throws IOException {
        Map<String, byte[]> large = Map.of("a", new byte[1024 * 1024 + 1]);
        assertThat(ZippedMetadata.of(large)).hasSizeLessThan(2_000);
        assertThat(MetadataBundle.read(ZippedMetadata.of(large))).isEmpty();
        assertThat(MetadataBundle.read(ZippedMetadata.of(Map.of("a", new byte[1024 * 1024]))))
                .isPresent();
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < 2_000; i++) {
            many.put("f" + i, new byte[0]);
        }
        assertThat(MetadataBundle.read(ZippedMetadata.of(many))).isEmpty();
    }

    @Test
    void whatever_else_is_sent_does_no_harm() throws IOException {
        byte[] good = ZippedMetadata.of(Map.of("a", new byte[2_000], "b", bytes("text"), "c", new byte[0]));
        Random random = new Random(42);
        for (int i = 0; i < 5_000; i++) {
            byte[] bad = Arrays.copyOf(good, 1 + random.nextInt(good.length));
            for (int j = random.nextInt(4); j >= 0; j--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            assertThatNoException().isThrownBy(() -> MetadataBundle.read(bad));
        }
    }
}
