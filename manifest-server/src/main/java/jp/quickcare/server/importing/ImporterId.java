package jp.quickcare.server.importing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import jp.quickcare.server.durable.DurableFiles;
import jp.quickcare.server.repository.ServerFolder;

/** By what an upstream server knows this site again: made once, kept in its folder. */
final class ImporterId {
    private static final int UUID_LENGTH = 36;

    private ImporterId() {}

    /** Reads or makes it; one that is damaged is made anew. */
    static String of(ServerFolder site) throws IOException {
        Path file = site.path().resolve("importer-id");
        try {
            String kept = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            if (kept.length() == UUID_LENGTH && UUID.fromString(kept).toString().equals(kept)) {
                return kept;
            }
        } catch (NoSuchFileException | IllegalArgumentException none) {
            // Then there is none yet.
        }
        String made = UUID.randomUUID().toString();
        DurableFiles.write(file, (made + "\n").getBytes(StandardCharsets.US_ASCII));
        return made;
    }
}
