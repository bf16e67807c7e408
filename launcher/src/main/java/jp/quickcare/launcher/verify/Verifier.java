package jp.quickcare.launcher.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.settings.Settings;
import jp.quickcare.launcher.verify.Sources.Repository;
import jp.quickcare.manifest.release.InvalidReleaseException;
import jp.quickcare.manifest.release.Rights;
import jp.quickcare.manifest.release.SiteId;

/**
 * Asks the servers and checks what they say. Keeps verified metadata and the highest time seen in the home; what was
 * verified once protects the next check against anything older. Not thread-safe; checks by several processes wait for
 * each other.
 */
public final class Verifier {
    private final Home home;
    private final Sources sources;
    private final Clock clock;

    /** A verifier for one installation. */
    public Verifier(Home home, Sources sources, Clock clock) {
        this.home = home;
        this.sources = sources;
        this.clock = clock;
    }

    /**
     * Pins the roots that everything is verified from, and gives the site the right to distribute these applications to
     * this PC. What was there before is kept where it is the same, and replaced where it is not: whoever runs an
     * installation owns the list.
     *
     * @throws KeepFailure {@link FailureCode#DISK}
     */
    public static void pin(Home home, byte[] releaseRoot, byte[] siteRoot, Rights rights) throws KeepFailure {
        try {
            pin(new FolderMetadataStore(home.releaseTrust()), releaseRoot);
            pin(new FolderMetadataStore(home.siteTrust()), siteRoot);
            DurableFiles.write(home.rights(), rights.toBytes());
        } catch (IOException e) {
            throw new KeepFailure(
                    FailureCode.DISK, "cannot keep the trusted roots: " + e.getMessage(), e, home.state());
        }
    }

    /** Whether an installation believes other roots than these. @throws KeepFailure {@link FailureCode#DISK} */
    public static boolean isPinnedOtherwise(Home home, byte[] releaseRoot, byte[] siteRoot) throws KeepFailure {
        try {
            return differs(home.releaseTrust(), releaseRoot) || differs(home.siteTrust(), siteRoot);
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, String.valueOf(e.getMessage()), e, home.state());
        }
    }

    private static boolean differs(Path trust, byte[] root) throws IOException {
        var pinned = new FolderMetadataStore(trust).root(1);
        return pinned.isPresent() && !java.util.Arrays.equals(pinned.get(), root);
    }

    /**
     * Tries whether the servers say something complete, genuine and fresh to a PC that believes these roots. What an
     * installation believes until now is not touched, so roots that were taken for one another cost it nothing.
     *
     * @throws UpdateFailure they do not
     */
    public void tryRoots(Settings settings, byte[] releaseRoot, byte[] siteRoot) throws UpdateFailure {
        Path apart = home.state().resolve("trust").resolve("tried");
        Instant present = new TimeSeen(home).present(clock);
        try {
            DurableFiles.deleteTree(apart);
            FolderMetadataStore release = new FolderMetadataStore(apart.resolve("release"));
            FolderMetadataStore site = new FolderMetadataStore(apart.resolve("site"));
            release.pin(releaseRoot);
            site.pin(siteRoot);
            try {
                RepositoryCheck.refresh(sources, Repository.SITE, settings.servers(), site, present)
                        .close();
                RepositoryCheck.refresh(sources, Repository.RELEASE, settings.servers(), release, present)
                        .close();
            } finally {
                DurableFiles.deleteTree(apart);
            }
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, String.valueOf(e.getMessage()), e, apart);
        }
    }

    /** Whether these bytes are a root that everything could be verified from: signed as it says itself. */
    public static boolean isRoot(byte[] root) {
        try {
            return TrustAnchor.isRoot(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pin(FolderMetadataStore store, byte[] root) throws IOException {
        var pinned = store.root(1);
        if (pinned.isEmpty() || !java.util.Arrays.equals(pinned.get(), root)) {
            store.pin(root);
        }
    }

    /**
     * Asks every server for both repositories and checks all of it.
     *
     * @throws UpdateFailure nothing complete, genuine and fresh could be had; what is kept still stands
     */
    public VerifiedState check(Settings settings) throws UpdateFailure {
        Path trust = home.state().resolve("trust");
        try {
            DurableFiles.createFolders(trust);
            // Two clicks at once may both check; what they keep must not be mixed.
            try (FileChannel channel = FileChannel.open(
                            trust.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                if (!held.isValid()) {
                    throw new IOException("the lock is not valid");
                }
                return checkAlone(settings);
            }
        } catch (OverlappingFileLockException e) {
            throw new KeepFailure(FailureCode.BUSY, "a check is under way in this process", e, home.folder());
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, String.valueOf(e.getMessage()), e, trust);
        }
    }

    private VerifiedState checkAlone(Settings settings) throws UpdateFailure {
        TimeSeen time = new TimeSeen(home);
        Instant present = time.present(clock);
        FolderMetadataStore releaseStore = new FolderMetadataStore(home.releaseTrust());
        FolderMetadataStore siteStore = new FolderMetadataStore(home.siteTrust());
        RepositoryCheck site = null;
        RepositoryCheck release = null;
        try (Sources asked = sources.knowing(Held.of(home, settings, siteStore, releaseStore), settings.servers())) {
            CheckBeside beside = CheckBeside.begin(() -> {
                TrustAnchor.secure(releaseStore);
                RepositoryCheck vendor =
                        RepositoryCheck.refresh(asked, Repository.RELEASE, settings.servers(), releaseStore, present);
                vendor.loadAhead(settings.app());
                return vendor;
            });
            SiteId siteId;
            Rights rights;
            try {
                siteId = SiteId.ofFirstRoot(TrustAnchor.secure(siteStore));
                rights = rights();
                site = RepositoryCheck.refresh(asked, Repository.SITE, settings.servers(), siteStore, present);
            } catch (UpdateFailure | IOException | RuntimeException e) {
                beside.abandon();
                throw e;
            }
            release = beside.await();
            VerifiedState state = new VerifiedState(
                    home,
                    settings,
                    siteId,
                    rights,
                    site,
                    release,
                    present,
                    Revocation.isRevoked(home, release, siteId));
            time.keep(present);
            return state;
        } catch (IOException e) {
            close(site, release);
            throw new KeepFailure(FailureCode.DISK, String.valueOf(e.getMessage()), e, home.state());
        } catch (UpdateFailure e) {
            close(site, release);
            throw e;
        }
    }

    private static void close(@org.jspecify.annotations.Nullable RepositoryCheck... checks) {
        for (RepositoryCheck check : checks) {
            if (check != null) {
                check.close();
            }
        }
    }

    private Rights rights() throws KeepFailure {
        try {
            return Rights.parse(Files.readAllBytes(home.rights()));
        } catch (IOException | InvalidReleaseException e) {
            String detail = "the list of rights cannot be read: " + e.getMessage();
            throw new KeepFailure(
                    FailureCode.DAMAGED_INSTALLATION, detail, e, home.rights().getFileName());
        }
    }
}
