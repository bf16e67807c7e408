package jp.quickcare.server.importing;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import jp.quickcare.manifest.tuf.FileNames;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.Limits;
import jp.quickcare.manifest.tuf.MetadataMissing;
import jp.quickcare.manifest.tuf.MetadataStore;
import jp.quickcare.manifest.tuf.MissingException;
import jp.quickcare.manifest.tuf.TufClient;
import jp.quickcare.manifest.tuf.TufException;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.repository.MetadataFolder;

/**
 * Brings the vendor's roots before the oldest one that a site has. A PC that holds the first root follows the chain from
 * there, so a site that began with a later root lacks the links in between (TUF 5.3.3). An older root gives nobody any
 * power: nothing here or on a PC is verified by it, but for the root that comes after it.
 */
final class OlderRoots {
    private static final String ROOT = "root";

    private final ImportSource source;
    private final MetadataFolder metadata;

    OlderRoots(ImportSource source, MetadataFolder metadata) {
        this.source = source;
        this.metadata = metadata;
    }

    /**
     * Asks the source for them, newest first, until it lacks one.
     *
     * @return those that the root after each of them descends from
     * @throws ServerFailure the next root does not descend from one, or the source cannot be read
     */
    SortedMap<Long, byte[]> bring() throws ServerFailure, IOException {
        SortedMap<Long, byte[]> brought = new TreeMap<>(Comparator.reverseOrder());
        long oldest = metadata.oldestRoot();
        if (oldest <= 1) {
            return brought;
        }
        byte[] next = kept(oldest);
        for (long version = oldest - 1; version >= 1; version--) {
            Optional<byte[]> root = fetch(version);
            if (root.isEmpty()) {
                break;
            }
            requireLink(version, root.get(), next);
            brought.put(version, root.get());
            next = root.get();
        }
        return brought;
    }

    private byte[] kept(long version) throws IOException {
        try {
            return metadata.fetch(FileNames.versioned(ROOT, version), Limits.DEFAULT.rootBytes());
        } catch (MetadataMissing | LengthException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    private Optional<byte[]> fetch(long version) throws ServerFailure {
        try {
            return Optional.of(
                    source.fetch(Importer.METADATA + FileNames.versioned(ROOT, version), Limits.DEFAULT.rootBytes()));
        } catch (MetadataMissing e) {
            return Optional.empty();
        } catch (LengthException e) {
            throw refused(version, e);
        } catch (IOException e) {
            throw Importer.unreachable(source, e);
        }
    }

    /** Walks as a PC does that holds the older of the two. */
    private void requireLink(long version, byte[] root, byte[] next) throws ServerFailure, IOException {
        Walk walk = new Walk(root);
        String nextName = FileNames.versioned(ROOT, version + 1);
        try {
            new TufClient(
                            walk,
                            (name, maxBytes) -> {
                                if (name.equals(nextName)) {
                                    return next;
                                }
                                throw new MetadataMissing(name);
                            },
                            Instant.EPOCH,
                            Limits.DEFAULT)
                    .refresh();
        } catch (MissingException behindTheRoots) {
            // There is nothing but roots on this walk.
        } catch (TufException e) {
            throw refused(version, e);
        }
        if (!walk.arrived) {
            throw refused(version, null);
        }
    }

    private ServerFailure refused(long version, @org.jspecify.annotations.Nullable Exception cause) {
        Sentence detail = cause == null
                ? Sentence.of("import.other-version")
                : Sentence.verbatim(String.valueOf(cause.getMessage()));
        return new ServerFailure(
                FailureCode.NOT_TRUSTED,
                Sentence.of("import.older-root", FileNames.versioned(ROOT, version), source.name(), detail),
                cause);
    }

    private static final class Walk implements MetadataStore {
        private final Map<String, byte[]> files = new HashMap<>();
        private boolean arrived;

        Walk(byte[] root) {
            files.put(ROOT, root);
        }

        @Override
        public Optional<byte[]> load(String role) {
            return Optional.ofNullable(files.get(role));
        }

        @Override
        public void store(String role, byte[] asReceived) {
            files.put(role, asReceived);
        }

        @Override
        public void keepRoot(long version, byte[] asReceived) {
            arrived = true;
        }

        @Override
        public void remove(String role) {
            files.remove(role);
        }
    }
}
