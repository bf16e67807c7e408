package jp.quickcare.launcher.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import jp.quickcare.manifest.digest.Sha256;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is never held whole in memory, plain or compressed. */
class BigDownloadIT {
    private static final int PIECE_BYTES = 1024 * 1024;
    private static final int PLAIN_PIECES = 500;
    private static final int ZERO_PIECES = 200;

    @TempDir
    private Path folder;

    /** A5: 500 MB plain and 200 MB that come as a few kilobytes, through one stream, in a heap of 64 MB */
    @Test
    void a_file_of_500_megabytes_passes_through_a_heap_of_64() throws Exception {
        byte[] piece = HonestHost.random(PIECE_BYTES, 1);
        Sha256 plain = repeated(piece, PLAIN_PIECES);
        byte[] zeros = new byte[PIECE_BYTES];
        Sha256 unpacked = repeated(zeros, ZERO_PIECES);
        byte[] packed = packed(zeros);
        long plainBytes = (long) PIECE_BYTES * PLAIN_PIECES;
        long zeroBytes = (long) PIECE_BYTES * ZERO_PIECES;
        try (RawServer server = new RawServer((request, wire) -> {
            wire.head("200 OK", "Content-Type: application/x-tar", "Connection: close");
            for (Matcher one = HonestHost.asked(request); one.find(); ) {
                if (one.group(2).equals("true")) {
                    wire.body(header(one.group(1) + ".zst", packed.length));
                    wire.body(packed);
                    wire.body(new byte[(512 - packed.length % 512) % 512]);
                } else {
                    wire.body(header(one.group(1), plainBytes));
                    for (int i = 0; i < PLAIN_PIECES; i++) {
                        wire.body(piece);
                    }
                }
            }
            wire.body(header("missing", 0));
            wire.body(new byte[1024]);
            wire.cut();
        })) {
            run(server, plain, plainBytes, plainBytes, unpacked, zeroBytes, packed.length);
        }
        assertThat(Files.size(folder.resolve(plain.hex()))).isEqualTo(plainBytes);
        assertThat(Files.size(folder.resolve(unpacked.hex()))).isEqualTo(zeroBytes);
        assertThat(Folders.names(folder)).containsExactlyInAnyOrder(plain.hex(), unpacked.hex());
    }

    private void run(RawServer server, Object... objects) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new java.util.ArrayList<>(List.of(
                java,
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                BigDownload.class.getName(),
                server.uri().toString(),
                folder.toString()));
        for (Object object : objects) {
            command.add(object.toString());
        }
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static Sha256 repeated(byte[] piece, int times) {
        MessageDigest digest = Sha256.newDigest();
        for (int i = 0; i < times; i++) {
            digest.update(piece);
        }
        return Sha256.of(digest);
    }

    private static byte[] packed(byte[] zeros) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZstdOutputStream zstd = new ZstdOutputStream(bytes)) {
            for (int i = 0; i < ZERO_PIECES; i++) {
                zstd.write(zeros);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] header(String name, long lengthBytes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // Only the header of the entry is wanted, so the archive is never ended.
        @SuppressWarnings("resource")
        TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, 512);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(lengthBytes);
        tar.putArchiveEntry(entry);
        tar.flush();
        return bytes.toByteArray();
    }
}
