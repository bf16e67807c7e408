package jp.quickcare.launcher.connection;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import jp.quickcare.launcher.address.AddressNote;
import jp.quickcare.launcher.connection.Trouble.Kind;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.fetch.DownloadLimits;
import jp.quickcare.launcher.fetch.HttpMetadataSource;
import jp.quickcare.launcher.fetch.NoAnswer;
import jp.quickcare.launcher.settings.Settings;
import jp.quickcare.launcher.settings.SettingsException;
import jp.quickcare.launcher.settings.SettingsFile;
import jp.quickcare.launcher.update.Installation;
import jp.quickcare.launcher.verify.HttpSources;
import jp.quickcare.launcher.verify.VerifiedState;
import jp.quickcare.launcher.verify.Verifier;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.MetadataMissing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries another connection, and keeps it only where it works (SPEC A28). Blocks for as long as the servers take. */
public final class ConnectionChange {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionChange.class);
    private static final int LONGEST_ROOT = 512 * 1024;

    private final Installation installation;
    private final DownloadLimits limits;

    /**
     * What is to be changed; what is empty stays.
     *
     * @param servers addresses with blanks between them
     * @param channel to follow
     * @param staging absolute path of the folder in which files are gathered
     */
    public record Wanted(Optional<String> servers, Optional<String> channel, Optional<String> staging) {}

    /** For an installation. */
    public ConnectionChange(Installation installation) {
        this(installation, patience());
    }

    ConnectionChange(Installation installation, DownloadLimits limits) {
        this.installation = installation;
        this.limits = limits;
    }

    /** Somebody looks on: shorter than an update's. */
    private static DownloadLimits patience() {
        DownloadLimits usual = DownloadLimits.standard();
        return new DownloadLimits(
                usual.connect(),
                Duration.ofSeconds(10),
                usual.minimumBytesPerSecond(),
                usual.window(),
                Duration.ofSeconds(15),
                usual.parallel(),
                usual.attempts());
    }

    /** Tries it, and keeps it where it works. @return why it was not kept; empty where it was */
    public Optional<Trouble> keep(Wanted wanted) {
        Map<String, String> changes = new LinkedHashMap<>();
        wanted.servers().ifPresent(text -> changes.put(SettingsFile.SERVER, text));
        wanted.channel().ifPresent(text -> changes.put(SettingsFile.CHANNEL, text));
        wanted.staging().ifPresent(text -> changes.put(SettingsFile.STAGING, text));
        Path file = installation.home().settings();
        try {
            Optional<Trouble> trouble = tryOut(SettingsFile.changed(file, changes));
            if (trouble.isEmpty()) {
                SettingsFile.change(file, changes);
                if (wanted.servers().isPresent()) {
                    forgetFormer();
                }
            }
            return trouble;
        } catch (SettingsException e) {
            return Optional.of(Trouble.of(Kind.SETTING, e.key(), e.value(), e.allowed()));
        } catch (IOException e) {
            LOG.error("the connection was not kept", e);
            return Optional.of(Trouble.of(Kind.DISK, file));
        }
    }

    private void forgetFormer() {
        try {
            AddressNote.forgetFormer(installation.home());
        } catch (IOException e) {
            // The new connection is kept all the same, and its server is asked first.
            LOG.warn("where the servers were before is still known", e);
        }
    }

    private Optional<Trouble> tryOut(Settings settings) {
        if (settings.staging().isPresent() && !isWritable(settings.staging().get())) {
            return Optional.of(Trouble.of(Kind.STAGING, settings.staging().get()));
        }
        for (URI server : settings.servers()) {
            Optional<Trouble> trouble = look(server);
            if (trouble.isPresent()) {
                return trouble;
            }
        }
        return check(settings);
    }

    private static boolean isWritable(Path folder) {
        try {
            Files.delete(Files.createTempFile(folder, "quickcare", ".trial"));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a site server is there at all, and which site it is. */
    private Optional<Trouble> look(URI server) {
        String shown = server.getHost() + (server.getPort() < 0 ? "" : ":" + server.getPort());
        try (HttpMetadataSource site = HttpMetadataSource.site(server, limits)) {
            byte[] root = site.fetch("1.root.json", LONGEST_ROOT);
            return Verifier.isRoot(root) ? otherSite(root, shown) : Optional.of(Trouble.of(Kind.NOT_OUR_SERVER, shown));
        } catch (MetadataMissing | LengthException e) {
            return Optional.of(Trouble.of(Kind.NOT_OUR_SERVER, shown));
        } catch (IOException e) {
            LOG.info("{} was tried: {}", shown, e.toString());
            return Optional.of(Trouble.of(kind(e), shown));
        }
    }

    private Optional<Trouble> otherSite(byte[] root, String shown) {
        Path pinned = installation.home().siteTrust().resolve("1.root.json");
        try {
            return Sha256.of(root).equals(Sha256.of(Files.readAllBytes(pinned)))
                    ? Optional.empty()
                    : Optional.of(
                            Trouble.of(Kind.NO_RIGHT, shown, Sha256.of(root).hex()));
        } catch (IOException e) {
            LOG.error("{} cannot be read", pinned, e);
            return Optional.of(Trouble.of(Kind.DISK, pinned));
        }
    }

    private static Kind kind(IOException e) {
        if (e instanceof UnknownHostException) {
            return Kind.NAME_NOT_FOUND;
        }
        if (e instanceof SSLException) {
            return Kind.CERTIFICATE;
        }
        // A connection that times out is a kind of the others to some libraries.
        boolean timedOut = e instanceof java.net.SocketTimeoutException;
        if (e instanceof ConnectException && !timedOut) {
            return Kind.REFUSED;
        }
        boolean silent = NoAnswer.is(e) || e instanceof NoRouteToHostException;
        return silent ? Kind.NO_ANSWER : Kind.NOT_OUR_SERVER;
    }

    /** The normal check: what it verifies is as good for the old connection as for the new one. */
    private Optional<Trouble> check(Settings settings) {
        Verifier verifier = new Verifier(installation.home(), new HttpSources(limits), Clock.systemUTC());
        try (VerifiedState state = verifier.check(settings)) {
            return state.offer(settings.app()).isPresent()
                    ? Optional.empty()
                    : Optional.of(Trouble.of(Kind.WRONG_CHANNEL, settings.app(), settings.channel()));
        } catch (UpdateFailure e) {
            LOG.info("the connection was tried: {}", e.getMessage());
            return Optional.of(trouble(e));
        }
    }

    private Trouble trouble(UpdateFailure failure) {
        return switch (failure.code()) {
            case NOT_TRUSTED, NOT_FRESH -> Trouble.of(Kind.NOT_TRUSTED);
            case DISK, NO_SPACE -> Trouble.of(Kind.DISK, installation.home().state());
            case BUSY -> Trouble.of(Kind.BUSY);
            default -> Trouble.of(Kind.OTHER);
        };
    }
}
