package jp.quickcare.server.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.settings.PostgreSql;

/** Which database a site uses. As text it says where it is, without its password. */
public sealed interface DatabaseLocation extends Sentence {
    /** PostgreSQL's own port. */
    int STANDARD_PORT = 5432;

    /**
     * A file beside the site.
     *
     * @param file SQLite's main file
     */
    record Embedded(Path file) implements DatabaseLocation {
        @Override
        public String in(Locale locale) {
            return Sentence.of("database.name", file).in(locale);
        }

        @Override
        public String toString() {
            return in(Locale.ENGLISH);
        }
    }

    /**
     * PostgreSQL, which several servers may share.
     *
     * @param address {@code host:port/name}
     * @param user empty for the one PostgreSQL takes by itself
     * @param password may be empty
     */
    record Shared(String address, String user, String password) implements DatabaseLocation {
        @Override
        public String in(Locale locale) {
            return Sentence.of("database.name", "postgresql://" + address).in(locale);
        }

        @Override
        public String toString() {
            return in(Locale.ENGLISH);
        }
    }

    /** The folder in which a site keeps its database. */
    static Path folder(Path site) {
        return site.resolve("data");
    }

    /** As the settings of the site in this folder say. */
    static DatabaseLocation of(Path site, Optional<PostgreSql> setting) {
        return setting.<DatabaseLocation>map(shared -> new Shared(
                        shared.host() + ":" + shared.port() + "/" + shared.name(), shared.user(), shared.password()))
                .orElseGet(() -> new Embedded(folder(site).resolve("quickcare.db")));
    }

    /**
     * As it is written in the settings and on the command line.
     *
     * @param address {@code postgresql://host:port/name}
     * @throws ServerFailure it is not of that form
     */
    static Shared shared(String address, String user, String password) throws ServerFailure {
        try {
            URI uri = new URI(address);
            String path = uri.getPath() == null ? "" : uri.getPath();
            if ("postgresql".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && path.matches("/[A-Za-z0-9_.-]{1,63}")) {
                int port = uri.getPort() < 0 ? STANDARD_PORT : uri.getPort();
                return new Shared(uri.getHost() + ":" + port + path, user, password);
            }
        } catch (URISyntaxException notOne) {
            // Told like any other that is none.
        }
        throw ServerFailure.badInput(Sentence.of("database.address", address));
    }
}
