package jp.quickcare.server.repository;

import java.nio.file.Files;
import java.nio.file.Path;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;

/**
 * The folder of a vendor or of a site: its repository, its keys, its settings.
 *
 * @param path the folder
 * @param kind whose it is
 */
public record ServerFolder(Path path, Kind kind) {
    /** Whose folder it is. */
    public enum Kind {
        /** Makes and signs releases. */
        VENDOR("vendor.properties", "init vendor"),
        /** Offers releases to its PCs. */
        SITE("manifest-server.properties", "init site");

        private final String settingsFile;
        private final String command;

        Kind(String settingsFile, String command) {
            this.settingsFile = settingsFile;
            this.command = command;
        }
    }

    /** The vendor's folder. @throws ServerFailure it is none */
    public static ServerFolder vendor(Path path) throws ServerFailure {
        return require(path, Kind.VENDOR);
    }

    /** The site's folder. @throws ServerFailure it is none */
    public static ServerFolder site(Path path) throws ServerFailure {
        return require(path, Kind.SITE);
    }

    /** A vendor's or site's folder, by what lies in it. @throws ServerFailure it is neither */
    public static ServerFolder open(Path path) throws ServerFailure {
        for (Kind kind : Kind.values()) {
            ServerFolder folder = new ServerFolder(path, kind);
            if (Files.isRegularFile(folder.settings())) {
                return folder;
            }
        }
        throw ServerFailure.badInput(Sentence.of("folder.none", path));
    }

    private static ServerFolder require(Path path, Kind kind) throws ServerFailure {
        ServerFolder folder = new ServerFolder(path, kind);
        if (!Files.isRegularFile(folder.settings())) {
            throw ServerFailure.badInput(Sentence.of("folder.no-settings", kind.settingsFile, path, kind.command));
        }
        return folder;
    }

    /** The settings file, which also tells that the folder is complete. */
    public Path settings() {
        return path.resolve(kind.settingsFile);
    }

    /** What is served and handed on. */
    public RepositoryLayout repository() {
        return new RepositoryLayout(path.resolve("repository"));
    }

    /** The metadata that this folder's own keys sign: a vendor's releases, a site's offers. */
    public MetadataFolder ownMetadata() {
        return kind == Kind.VENDOR
                ? repository().releaseMetadata()
                : repository().siteMetadata();
    }

    /** Where deltas are made; there only while a release is published, or after that was killed. */
    public Path deltaWork() {
        return path.resolve("work").resolve("deltas");
    }

    /** The keys. */
    public Path keys() {
        return path.resolve("keys");
    }
}
