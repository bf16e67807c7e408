package jp.quickcare.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Connections to a database: several that read, and one that writes. */
final class Pools {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** All that the running server asks takes less by far. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(15);
    /** Where a command brings all tables up to date, or checks them. */
    private static final Duration LONGEST_WORK = Duration.ofMinutes(30);

    private static final int BUSY_MILLIS = 10_000;
    private static final int CACHE_KIB = 16 * 1024;
    private static final int LARGEST_LOG_BYTES = 64 * 1024 * 1024;

    private Pools() {}

    static HikariDataSource readers(DatabaseLocation location) {
        HikariConfig config = pool(location, "readers", 4);
        if (location instanceof DatabaseLocation.Embedded) {
            config.setConnectionInitSql("PRAGMA query_only = 1");
        }
        return new HikariDataSource(config);
    }

    static HikariDataSource writer(DatabaseLocation location) {
        return new HikariDataSource(pool(location, "writer", 1));
    }

    private static HikariConfig pool(DatabaseLocation location, String name, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("database-" + name);
        config.setDataSource(source(location, LONGEST_ANSWER));
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setValidationTimeout(PATIENCE.toMillis() / 2);
        // Whether it can be used is found out, and told, by who opens it.
        config.setInitializationFailTimeout(-1);
        return config;
    }

    /** Connections for what may take long. */
    static DataSource source(DatabaseLocation location) {
        return source(location, LONGEST_WORK);
    }

    private static DataSource source(DatabaseLocation location, Duration longestAnswer) {
        if (location instanceof DatabaseLocation.Embedded embedded) {
            return embedded(embedded);
        }
        DatabaseLocation.Shared shared = (DatabaseLocation.Shared) location;
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://" + shared.address());
        if (!shared.user().isEmpty()) {
            source.setUser(shared.user());
        }
        if (!shared.password().isEmpty()) {
            source.setPassword(shared.password());
        }
        source.setApplicationName("QuickCare Server");
        source.setConnectTimeout((int) PATIENCE.toSeconds());
        source.setLoginTimeout((int) LONGEST_ANSWER.toSeconds());
        // One that is gone, or hangs, without a word is noticed.
        source.setSocketTimeout((int) longestAnswer.toSeconds());
        source.setTcpKeepAlive(true);
        source.setReWriteBatchedInserts(true);
        return source;
    }

    private static DataSource embedded(DatabaseLocation.Embedded location) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // What was committed survives a power cut, too: the log is flushed with each transaction.
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        // Who begins to write waits for its turn at once, and not when half of it is done.
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setCacheSize(-CACHE_KIB);
        config.setJournalSizeLimit(LARGEST_LOG_BYTES);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + location.file());
        return source;
    }
}
