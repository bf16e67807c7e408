package jp.quickcare.launcher.verify;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.SourceFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.verify.FolderMetadataStore.StoreException;
import jp.quickcare.launcher.verify.Sources.Source;
import jp.quickcare.manifest.tuf.ExpiredException;
import jp.quickcare.manifest.tuf.FileNames;
import jp.quickcare.manifest.tuf.Limits;
import jp.quickcare.manifest.tuf.MetadataMissing;
import jp.quickcare.manifest.tuf.MissingException;
import jp.quickcare.manifest.tuf.TargetInfo;
import jp.quickcare.manifest.tuf.TufClient;
import jp.quickcare.manifest.tuf.TufException;
import org.jspecify.annotations.Nullable;

/**
 * One repository, asked for at every server: the newest genuine answer wins, and a server that lies, lags or fails
 * only loses its vote (THREATS TR7).
 */
final class RepositoryCheck implements Closeable {
    private record Answer(URI server, Source source, TufClient client) {}

    private final List<Source> open = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private @Nullable UpdateFailure failure;

    /** Asks every server. @throws UpdateFailure none of them gave a complete, genuine, fresh state */
    static RepositoryCheck refresh(
            Sources sources,
            Sources.Repository repository,
            List<URI> servers,
            FolderMetadataStore store,
            Instant present)
            throws UpdateFailure {
        RepositoryCheck check = new RepositoryCheck();
        try {
            for (URI server : servers) {
                check.ask(server, sources.open(server, repository), store, present);
            }
            if (check.answers.isEmpty()) {
                throw check.worst();
            }
            return check;
        } catch (UpdateFailure e) {
            check.close();
            throw e;
        }
    }

    private void ask(URI server, Source source, FolderMetadataStore store, Instant present) throws KeepFailure {
        open.add(source);
        TufClient client = new TufClient(store, source, present, Limits.DEFAULT);
        try {
            client.refresh();
            // The last one that moved the state forward, or confirmed it, is the newest.
            answers.add(0, new Answer(server, source, client));
        } catch (StoreException e) {
            throw e.failure();
        } catch (TufException | IOException e) {
            note(failure(server, e));
        }
    }

    /** What every answer says of a target is the vendor's word; the newest answer that can be read counts. */
    Optional<TargetInfo> find(String path) throws UpdateFailure {
        for (Answer answer : answers) {
            try {
                return answer.client().find(path);
            } catch (StoreException e) {
                throw e.failure();
            } catch (TufException | IOException e) {
                note(failure(answer.server(), e));
            }
        }
        throw worst();
    }

    /**
     * Loads the role that lists an application's releases, while the other repository is still being asked. What is
     * wrong with it is told when a release is looked up.
     */
    void loadAhead(String app) {
        try {
            newest().find(app + "/-/-");
        } catch (TufException | IOException e) {
            return;
        }
    }

    /** The targets that the newest answer lists itself. */
    TufClient newest() {
        return answers.get(0).client();
    }

    /**
     * The entity tag of the timestamp at the server that is asked first, if what it gave is what counts; empty
     * otherwise, so that nobody takes another server's state for confirmed.
     */
    Optional<String> entityTag(URI firstServer) {
        return newestOf(firstServer).flatMap(answer -> answer.source().entityTag(FileNames.plain("timestamp")));
    }

    /** The proxy through which that server gave what counts; empty where it was asked directly, or gave something else. */
    Optional<String> proxy(URI firstServer) {
        return newestOf(firstServer).flatMap(answer -> answer.source().proxy());
    }

    private Optional<Answer> newestOf(URI server) {
        long version = newest().timestamp().version();
        return answers.stream()
                .filter(answer -> answer.server().equals(server))
                .filter(answer -> answer.client().timestamp().version() == version)
                .findFirst();
    }

    /** Brings a target whose digest is known, from the first server that has just that. */
    byte[] fetch(TargetInfo target, String storedPath) throws UpdateFailure {
        for (Answer answer : answers) {
            try {
                byte[] bytes = answer.source().fetchTarget(storedPath, target.lengthBytes());
                target.verify(bytes);
                return bytes;
            } catch (MetadataMissing e) {
                note(new SourceFailure(
                        FailureCode.FILE_MISSING, answer.server() + ": " + e.getMessage(), e, storedPath));
            } catch (TufException | IOException e) {
                note(failure(answer.server(), e));
            }
        }
        throw worst();
    }

    private void note(UpdateFailure next) {
        if (failure == null || rank(next) > rank(failure)) {
            failure = next;
        }
    }

    private UpdateFailure worst() {
        return failure != null ? failure : new SourceFailure(FailureCode.NO_SERVER, "no server is set", null, "");
    }

    /** A lie is worth telling before a stale answer, and that before silence. */
    private static int rank(UpdateFailure failure) {
        return switch (failure.code()) {
            case NOT_TRUSTED -> 3;
            case NOT_FRESH -> 2;
            case FILE_MISSING -> 1;
            default -> 0;
        };
    }

    static UpdateFailure failure(URI server, Exception e) {
        String detail = shown(server) + ": " + e.getMessage();
        if (e instanceof ExpiredException expired) {
            return new SourceFailure(FailureCode.NOT_FRESH, detail, e, shown(server), expired.expires());
        }
        if (e instanceof MissingException || e instanceof IOException) {
            return new SourceFailure(FailureCode.NO_SERVER, detail, e, shown(server));
        }
        return new SourceFailure(FailureCode.NOT_TRUSTED, detail, e, shown(server));
    }

    /** Without user name and password. */
    private static String shown(URI server) {
        String port = server.getPort() < 0 ? "" : ":" + server.getPort();
        return server.getScheme() + "://" + server.getHost() + port + "/";
    }

    @Override
    public void close() {
        for (Source source : open) {
            try {
                source.close();
            } catch (IOException e) {
                // Nothing more is wanted of it.
            }
        }
    }
}
