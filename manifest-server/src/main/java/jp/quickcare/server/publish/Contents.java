package jp.quickcare.server.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import jp.quickcare.manifest.digest.Sha256;

/** Reads a file without holding it. */
final class Contents {
    private static final int BUFFER_BYTES = 64 * 1024;

    private Contents() {}

    /** @throws IOException also where the file is not as long as it was when the folder was listed */
    static Sha256 digest(Path file, long lengthBytes) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        long length = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            int read;
            while ((read = in.read(buffer)) >= 0) {
                digest.update(buffer, 0, read);
                length += read;
            }
        }
        if (length != lengthBytes) {
            throw new IOException(file + " changed while it was being read; publish again when it is quiet");
        }
        return Sha256.of(digest);
    }
}
