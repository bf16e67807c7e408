package jp.quickcare.launcher.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.register.ShortcutPlace;

/**
 * The settings of one installation, in {@code state/install.properties}. The installation writes them; the PC's
 * administrator may edit them; of what a server says only the site's signed word on its address changes one.
 *
 * @param servers where metadata and files are asked for, in order; at least one
 * @param app which application
 * @param channel which channel (SPEC: service or edition)
 * @param platform what this PC runs
 * @param staging where files are gathered (SPEC A24); the system's temporary folder when empty
 * @param answerWithin how long a click waits for the server, then the installed release starts (SPEC A32)
 * @param shortcuts where shortcuts go
 * @param trustedCertificates a PEM file of authorities that may vouch for a server's certificate, beside those that Java
 *     knows; a relative path is one in the installation's {@code state}
 */
public record Settings(
        List<URI> servers,
        String app,
        String channel,
        String platform,
        Optional<Path> staging,
        Duration answerWithin,
        ShortcutPlace shortcuts,
        Optional<Path> trustedCertificates) {
    /** The time a click waits when nothing else is set. */
    public static final Duration STANDARD_ANSWER = Duration.ofSeconds(1);

    /** Keeps a copy of the servers. */
    public Settings {
        servers = List.copyOf(servers);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("no server");
        }
    }

    /** Without authorities of its own. */
    public Settings(
            List<URI> servers,
            String app,
            String channel,
            String platform,
            Optional<Path> staging,
            Duration answerWithin,
            ShortcutPlace shortcuts) {
        this(servers, app, channel, platform, staging, answerWithin, shortcuts, Optional.empty());
    }

    /** The same, but for other servers. */
    public Settings withServers(List<URI> others) {
        return new Settings(others, app, channel, platform, staging, answerWithin, shortcuts, trustedCertificates);
    }
}
