package jp.quickcare.launcher.verify;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.MetadataMissing;
import jp.quickcare.manifest.tuf.MetadataSource;

/** Where the two repositories are asked for. */
@FunctionalInterface
public interface Sources extends Closeable {
    /** Which of the two repositories. */
    enum Repository {
        /** Which releases exist and are genuine: the vendor's word. */
        RELEASE,
        /** What the PCs of this site should run: the site's word. */
        SITE
    }

    /** One repository at one server. Nothing that it gives is trusted. */
    interface Source extends MetadataSource, Closeable {
        /**
         * Brings one target.
         *
         * @param storedPath below the repository's targets folder, with the digest before the file's name
         * @param maxBytes no more than this is read
         */
        byte[] fetchTarget(String storedPath, long maxBytes) throws MetadataMissing, LengthException, IOException;

        /** The entity tag of what {@link #fetch} gave last under this name; empty where the source gave none. */
        default Optional<String> entityTag(String fileName) {
            return Optional.empty();
        }

        /** The proxy through which it is asked, as {@code host:port}; empty where it is asked directly. */
        default Optional<String> proxy() {
            return Optional.empty();
        }
    }

    /** Opens one repository at one server; nothing is asked of it yet. */
    Source open(URI server, Repository repository);

    /**
     * The same for one check of a PC that holds so much: what is new may come in one answer then, and the server that is
     * first is asked for it at once. These themselves where they know no such answers.
     */
    default Sources knowing(Held held, List<URI> servers) {
        return this;
    }

    /** Nothing more is opened; what was opened stays so. */
    @Override
    default void close() {}

    /** The same with less patience, for servers that need not be there; these themselves where they have none to lose. */
    default Sources inAHurry() {
        return this;
    }
}
