package jp.quickcare.launcher.identity;

import java.util.Optional;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.launch.LaunchNote;
import jp.quickcare.launcher.settings.Settings;
import jp.quickcare.manifest.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What a server is told of this PC with each ticket, report and sign of presence (SPEC A4, A8, A9): the {@code client}
 * member of docs/http.md.
 *
 * @param who this installation, and what shows that it is this one
 * @param pc name of the computer
 * @param user who is logged in
 * @param app which application
 * @param channel which channel
 * @param platform what this PC runs
 * @param launcher version of the launcher
 * @param installed version and manifest digest of the installed release; empty where there is none
 */
public record ClientIdentity(
        ClientId who,
        String pc,
        String user,
        String app,
        String channel,
        String platform,
        String launcher,
        Optional<Installed> installed) {
    /** Environment: the account for which this process works, where the agent began it; it has another of its own. */
    public static final String FOR_USER = "QUICKCARE_FOR_USER";

    private static final int MOST_CHARACTERS = 256;

    /**
     * The installed release.
     *
     * @param version for people
     * @param manifestSha256 hex
     */
    public record Installed(String version, String manifestSha256) {}

    /** Who this installation is now. Never fails: what cannot be found out is left out or made up for this process. */
    public static ClientIdentity of(Home home, Settings settings, String launcherVersion) {
        LaunchNote note = LaunchNote.read(LaunchNote.fileIn(home));
        return new ClientIdentity(
                ClientId.of(home),
                ComputerName.find(),
                asker(),
                settings.app(),
                settings.channel(),
                settings.platform(),
                launcherVersion,
                installed(note));
    }

    private static String asker() {
        String other = System.getenv(FOR_USER);
        return other == null ? System.getProperty("user.name", "") : other;
    }

    /** A server knows somebody else by this installation's number: from now on it has a new one. */
    public static void renew(Home home) {
        ClientId.renewed(home);
    }

    private static Optional<Installed> installed(@Nullable LaunchNote note) {
        return note == null ? Optional.empty() : Optional.of(new Installed(note.version(), note.release()));
    }

    /** As it goes over the wire: without control characters, and no text longer than a server takes. */
    public JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder()
                .put("id", who.id())
                .put("key", who.key())
                .put("pc", plain(pc))
                .put("user", plain(user))
                .put("app", app)
                .put("channel", channel)
                .put("platform", platform)
                .put("launcher", plain(launcher));
        installed.ifPresent(
                release -> json.put("installed", plain(release.version())).put("manifest", release.manifestSha256()));
        return json.build();
    }

    private static boolean isSeen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    /** Text as a server takes it: nothing that is not seen, none of a pair alone, at most 256 characters. */
    public static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().filter(ClientIdentity::isSeen).forEach(c -> {
            if (plain.length() + Character.charCount(c) <= MOST_CHARACTERS) {
                plain.appendCodePoint(c);
            }
        });
        return plain.toString();
    }
}
