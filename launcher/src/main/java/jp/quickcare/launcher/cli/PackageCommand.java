package jp.quickcare.launcher.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.settings.SettingsFile;
import jp.quickcare.manifest.release.SiteId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Makes what IT pushes to PCs (SPEC A31): a folder, and the same as a zip, from which one silent command without options
 * installs, because the server's address, the channel and the trusted roots are inside. Asks no server.
 */
@Command(name = "package")
final class PackageCommand extends CommandBase {
    @Mixin
    private final InstallOptions options = new InstallOptions();

    @Option(names = "--to", required = true, paramLabel = "<folder>", descriptionKey = "cli.package_to")
    private Path to = Path.of("");

    @Option(names = "--site", paramLabel = "<folder>", descriptionKey = "cli.package_site")
    private @Nullable Path site;

    @Option(names = "--install-to", paramLabel = "<folder>", descriptionKey = "cli.install_to")
    private @Nullable String installTo;

    @Override
    boolean isForInstalled() {
        return false;
    }

    @Override
    int run() throws UpdateFailure {
        Path releaseRoot = options.releaseRoot(inSite("release"));
        Path siteRoot = options.siteRoot(inSite("site"));
        Properties said = options.over(new Properties());
        InstallOptions.requireSaid(said, releaseRoot, siteRoot, messages());
        byte[] vendor = InstallOptions.root(Objects.requireNonNull(releaseRoot), messages());
        byte[] trusted = InstallOptions.root(Objects.requireNonNull(siteRoot), messages());
        requireUsable(said);
        PackageFolder made = new PackageFolder(to.toAbsolutePath().normalize(), ownFolder());
        requireFree(made.folder());
        requireFree(made.zip());
        if (installTo != null) {
            said.setProperty(PreparedPackage.HOME, installTo);
        }
        Map<String, byte[]> own = new LinkedHashMap<>();
        own.put(PreparedPackage.RELEASE_ROOT, vendor);
        own.put(PreparedPackage.SITE_ROOT, trusted);
        own.put(PreparedPackage.SETTINGS, PackageFolder.text(said));
        try {
            Path certificates = options.certificates(null);
            if (certificates != null) {
                InstallOptions.trust(certificates, messages());
                own.put(PreparedPackage.CERTIFICATES, Files.readAllBytes(certificates));
            }
            made.write(own);
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, "cannot write " + to + ": " + e.getMessage(), e, to);
        }
        say("done.package", made.folder(), made.zip(), SiteId.ofFirstRoot(trusted));
        return 0;
    }

    /** Where a site's folder keeps its roots; empty where no such folder was named. */
    private @Nullable Path inSite(String repository) {
        return site == null
                ? null
                : site.resolve("repository").resolve(repository).resolve("metadata/1.root.json");
    }

    /** Which platform a PC is, it finds out itself when it is not said. */
    private void requireUsable(Properties said) throws KeepFailure {
        Properties checked = new Properties();
        checked.putAll(said);
        checked.putIfAbsent(SettingsFile.PLATFORM, "linux-x64");
        InstallOptions.settings(checked, messages());
        String home = installTo;
        // The PC may be of another system than the one the package is made on.
        if (home != null && !Path.of(home).isAbsolute() && !home.matches("[A-Za-z]:[\\\\/].*")) {
            throw badInput(messages().say("cli.bad_setting", "--install-to", home, "an absolute path"));
        }
    }

    private void requireFree(Path path) throws KeepFailure {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw badInput(messages().say("cli.support_exists", path));
        }
    }

    private Path ownFolder() throws KeepFailure {
        Optional<Path> own = OwnPackage.folder();
        return own.orElseThrow(() -> badInput(messages().say("cli.no_package")));
    }
}
