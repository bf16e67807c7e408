package jp.quickcare.launcher.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;

/**
 * The number by which servers know this installation, and the key that shows them that it is this one. Both are made
 * once and kept together in {@code state/client-id}: whoever loses one loses both, and is somebody new.
 *
 * @param id a UUID
 * @param key 32 random bytes in base64url, for no other eyes than its servers'
 */
record ClientId(String id, String key) {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int KEY_BYTES = 32;

    static ClientId of(Home home) {
        Path file = file(home);
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
            Optional<ClientId> whole = read(lines);
            // An id alone is of a launcher that knew of no keys: it stays.
            return whole.isPresent()
                    ? whole.get()
                    : keep(file, made(UUID.fromString(lines.get(0).strip())));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return renewed(home);
        }
    }

    /** Somebody new: what servers know of the one before they keep. */
    static ClientId renewed(Home home) {
        return keep(file(home), made(UUID.randomUUID()));
    }

    private static Path file(Home home) {
        return home.state().resolve("client-id");
    }

    private static Optional<ClientId> read(List<String> lines) {
        return lines.size() == 2 && KEY.matcher(lines.get(1)).matches()
                ? Optional.of(new ClientId(UUID.fromString(lines.get(0)).toString(), lines.get(1)))
                : Optional.empty();
    }

    private static ClientId made(UUID id) {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new ClientId(
                id.toString(), Base64.getUrlEncoder().withoutPadding().encodeToString(key));
    }

    private static ClientId keep(Path file, ClientId made) {
        try {
            DurableFiles.write(file, (made.id + "\n" + made.key + "\n").getBytes(StandardCharsets.US_ASCII));
            // Of two that are made at the same moment the later one stays.
            return read(Files.readAllLines(file, StandardCharsets.US_ASCII)).orElse(made);
        } catch (IOException e) {
            // A disk that takes nothing: this process is somebody, and the next one somebody else.
            return made;
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return id;
    }
}
