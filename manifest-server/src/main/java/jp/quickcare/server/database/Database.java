package jp.quickcare.server.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server remembers, in SQLite or in PostgreSQL, with the same tables and the same SQL (SPEC F6). Several read
 * at a time; one thread writes, and commits together what waits together. Thread-safe.
 */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /** What is done with a connection. It may be run more than once, the last time for good. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        /** Does it; nothing but the database is changed. */
        T run(Handle handle);
    }

    private final DatabaseLocation location;
    private final HikariDataSource readers;
    private final HikariDataSource writing;
    private final Jdbi reading;
    private final Writer writer;
    private final AtomicReference<@Nullable DatabaseFailure> problem = new AtomicReference<>();
    private final AtomicBoolean findingOut = new AtomicBoolean();

    private Database(DatabaseLocation location) {
        this.location = location;
        this.readers = Pools.readers(location);
        this.writing = Pools.writer(location);
        this.reading = Jdbi.create(readers);
        this.writer = new Writer(Jdbi.create(writing), location, this::tell);
    }

    /**
     * Opens a site's database, makes it where the site never had one, and brings its tables up to date.
     *
     * @param folder the site's {@code data} folder, which remembers that the site has a database
     * @throws ServerFailure it is damaged, not ours, newer than this server, not the one the site has had, or not there
     *     ({@code DATABASE}); it is never replaced by an empty one
     */
    public static Database open(java.nio.file.Path folder, DatabaseLocation location) throws ServerFailure {
        Opening.prepare(folder, location);
        return new Database(location);
    }

    /** Whether other servers use the same one. */
    public boolean isShared() {
        return location instanceof DatabaseLocation.Shared;
    }

    /** Where it is. */
    public DatabaseLocation location() {
        return location;
    }

    /**
     * Reads, on the caller's thread, which is no I/O thread.
     *
     * @throws DatabaseFailure it cannot be read now
     */
    public <T> T read(Work<T> work) {
        DatabaseFailure away = away();
        if (away != null) {
            throw away;
        }
        try {
            return reading.withHandle(work::run);
        } catch (RuntimeException e) {
            DatabaseFailure failure = DatabaseFailure.of(location, e);
            if (failure.kind() == DatabaseFailure.Kind.GONE) {
                findOut();
            }
            throw failure;
        }
    }

    /** Who only reads finds it gone as well: once the writer has seen that too, nobody waits for it any more. */
    private void findOut() {
        if (findingOut.compareAndSet(false, true)) {
            var unused = writer.submit(Sequence::probe).whenComplete((done, e) -> findingOut.set(false));
        }
    }

    /**
     * Writes in a transaction, which the work may share with others.
     *
     * @return complete when it lasts, also through a power cut; or failed with a {@link DatabaseFailure}, and then
     *     nothing of it was done. Completed on the writing thread: what follows it returns at once
     */
    public <T> CompletableFuture<T> write(Work<T> work) {
        DatabaseFailure away = away();
        return away == null ? writer.submit(work) : CompletableFuture.failedFuture(away);
    }

    /** Whoever asks while it is known not to answer waits for nothing: the writer looks whether it is back. */
    private @Nullable DatabaseFailure away() {
        DatabaseFailure known = problem.get();
        return known != null && known.kind() == DatabaseFailure.Kind.GONE ? known.again() : null;
    }

    /** Why the database cannot be written now, for the administrator; empty while it can. */
    public Optional<Sentence> problem() {
        return Optional.ofNullable(problem.get()).map(DatabaseFailure::sentence);
    }

    private void tell(@Nullable DatabaseFailure failure) {
        DatabaseFailure before = problem.getAndSet(failure);
        if (failure != null && (before == null || before.kind() != failure.kind())) {
            LOG.error("{}", failure.getMessage());
        } else if (failure == null && before != null) {
            LOG.info("{} can be written again.", location);
        }
    }

    /** Writes what waits and closes it; what comes later fails. */
    @Override
    public void close() {
        writer.close();
        writing.close();
        readers.close();
    }
}
