package jp.quickcare.launcher.selfupdate;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipFile;
import jp.quickcare.bootstrap.Bootstrap;
import jp.quickcare.bootstrap.Pointer;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.receipt.FileDigest;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.InvalidReleaseException;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.release.TrustedRelease;

/**
 * The launcher's own versions in {@code launcher/} (SPEC A21). A new one is complete and on the disk before the pointer
 * names it, and the pointer changes in one step: a kill at any instant leaves the old launcher or the new one (THREATS
 * FS14). The caller holds the lock of the installation.
 */
public final class LauncherVersions {
    private static final String MANIFEST = "release.json";

    private LauncherVersions() {}

    /**
     * The launcher in force.
     *
     * @param version its version
     * @param manifestSha256 hex; empty when it came with the install package
     * @param counter its place in the order of releases; 0 when it came with the install package
     */
    public record InForce(String version, String manifestSha256, long counter) {}

    /** What the pointer names. @throws IOException it cannot be read */
    public static InForce inForce(Home home) throws IOException {
        Pointer.Version current = Pointer.read(pointer(home)).current();
        Path manifest = home.launchers().resolve(current.name()).resolve(MANIFEST);
        if (!current.release().isEmpty() && Files.isRegularFile(manifest, LinkOption.NOFOLLOW_LINKS)) {
            try {
                byte[] bytes = Files.readAllBytes(manifest);
                if (Sha256.of(bytes).hex().equals(current.release())) {
                    ReleaseManifest release = ReleaseManifest.parse(bytes);
                    return new InForce(release.version(), current.release(), release.counter());
                }
            } catch (InvalidReleaseException e) {
                // Not what was installed: then nothing is known of its place in the order.
                return new InForce(current.name(), current.release(), 0);
            }
        }
        return new InForce(current.name(), current.release(), 0);
    }

    /** Whether the bootstrap and every jar of the launcher in force are as they were put in place, going by contents. */
    public static boolean isWhole(Home home) {
        try (ZipFile bootstrap =
                new ZipFile(home.launchers().resolve("bootstrap.jar").toFile())) {
            Pointer.Version version = Pointer.read(pointer(home)).current();
            for (Pointer.Jar jar : version.jars()) {
                Path file = home.launchers().resolve(version.name()).resolve(jar.name());
                if (!FileDigest.of(file).hex().equals(jar.sha256())) {
                    return false;
                }
            }
            return bootstrap.getEntry(Bootstrap.class.getName().replace('.', '/') + ".class") != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether this release of the launcher did not work on this PC and is not to be taken again. */
    public static boolean hasFailed(Home home, Sha256 manifestSha256) throws IOException {
        return Pointer.read(pointer(home)).failed().contains(manifestSha256.hex());
    }

    /**
     * Puts a release of the launcher in place beside the old one and makes it the one in force.
     *
     * @param objects folder with its files, each named by its sha256; they are verified once more
     * @throws KeepFailure it could not be; the old one is still in force
     */
    public static void install(Home home, TrustedRelease release, Path objects) throws KeepFailure {
        install(home, release.manifest(), release.manifestSha256(), release.manifestBytes(), objects);
    }

    static void install(Home home, ReleaseManifest release, Sha256 sha256, byte[] manifest, Path objects)
            throws KeepFailure {
        try {
            Pointer now = Pointer.read(pointer(home));
            String name = freeName(now, release.version(), sha256);
            Path folder = home.launchers().resolve(name);
            Path unfinished = home.launchers().resolve(name + DurableFiles.UNFINISHED);
            DurableFiles.deleteTree(unfinished);
            DurableFiles.deleteTree(folder);
            Files.createDirectory(unfinished);
            List<Path> copied = new ArrayList<>();
            for (ReleaseFile file : release.files()) {
                Path jar = unfinished.resolve(jarName(file));
                copy(objects.resolve(file.sha256().hex()), jar, file.sha256());
                copied.add(jar);
            }
            DurableFiles.flushFiles(copied);
            DurableFiles.write(unfinished.resolve(MANIFEST), manifest);
            DurableFiles.move(unfinished, folder);
            DurableFiles.flushFolder(home.launchers());
            Pointer.Version version = new Pointer.Version(name, sha256.hex(), jars(folder, release.files()));
            new Pointer(version, Optional.of(now.current()), now.failed()).write(pointer(home));
        } catch (IOException e) {
            throw new KeepFailure(
                    FailureCode.DISK, "launcher " + release.version() + " not installed", e, home.launchers());
        }
    }

    /**
     * Puts the first launcher in place, from an install package.
     *
     * @param jars the launcher's jars
     */
    public static void installFirst(Home home, String version, Path bootstrapJar, List<Path> jars) throws IOException {
        Path folder = home.launchers().resolve(version);
        DurableFiles.createFolders(home.launchers());
        DurableFiles.deleteTree(folder);
        DurableFiles.createFolders(folder);
        List<Path> copied = new ArrayList<>();
        copied.add(home.launchers().resolve("bootstrap.jar"));
        copy(bootstrapJar, copied.get(0), null);
        List<Pointer.Jar> listed = new ArrayList<>();
        for (Path jar : jars) {
            Path target = folder.resolve(String.valueOf(jar.getFileName()));
            Sha256 sha256 = copy(jar, target, null);
            copied.add(target);
            listed.add(jar(target, sha256));
        }
        // All together: one after the other, each would wait for the disk alone.
        DurableFiles.flushFiles(copied);
        DurableFiles.flushFolder(folder);
        listed.sort(Comparator.comparingInt(jar -> rank(jar.name())));
        DurableFiles.flushFolder(home.launchers());
        new Pointer(new Pointer.Version(version, "", listed), Optional.empty(), List.of()).write(pointer(home));
    }

    /** Removes what the pointer does not name: versions before the last two, and what a crash left. */
    public static void removeOld(Home home) throws IOException {
        Pointer pointer = Pointer.read(pointer(home));
        Set<String> kept = new java.util.HashSet<>(Set.of("bootstrap.jar", "current", "starting"));
        kept.add(pointer.current().name());
        pointer.previous().ifPresent(previous -> kept.add(previous.name()));
        for (Path child : DurableFiles.children(home.launchers())) {
            if (!kept.contains(String.valueOf(child.getFileName()))) {
                DurableFiles.deleteTree(child);
            }
        }
    }

    /** The version's name, or, while another release of that name is still needed, with its digest behind it. */
    private static String freeName(Pointer now, String version, Sha256 sha256) {
        boolean taken = now.current().name().equals(version)
                || now.previous()
                        .map(previous -> previous.name().equals(version))
                        .orElse(false);
        return taken ? version + "-" + sha256.hex().substring(0, 8) : version;
    }

    private static String jarName(ReleaseFile file) throws IOException {
        String name = file.path().toString();
        if (name.indexOf('/') >= 0 || !name.endsWith(".jar")) {
            throw new IOException("a launcher has jars and nothing else: " + name);
        }
        return name;
    }

    private static List<Pointer.Jar> jars(Path folder, List<ReleaseFile> files) throws IOException {
        List<Pointer.Jar> jars = new ArrayList<>();
        for (ReleaseFile file : files) {
            jars.add(jar(folder.resolve(jarName(file)), file.sha256()));
        }
        jars.sort(Comparator.comparingInt(jar -> rank(jar.name())));
        return jars;
    }

    private static Pointer.Jar jar(Path jar, Sha256 sha256) throws IOException {
        return new Pointer.Jar(
                String.valueOf(jar.getFileName()), Files.size(jar), jar.toFile().lastModified(), sha256.hex());
    }

    /** Classes are looked for jar after jar, and a click needs only ours. */
    private static int rank(String jarName) {
        return jarName.startsWith("launcher") ? 0 : jarName.startsWith("manifest") ? 1 : 2;
    }

    /** The copy is not yet on the disk for good. */
    private static Sha256 copy(Path from, Path to, @org.jspecify.annotations.Nullable Sha256 expected)
            throws IOException {
        MessageDigest digest = Sha256.newDigest();
        try (InputStream in = Files.newInputStream(from, LinkOption.NOFOLLOW_LINKS);
                OutputStream out = new DigestOutputStream(
                        Files.newOutputStream(
                                to,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                StandardOpenOption.WRITE),
                        digest)) {
            in.transferTo(out);
        }
        Sha256 found = Sha256.of(digest);
        if (expected != null && !found.equals(expected)) {
            throw new IOException("content of " + from + " is " + found);
        }
        return found;
    }

    private static File pointer(Home home) {
        return Pointer.fileIn(home.folder().toFile());
    }
}
