package jp.quickcare.launcher.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.apply.Recovery;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.fetch.DownloadLimits;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.launch.LaunchFiles;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.register.VersionStore;
import jp.quickcare.launcher.runtime.Runtimes;
import jp.quickcare.launcher.selfupdate.LauncherVersions;
import jp.quickcare.launcher.settings.Settings;
import jp.quickcare.launcher.settings.SettingsFile;
import jp.quickcare.launcher.talk.Messages;
import jp.quickcare.launcher.uninstall.Uninstall;
import jp.quickcare.launcher.update.Installation;
import jp.quickcare.launcher.update.LauncherRelease;
import jp.quickcare.launcher.verify.CheckAhead;
import jp.quickcare.launcher.verify.HttpSources;
import jp.quickcare.launcher.verify.Verifier;
import jp.quickcare.manifest.release.Ids;
import jp.quickcare.manifest.release.Rights;
import jp.quickcare.manifest.release.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * Puts into a home what an update needs: the launcher, the trusted roots, the rights, and last the settings. Each step
 * may be done again, so an installation that was cut short is finished by running it once more.
 */
final class FirstInstall {
    /** The name that a file of authorities has in an installation. */
    static final String CERTIFICATES = "trusted-certificates.pem";

    private final Home home;
    private final Settings settings;
    private final byte[] releaseRoot;
    private final byte[] siteRoot;
    private @Nullable Path certificates;

    FirstInstall(Home home, Settings settings, byte[] releaseRoot, byte[] siteRoot) {
        this.home = home;
        this.settings = settings;
        this.releaseRoot = releaseRoot.clone();
        this.siteRoot = siteRoot.clone();
    }

    /** Also keeps a file of authorities for servers' certificates; null for none. */
    FirstInstall withCertificates(@Nullable Path file) {
        certificates = file;
        return this;
    }

    /** Goes on with an uninstall that was cut short. */
    static void finishUninstall(Home home, Settings settings) throws UpdateFailure {
        if (Files.exists(home.uninstalling(), LinkOption.NOFOLLOW_LINKS)) {
            try (HomeLock lock = HomeLock.acquire(home)) {
                Recovery.recover(lock, new Installation(home, settings).registration(), Progress.SILENT);
            }
        }
    }

    /**
     * Whether nothing of ours is in the home yet.
     *
     * @throws KeepFailure another application is, or things of somebody else's in the places of ours: they would be
     *     overwritten now, and removed with the installation
     */
    static boolean isFresh(Home home, Settings settings, Messages messages) throws KeepFailure {
        if (!Files.isRegularFile(home.settings())) {
            requireNothingForeign(home, messages);
            return true;
        }
        String installed = Installation.open(home).settings().app();
        if (!installed.equals(settings.app())) {
            throw CommandBase.badInput(messages.say("cli.other_installation", home.folder(), installed));
        }
        return false;
    }

    /** The lock is the first file that an installation makes, so with one there the rest is ours. */
    private static void requireNothingForeign(Home home, Messages messages) throws KeepFailure {
        if (Files.exists(home.lock(), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> foreign = new ArrayList<>(home.scripts());
        try {
            foreign.addAll(children(home.launchers()));
            foreign.addAll(children(home.state()));
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, "cannot read " + home.folder(), e, home.folder());
        }
        // A command that found an uninstalled home may have logged so.
        foreign.remove(home.logs());
        for (Path path : foreign) {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw CommandBase.badInput(messages.say("cli.foreign_home", path));
            }
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder) && Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of(folder);
        }
        return DurableFiles.children(folder);
    }

    /** @return what the servers say meanwhile */
    CheckAhead prepare() throws UpdateFailure {
        try {
            DurableFiles.createFolders(home.state());
            try (HomeLock lock = HomeLock.acquire(home)) {
                CheckAhead check = trust();
                try {
                    prepare(lock);
                    return check;
                } catch (IOException | UpdateFailure | RuntimeException e) {
                    check.abandon();
                    throw e;
                }
            }
        } catch (IOException e) {
            throw new KeepFailure(
                    FailureCode.DISK, "cannot install in " + home.folder() + ": " + e.getMessage(), e, home.folder());
        }
    }

    /** Pins the roots. From then on the servers can be asked, while the launcher is copied. */
    private CheckAhead trust() throws UpdateFailure {
        Verifier verifier = new Verifier(home, new HttpSources(DownloadLimits.standard()), Clock.systemUTC());
        if (Verifier.isPinnedOtherwise(home, releaseRoot, siteRoot)) {
            // Roots exchanged by mistake would keep an installation that works from every update to come.
            verifier.tryRoots(settings, releaseRoot, siteRoot);
        }
        SiteId site = SiteId.ofFirstRoot(siteRoot);
        Rights rights =
                Rights.NONE.with(settings.app(), site).with(Ids.LAUNCHER, site).with(Ids.RUNTIME, site);
        Verifier.pin(home, releaseRoot, siteRoot, rights);
        return CheckAhead.begin(verifier, settings);
    }

    private void prepare(HomeLock lock) throws IOException, UpdateFailure {
        String version = LauncherRelease.version().toString();
        if (!LauncherVersions.isWhole(lock.home())) {
            Path jars = OwnPackage.jars();
            if (jars.startsWith(home.launchers())) {
                throw new KeepFailure(
                        FailureCode.DAMAGED_INSTALLATION, "run from what is damaged", null, home.launchers());
            }
            LauncherVersions.installFirst(home, version, OwnPackage.bootstrapJar(jars), OwnPackage.jarsIn(jars));
        }
        Optional<Path> packaged = OwnPackage.folder();
        if (packaged.isPresent()) {
            Runtimes.installFirst(home, packaged.get().resolve("runtime"));
        }
        LauncherScript.write(home);
        DurableFiles.createFolders(home.app());
        if (certificates != null) {
            DurableFiles.write(home.state().resolve(CERTIFICATES), Files.readAllBytes(certificates));
        }
        SettingsFile.write(settings, home.settings());
        LaunchFiles.refresh(home);
        VersionStore versions = new Installation(home, settings).registration().versions();
        versions.store(Ids.LAUNCHER, version);
        Optional<Runtimes.Named> runtime = Runtimes.named(home);
        if (runtime.isPresent()) {
            versions.store(Ids.RUNTIME, runtime.get().name());
        }
    }

    /** Takes back what {@link #prepare} put into an empty home. */
    static void undo(Home home, Settings settings) throws UpdateFailure {
        try (HomeLock lock = HomeLock.acquire(home)) {
            Uninstall.remove(lock, new Installation(home, settings).registration(), settings.app());
        }
    }
}
