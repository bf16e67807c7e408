package jp.quickcare.launcher.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.MetadataMissing;
import jp.quickcare.manifest.tuf.MetadataSource;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.HttpHeaders;

/**
 * Metadata and release manifests of one repository over HTTP, read no further than they may be long and no longer than
 * they may take. Nothing that it gives is trusted. Thread-safe; keeps connections until it is closed.
 */
public final class HttpMetadataSource implements MetadataSource, Closeable {
    private final URI metadata;
    private final URI targets;
    private final DownloadLimits limits;
    private final Connections connections;
    private final Map<String, String> entityTags = new ConcurrentHashMap<>();

    /**
     * A repository whose metadata and targets lie anywhere.
     *
     * @throws IllegalArgumentException an address is not http or https
     */
    public HttpMetadataSource(URI metadata, URI targets, DownloadLimits limits) {
        this.metadata = BaseUri.folder(metadata);
        this.targets = BaseUri.folder(targets);
        this.limits = limits;
        this.connections = SharedConnections.open(limits);
    }

    /** What the vendor signed, at a server, mirror or static host that has the repository's layout at {@code base}. */
    public static HttpMetadataSource release(URI base, DownloadLimits limits) {
        return at(base, "release", limits);
    }

    /** What the site signed, at a server that has the repository's layout at {@code base}. */
    public static HttpMetadataSource site(URI base, DownloadLimits limits) {
        return at(base, "site", limits);
    }

    private static HttpMetadataSource at(URI base, String repository, DownloadLimits limits) {
        URI folder = BaseUri.folder(base);
        return new HttpMetadataSource(
                folder.resolve(repository + "/metadata/"), folder.resolve(repository + "/targets/"), limits);
    }

    @Override
    public byte[] fetch(String fileName, long maxBytes) throws MetadataMissing, LengthException, IOException {
        return get(metadata, fileName, maxBytes);
    }

    /** The entity tag of what {@link #fetch} gave last under this name; empty where the source gave none. */
    public Optional<String> entityTag(String fileName) {
        return Optional.ofNullable(entityTags.get(fileName));
    }

    /** The proxy through which it is asked, as {@code host:port}; empty where it is asked directly. */
    public Optional<String> proxy() {
        return connections.proxyTo(metadata);
    }

    /**
     * Brings one target, for example a release manifest.
     *
     * @param path below the repository's targets folder, as it is stored: with the digest before the file's name where
     *     snapshots are consistent
     * @param maxBytes no more than this is read
     * @throws MetadataMissing the source answers that it has no such file
     * @throws LengthException the file has more than {@code maxBytes}
     * @throws IOException the source did not answer, not completely, or with something else
     */
    public byte[] fetchTarget(String path, long maxBytes) throws MetadataMissing, LengthException, IOException {
        return get(targets, encoded(path), maxBytes);
    }

    /**
     * Asks the server at {@code base} for all that is new to who holds so much, in one answer.
     *
     * @param question what is held, as a query
     * @return empty where the server answers no such questions
     * @throws IOException it did not answer, or not completely
     */
    public Optional<MetadataBundle> together(URI base, String question) throws IOException {
        return MetadataBundle.ask(connections, BaseUri.folder(base), question, limits);
    }

    private byte[] get(URI folder, String name, long maxBytes) throws MetadataMissing, LengthException, IOException {
        URI uri = below(folder, name);
        try (Reply reply = connections.open(uri, HttpGet::new, limits.metadata(), true, () -> false)) {
            if (reply.status() == 404 || reply.status() == 403) {
                reply.passOver();
                throw new MetadataMissing(name);
            }
            if (reply.status() != 200) {
                throw new IOException(BaseUri.shown(uri) + " answered " + reply.status());
            }
            // A captive portal answers everything with its log-in page (SPEC A36, THREATS TR6).
            if (reply.mediaType().equals("text/html")) {
                throw new IOException(BaseUri.shown(uri) + " answered with a web page");
            }
            byte[] bytes = read(reply, name, maxBytes);
            String tag = reply.header(HttpHeaders.ETAG);
            if (tag != null) {
                entityTags.put(name, tag);
            }
            return bytes;
        }
    }

    private static byte[] read(Reply reply, String name, long maxBytes) throws LengthException, IOException {
        if (reply.lengthBytes() > maxBytes) {
            throw new LengthException(name, maxBytes);
        }
        InputStream body = reply.body();
        byte[] bytes = body.readNBytes((int) Math.min(maxBytes, Integer.MAX_VALUE - 8));
        if (body.read() >= 0) {
            throw new LengthException(name, maxBytes);
        }
        return bytes;
    }

    private static URI below(URI folder, String rawName) throws IOException {
        try {
            URI uri = folder.resolve(rawName);
            if (uri.normalize().toString().startsWith(folder.toString())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("no name of a file: \"" + rawName + "\"", e);
        }
        throw new IOException("no name of a file below " + BaseUri.shown(folder) + ": \"" + rawName + "\"");
    }

    private static String encoded(String path) throws IOException {
        try {
            return new URI("http", "host", "/" + path, null).getRawPath().substring(1);
        } catch (URISyntaxException e) {
            throw new IOException("no path of a target: \"" + path + "\"", e);
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
