package jp.quickcare.server.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.settings.ServerSettings;

/** A small repository on disk, and a server for it on a free port. */
record ServedFolder(Path root) {
    static byte[] content(int lengthBytes, long seed) {
        byte[] content = new byte[lengthBytes];
        new Random(seed).nextBytes(content);
        return content;
    }

    Sha256 object(byte[] content) throws IOException {
        Sha256 sha256 = Sha256.of(content);
        write(PublishedFiles.pathOf(sha256, false), content);
        return sha256;
    }

    Sha256 compressed(byte[] content, byte[] stored) throws IOException {
        Sha256 sha256 = Sha256.of(content);
        write(PublishedFiles.pathOf(sha256, true), stored);
        return sha256;
    }

    void write(String path, byte[] content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    RepositoryServer serve() throws ServerFailure {
        return serve(Duration.ofSeconds(60));
    }

    RepositoryServer serve(Duration timeout) throws ServerFailure {
        return RepositoryServer.start(
                root, ServerSettings.STANDARD.at(0, Optional.of("127.0.0.1")).with(timeout), List.of());
    }
}
