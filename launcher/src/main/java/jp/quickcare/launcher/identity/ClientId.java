package jp.quickcare.launcher.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;

/** The number by which servers know this installation, made once and kept in {@code state/client-id}. */
final class ClientId {
    private ClientId() {}

    static String of(Home home) {
        Path file = home.state().resolve("client-id");
        try {
            return UUID.fromString(Files.readString(file).strip()).toString();
        } catch (IOException | IllegalArgumentException e) {
            return made(file);
        }
    }

    private static String made(Path file) {
        String id = UUID.randomUUID().toString();
        try {
            DurableFiles.write(file, (id + "\n").getBytes(StandardCharsets.US_ASCII));
            // Of two that are made at the same moment the later one stays.
            return Files.readString(file).strip();
        } catch (IOException e) {
            // A disk that takes nothing: this process is somebody, and the next one somebody else.
            return id;
        }
    }
}
