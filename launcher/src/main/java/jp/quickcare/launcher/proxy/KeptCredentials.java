package jp.quickcare.launcher.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import jp.quickcare.launcher.system.Providers;
import jp.quickcare.launcher.talk.Credentials;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What proxies were told, kept for this user alone: in the operating system's own store of secrets where there is one,
 * else in a file that nobody else may read, in the user's own configuration folder and never in the installation, which
 * several users share. Thread-safe.
 */
public final class KeptCredentials {
    private static final String OWNER_ONLY = "rw-------";

    private final Path file;
    private final Supplier<List<SecretStore>> stores;
    /** Asked for once: a store may be a program to run, and a proxy asks at each request. */
    private final Map<String, Optional<Credentials>> known = new HashMap<>();

    private @Nullable List<SecretStore> fitting;

    /** Those in a file, which need not be there. */
    public KeptCredentials(Path file) {
        this(file, List::of);
    }

    KeptCredentials(Path file, Supplier<List<SecretStore>> stores) {
        this.file = file;
        this.stores = stores;
    }

    /** A class of its own, as most processes know no proxy. */
    private static final class OfUser {
        static final KeptCredentials ALL = new KeptCredentials(userFile(), OfUser::systemStores);

        private static List<SecretStore> systemStores() {
            List<SecretStore> stores = new ArrayList<>();
            stores.addAll(Providers.of(SecretStore.class));
            stores.add(new SecretService(System.getenv()));
            return stores;
        }
    }

    /** Those of the user of this process. */
    public static KeptCredentials ofUser() {
        return OfUser.ALL;
    }

    private static Path userFile() {
        String configuration = System.getenv("XDG_CONFIG_HOME");
        Path folder = configuration == null || configuration.isBlank()
                ? Path.of(System.getProperty("user.home", ""), ".config")
                : Path.of(configuration);
        return folder.resolve("quickcare-launcher").resolve("proxies");
    }

    private Optional<SecretStore> store() {
        List<SecretStore> found = fitting;
        if (found == null) {
            found = stores.get().stream().filter(SecretStore::fits).toList();
            fitting = found;
        }
        return found.stream().findFirst();
    }

    /** What that proxy was told last. */
    public synchronized Optional<Credentials> find(String proxy) {
        return known.computeIfAbsent(proxy, unknown -> {
            Optional<Credentials> secret =
                    store().flatMap(system -> system.find(proxy)).flatMap(KeptCredentials::joined);
            return secret.isPresent() ? secret : inFile(proxy);
        });
    }

    private static Optional<Credentials> joined(String secret) {
        String[] parts = secret.strip().split(":", -1);
        return parts.length == 2 ? decoded(parts[0], parts[1]) : Optional.empty();
    }

    private static Optional<Credentials> decoded(String user, String password) {
        try {
            return Optional.of(new Credentials(decoded(user), decoded(password)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Credentials> inFile(String proxy) {
        Properties all = read();
        String user = all.getProperty(proxy + ".user");
        String password = all.getProperty(proxy + ".password");
        if (user == null || password == null) {
            return Optional.empty();
        }
        return decoded(user, password);
    }

    /** Keeps them. @throws IOException they could not be; those before are still there */
    public synchronized void keep(String proxy, Credentials credentials) throws IOException {
        known.put(proxy, Optional.of(credentials));
        Properties all = read();
        if (isKeptBySystem(proxy, credentials)) {
            if (all.containsKey(proxy + ".password")) {
                all.remove(proxy + ".user");
                all.remove(proxy + ".password");
                write(all);
            }
            return;
        }
        all.setProperty(proxy + ".user", encoded(credentials.user()));
        all.setProperty(proxy + ".password", encoded(credentials.password()));
        write(all);
    }

    private boolean isKeptBySystem(String proxy, Credentials credentials) {
        if (store().isEmpty()) {
            return false;
        }
        try {
            store().get().keep(proxy, encoded(credentials.user()) + ":" + encoded(credentials.password()));
            return true;
        } catch (IOException e) {
            LoggerFactory.getLogger(KeptCredentials.class).warn("kept in a file instead: {}", e.toString());
            return false;
        }
    }

    private void write(Properties all) throws IOException {
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
