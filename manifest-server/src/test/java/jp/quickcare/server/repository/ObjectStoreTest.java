package jp.quickcare.server.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jp.quickcare.manifest.digest.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectStoreTest {
    @TempDir
    private Path folder = Path.of("");

    private Path content(int number) throws IOException {
        return Files.writeString(
                folder.resolve("source" + number), "content " + number + " ".repeat(number * 100), UTF_8);
    }

    private static Sha256 digest(Path content) throws IOException {
        return Sha256.of(Files.readAllBytes(content));
    }

    /** FS9: nothing has its own name before it is on the disk, and many wait for the disk together. */
    @Test
    void contents_are_in_place_once_they_are_settled() throws Exception {
        ObjectStore store = new ObjectStore(folder.resolve("objects"));
        for (int i = 0; i < 20; i++) {
            store.add(content(i), digest(content(i)), Files.size(content(i)));
        }
        assertThat(store.findIntact(digest(content(3)), Files.size(content(3)))).isEmpty();

        store.flush();

        for (int i = 0; i < 20; i++) {
            assertThat(store.findIntact(digest(content(i)), Files.size(content(i))))
                    .as("content %d", i)
                    .isPresent();
        }
        try (var all = Files.walk(store.path())) {
            assertThat(all.filter(Files::isRegularFile)).hasSize(20);
        }
    }

    /** FS9, SA5: what was taken in before a failure need not be taken in again. */
    @Test
    void after_a_failure_what_was_taken_in_is_kept() throws Exception {
        ObjectStore store = new ObjectStore(folder.resolve("objects"));
        store.add(content(1), digest(content(1)), Files.size(content(1)));
        assertThatThrownBy(() -> store.add(content(2), digest(content(3)), Files.size(content(2))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("changed while it was being read");
        store.settleAfter(new IOException("the failure"));

        ObjectStore next = new ObjectStore(folder.resolve("objects"));
        assertThat(next.findIntact(digest(content(1)), Files.size(content(1)))).isPresent();
        assertThat(next.findIntact(digest(content(2)), Files.size(content(2)))).isEmpty();
    }

    /** FS9, FS10: Linux tells once that a file could not be written out; the second flush of the same file succeeds. */
    @Test
    void what_the_disk_refused_once_is_not_put_in_place_by_a_second_try() throws Exception {
        Unsettled unsettled = new Unsettled();
        Path place = folder.resolve("place");
        Path refused = folder.resolve("refused.tmp");
        unsettled.add(Files.writeString(folder.resolve("written.tmp"), "content"), place, 7);
        unsettled.add(refused, folder.resolve("other"), 7);
        assertThatThrownBy(unsettled::settle).isInstanceOf(IOException.class);

        Files.writeString(refused, "content");
        unsettled.settle();

        assertThat(place).doesNotExist();
        assertThat(folder.resolve("other")).doesNotExist();
        assertThat(folder.resolve("written.tmp")).doesNotExist();
    }
}
