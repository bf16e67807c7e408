package jp.quickcare.launcher.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.receipt.FileDigest;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.release.TrustedRelease;

/**
 * A release of the Java runtime on its way into an installation, beside the one that runs. What the one in force has
 * already is copied from there. The caller holds the lock of the installation.
 */
public final class RuntimeRelease {
    /** Whether a runtime that is not in force yet can run the launcher. */
    @FunctionalInterface
    public interface Trial {
        /** @param runtime its folder */
        boolean starts(Path runtime) throws IOException;
    }

    private final Home home;
    private final ReleaseManifest manifest;
    private final Sha256 sha256;
    private final Path objects;

    /**
     * For one installation.
     *
     * @param objects folder to which contents are brought, each named by its sha256
     */
    public RuntimeRelease(Home home, TrustedRelease release, Path objects) {
        this(home, release.manifest(), release.manifestSha256(), objects);
    }

    RuntimeRelease(Home home, ReleaseManifest manifest, Sha256 sha256, Path objects) {
        this.home = home;
        this.manifest = manifest;
        this.sha256 = sha256;
        this.objects = objects;
    }

    /** What has to be brought, each content once. */
    public List<ReleaseFile> lacking() throws IOException {
        Set<Sha256> seen = new HashSet<>();
        List<ReleaseFile> lacking = new ArrayList<>();
        for (ReleaseFile file : manifest.files()) {
            if (held(file).isEmpty() && seen.add(file.sha256())) {
                lacking.add(file);
            }
        }
        return lacking;
    }

    private Optional<Path> held(ReleaseFile file) throws IOException {
        Path brought = objects.resolve(file.sha256().hex());
        if (isThat(brought, file)) {
            return Optional.of(brought);
        }
        return Runtimes.inForce(home)
                .map(runtime -> runtime.resolve(file.path().toString()))
                .filter(there -> isThat(there, file));
    }

    private static boolean isThat(Path there, ReleaseFile file) {
        try {
            return Files.isRegularFile(there, LinkOption.NOFOLLOW_LINKS)
                    && Files.size(there) == file.lengthBytes()
                    && FileDigest.of(there).equals(file.sha256());
        } catch (IOException e) {
            // What cannot be read is brought.
            return false;
        }
    }

    /**
     * Makes it complete, tries it, and has the next start use it.
     *
     * @return false where it does not run here: it is gone again
     * @throws IOException it could not be made; the one before is in force
     */
    public boolean install(Trial trial) throws IOException {
        String name = Runtimes.freeName(home, manifest.version(), sha256);
        Path unfinished = Runtimes.begin(home, name);
        for (ReleaseFile file : manifest.files()) {
            Path target = unfinished.resolve(file.path().toString());
            Files.createDirectories(target.resolveSibling(""));
            copy(held(file).orElseThrow(() -> new IOException("not brought: " + file.path())), target, file);
        }
        Runtimes.flush(unfinished);
        if (!trial.starts(unfinished)) {
            DurableFiles.deleteTree(unfinished);
            return false;
        }
        Runtimes.finish(home, unfinished, new Runtimes.Named(name, sha256.hex(), manifest.counter()));
        return true;
    }

    private static void copy(Path from, Path to, ReleaseFile file) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        try (InputStream in = Files.newInputStream(from, LinkOption.NOFOLLOW_LINKS);
                OutputStream out = new DigestOutputStream(Files.newOutputStream(to), digest)) {
            in.transferTo(out);
        }
        if (!Sha256.of(digest).equals(file.sha256())) {
            throw new IOException("changed after it was brought: " + file.path());
        }
        if (file.executable() && !to.toFile().setExecutable(true, false)) {
            throw new IOException("cannot be made executable: " + to);
        }
    }
}
