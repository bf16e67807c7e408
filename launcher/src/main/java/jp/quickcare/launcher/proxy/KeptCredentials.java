package jp.quickcare.launcher.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import jp.quickcare.launcher.talk.Credentials;

/**
 * What proxies were told, kept for this user alone: a file that nobody else may read, in the user's own configuration
 * folder and never in the installation, which several users share.
 */
public final class KeptCredentials {
    private static final String OWNER_ONLY = "rw-------";

    private final Path file;

    /** Those in a file, which need not be there. */
    public KeptCredentials(Path file) {
        this.file = file;
    }

    /** Those of the user of this process. */
    public static KeptCredentials ofUser() {
        String configuration = System.getenv("XDG_CONFIG_HOME");
        Path folder = configuration == null || configuration.isBlank()
                ? Path.of(System.getProperty("user.home", ""), ".config")
                : Path.of(configuration);
        return new KeptCredentials(folder.resolve("quickcare-launcher").resolve("proxies"));
    }

    /** What that proxy was told last. */
    public Optional<Credentials> find(String proxy) {
        Properties all = read();
        String user = all.getProperty(proxy + ".user");
        String password = all.getProperty(proxy + ".password");
        if (user == null || password == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Credentials(decoded(user), decoded(password)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Keeps them. @throws IOException they could not be; those before are still there */
    public void keep(String proxy, Credentials credentials) throws IOException {
        Properties all = read();
        all.setProperty(proxy + ".user", encoded(credentials.user()));
        all.setProperty(proxy + ".password", encoded(credentials.password()));
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(folder);
        Path unfinished = Files.createTempFile(folder, "proxies", ".new", ownerOnly(folder));
        try {
            try (var out = Files.newBufferedWriter(unfinished, StandardCharsets.US_ASCII)) {
                all.store(out, "What proxies were told; not encrypted, and readable for you only.");
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
        boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
        // Elsewhere the user's own folder is closed to others by itself.
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
                }
                : new FileAttribute<?>[0];
    }

    private Properties read() {
        Properties all = new Properties();
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            try (var in = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
                all.load(in);
            } catch (IOException | IllegalArgumentException e) {
                // Whoever is asked again writes it anew.
                all.clear();
            }
        }
        return all;
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }
}
