package jp.quickcare.server.serve;

import java.util.Optional;
import java.util.regex.Pattern;
import jp.quickcare.manifest.digest.Sha256;

/**
 * The name of a file that a repository publishes, as it stands in a URL. Only names of the repository's layout can
 * become one, so there is nothing to decode and nothing to climb out with (THREATS SA4).
 *
 * @param path with {@code /}, relative to the repository
 * @param kind what it is
 */
record RepositoryName(String path, Kind kind) {
    /** What a name may be called, and how long an answer stays true. */
    enum Kind {
        /** A timestamp: the one file that changes. */
        TIMESTAMP("(release|site)/metadata/timestamp\\.json", false),
        /** Metadata of one version, which never changes. */
        METADATA("(release|site)/metadata/[0-9]{1,19}\\.[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\\.json", true),
        /** A release manifest, or the vendor's list of revoked sites, named by its digest. */
        TARGET(
                "(release|site)/targets/([A-Za-z0-9][A-Za-z0-9_.+-]{0,63}/){2}[0-9a-f]{64}\\.[a-z0-9-]{1,32}\\.json"
                        + "|release/targets/sites/[0-9a-f]{64}\\.revoked\\.json",
                true),
        /** Content, named by its digest. */
        OBJECT("objects/[0-9a-f]{2}/[0-9a-f]{64}(\\.zst)?", true);

        private final Pattern pattern;
        private final boolean immutable;

        Kind(String pattern, boolean immutable) {
            this.pattern = Pattern.compile(pattern);
            this.immutable = immutable;
        }
    }

    private static final int LONGEST = 400;

    /** The name that an undecoded path of a URL asks for, if it is one. */
    static Optional<RepositoryName> of(String urlPath) {
        if (urlPath.length() > LONGEST || !urlPath.startsWith("/")) {
            return Optional.empty();
        }
        String path = urlPath.substring(1);
        for (Kind kind : Kind.values()) {
            if (kind.pattern.matcher(path).matches()) {
                return Optional.of(new RepositoryName(path, kind));
            }
        }
        return Optional.empty();
    }

    boolean immutable() {
        return kind.immutable;
    }

    /** The digest of the content; empty for what is none. */
    Optional<Sha256> object() {
        return kind == Kind.OBJECT ? Optional.of(Sha256.ofHex(fileName().substring(0, 64))) : Optional.empty();
    }

    String mediaType() {
        return kind == Kind.OBJECT ? "application/octet-stream" : "application/json";
    }

    String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
