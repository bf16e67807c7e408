package jp.quickcare.launcher.update;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import jp.quickcare.bootstrap.ApplicationLink;
import jp.quickcare.launcher.home.Home;
import org.slf4j.LoggerFactory;

/**
 * Asks every running instance of the application to close, through a file that each of them watches; an application may
 * refuse, for example while something is not saved (SPEC A25).
 */
final class CloseRequest {
    private CloseRequest() {}

    static void send(Home home) {
        Path file = ApplicationLink.closeFile(home.folder().toFile()).toPath();
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, Instant.now() + "\n", StandardCharsets.UTF_8);
        } catch (IOException e) {
            LoggerFactory.getLogger(CloseRequest.class).warn("nobody was asked to close: {}", e.toString());
        }
    }
}
