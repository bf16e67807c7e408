package jp.quickcare.server.clients;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.server.http.BadBody;
import jp.quickcare.server.http.JsonMembers;

/**
 * What a PC says of itself with each request. Nothing of it is proven but that it is the same one as before, by a key
 * that it alone knows: it is shown, never trusted.
 *
 * @param id of its installation, a UUID
 * @param proof digest of its key, hex; empty where its launcher has none
 * @param pc its name
 * @param user who is logged in
 * @param app which application it runs
 * @param channel which it follows
 * @param platform for example {@code win-x64}
 * @param launcher the launcher's version
 * @param installed the installed version; empty when nothing is installed
 * @param manifest the installed release's manifest as SHA-256; empty when nothing is installed
 */
public record ClientInfo(
        String id,
        String proof,
        String pc,
        String user,
        String app,
        String channel,
        String platform,
        String launcher,
        Optional<String> installed,
        Optional<String> manifest) {
    private static final int LONGEST_TEXT = 256;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** Takes the member {@code client} of a body. @throws BadBody it is not there, or not as it should be */
    public static ClientInfo of(JsonMembers body) throws BadBody {
        JsonMembers client = body.object("client");
        Optional<String> manifest = client.optionalText("manifest", LONGEST_TEXT);
        if (manifest.isPresent()) {
            digest("manifest", manifest.get());
        }
        return new ClientInfo(
                uuid("id", client.text("id", LONGEST_TEXT)),
                proof(client.textOrEmpty("key", LONGEST_TEXT)),
                client.text("pc", LONGEST_TEXT),
                client.text("user", LONGEST_TEXT),
                client.text("app", LONGEST_TEXT),
                client.text("channel", LONGEST_TEXT),
                client.text("platform", LONGEST_TEXT),
                client.text("launcher", LONGEST_TEXT),
                client.optionalText("installed", LONGEST_TEXT),
                manifest);
    }

    /** The key itself is kept nowhere: whoever reads the database cannot speak for a PC. */
    private static String proof(String key) throws BadBody {
        if (key.isEmpty()) {
            return "";
        }
        if (!KEY.matcher(key).matches()) {
            throw new BadBody("\"key\" is not 32 bytes in base64url.");
        }
        return Sha256.of(key.getBytes(StandardCharsets.US_ASCII)).hex();
    }

    /** Requires a UUID, in whose one writing it comes back. */
    public static String uuid(String name, String text) throws BadBody {
        try {
            String written = UUID.fromString(text).toString();
            if (written.equalsIgnoreCase(text)) {
                return written;
            }
        } catch (IllegalArgumentException none) {
            // Told like one that is written differently.
        }
        throw new BadBody("\"" + name + "\" is no UUID.");
    }

    /** Requires a SHA-256 in hexadecimal digits. */
    public static String digest(String name, String text) throws BadBody {
        try {
            return Sha256.ofHex(text).hex();
        } catch (IllegalArgumentException none) {
            throw new BadBody("\"" + name + "\" is no SHA-256.");
        }
    }
}
