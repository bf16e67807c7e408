package jp.quickcare.launcher.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.manifest.digest.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncomingTest {
    @TempDir
    private Path folder;

    /** FS10: a disk that could not write something out, and is asked again, says that all is well. */
    @Test
    void nothing_is_kept_of_what_could_not_be_made_durable() throws Exception {
        byte[] content = "content".getBytes(UTF_8);
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (ZstdOutputStream zstd = new ZstdOutputStream(stored)) {
            zstd.write(content);
        }
        WantedObject wanted = new WantedObject(Sha256.of(content), content.length, OptionalLong.of(stored.size()));
        try (Incoming incoming = Incoming.open(folder, wanted, 0)) {
            incoming.write(stored.toByteArray(), 0, stored.size());
            assertThat(incoming.check()).isTrue();
            // What was decoded is gone, so it cannot be flushed.
            Files.delete(folder.resolve(wanted.sha256().hex() + ".part"));
            assertThatThrownBy(incoming::settle).isInstanceOf(KeepFailure.class);
        }
        assertThat(Incoming.heldBytes(folder, wanted)).isZero();
        assertThat(folder).isEmptyDirectory();
    }
}
