package jp.quickcare.launcher.fetch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.hc.client5.http.classic.methods.HttpGet;

/**
 * What a manifest server says of both repositories in one answer: the files that a client which holds so much will ask
 * for next, and that it would else ask for one after the other. Nothing of it is trusted. Thread-safe.
 */
public final class MetadataBundle {
    /** Where the site's metadata lies in a repository. */
    public static final String SITE = "site/metadata/";

    /** Where the vendor's metadata lies in a repository. */
    public static final String RELEASE = "release/metadata/";

    /** So many newer roots there are in one, where there are more. */
    private static final int MOST_ROOTS = 32;

    /** Packed and unpacked; the server sends half as many. */
    private static final int MOST_BYTES = 1024 * 1024;

    private static final int MOST_FILES = 1_000;

    private final Map<String, byte[]> files;
    private final Set<String> withAllRoots;

    private MetadataBundle(Map<String, byte[]> files) {
        this.files = files;
        this.withAllRoots =
                Set.copyOf(Stream.of(SITE, RELEASE).filter(this::endsItsRoots).toList());
    }

    private boolean endsItsRoots(String folder) {
        long roots = files.keySet().stream()
                .filter(name -> name.startsWith(folder) && name.endsWith(".root.json"))
                .count();
        return files.containsKey(folder + "timestamp.json") && roots < MOST_ROOTS;
    }

    /**
     * Asks a server.
     *
     * @return empty where it is a host that has no such answers, or gave none that can be read: it is asked file by file
     * @throws IOException it could not be asked, or its answer broke off
     */
    static Optional<MetadataBundle> ask(Connections connections, URI server, String question, DownloadLimits limits)
            throws IOException {
        URI uri = server.resolve("v1/metadata?" + question);
        try (Reply reply = connections.open(uri, HttpGet::new, limits.metadata(), true, () -> false)) {
            if (reply.status() != 200 || !reply.mediaType().equals("application/zip")) {
                reply.passOver();
                return Optional.empty();
            }
            byte[] zip = reply.body().readNBytes(MOST_BYTES + 1);
            return zip.length > MOST_BYTES ? Optional.empty() : read(zip);
        }
    }

    /** @return empty where these bytes are no archive, or one of more than the server may send */
    static Optional<MetadataBundle> read(byte[] bytes) {
        Map<String, byte[]> files = new ConcurrentHashMap<>();
        int left = MOST_BYTES;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                // Whatever the archive announces: what is unpacked counts (THREATS TR5).
                byte[] file = zip.readNBytes(left + 1);
                left -= file.length;
                if (left < 0 || files.size() > MOST_FILES) {
                    return Optional.empty();
                }
                files.put(entry.getName(), file);
            }
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(new MetadataBundle(files));
    }

    /**
     * A file of it, which is given once: whoever asks again asks the server.
     *
     * @param path in the layout of a repository, from {@code release} or {@code site} on
     */
    public Optional<byte[]> take(String path) {
        return Optional.ofNullable(files.remove(path));
    }

    /**
     * Whether the roots that it has are all the newer ones there are.
     *
     * @param folder of the metadata, {@link #SITE} or {@link #RELEASE}
     */
    public boolean hasAllRoots(String folder) {
        return withAllRoots.contains(folder);
    }
}
