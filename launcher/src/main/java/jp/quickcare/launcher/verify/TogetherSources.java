package jp.quickcare.launcher.verify;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jp.quickcare.launcher.fetch.MetadataBundle;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.tuf.FileNames;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.MetadataMissing;
import org.jspecify.annotations.Nullable;

/**
 * Both repositories over HTTP for one check: each server is asked once for all that is new, and file by file for what
 * that did not bring, or where it knows no such question. What comes is checked as ever.
 */
final class TogetherSources implements Sources {
    private static final String TIMESTAMP = FileNames.plain("timestamp");

    private final HttpSources http;
    private final Held held;
    private final HttpSource ahead;
    private final Map<URI, Together> answers = new ConcurrentHashMap<>();

    private TogetherSources(HttpSources http, Held held, URI first) {
        this.http = http;
        this.held = held;
        this.ahead = http.open(first, Repository.SITE);
    }

    /** Asks the first server at once, on a thread of its own: meanwhile what is kept can be looked at. */
    static TogetherSources begin(HttpSources http, Held held, URI first) {
        TogetherSources sources = new TogetherSources(http, held, first);
        Together answer = new Together();
        sources.answers.put(first, answer);
        Thread thread = new Thread(() -> answer.askAhead(first, sources.ahead, held), "metadata ahead");
        thread.setDaemon(true);
        thread.start();
        return sources;
    }

    /** Ends what {@link #begin} had opened; the connection stays with those who were opened since. */
    @Override
    public void close() {
        ahead.close();
    }

    @Override
    public Source open(URI server, Repository repository) {
        return new Parts(server, repository, http.open(server, repository));
    }

    /** What one server answered to both repositories' checks. */
    private static final class Together {
        private boolean asked;
        private Optional<MetadataBundle> bundle = Optional.empty();
        private @Nullable IOException failure;

        private void askAhead(URI server, HttpSource source, Held held) {
            try {
                ask(server, source, held);
            } catch (IOException | IllegalStateException e) {
                // Whoever needs the answer hears of it; nobody does where the check has ended, and its connections with
                // it.
                return;
            }
        }

        /** The first who comes asks, and the other waits for his answer. */
        synchronized Optional<MetadataBundle> ask(URI server, HttpSource source, Held held) throws IOException {
            if (!asked) {
                asked = true;
                try {
                    bundle = source.together(server, held);
                } catch (IOException e) {
                    failure = e;
                }
            }
            if (failure != null) {
                // Whoever is silent need not be waited for once more.
                throw new IOException(String.valueOf(failure.getMessage()), failure);
            }
            return bundle;
        }
    }

    private final class Parts implements Source {
        private final URI server;
        private final String folder;
        private final HttpSource single;
        private @Nullable String entityTag;

        Parts(URI server, Repository repository, HttpSource single) {
            this.server = server;
            this.folder = repository == Repository.SITE ? MetadataBundle.SITE : MetadataBundle.RELEASE;
            this.single = single;
        }

        private Optional<MetadataBundle> together() throws IOException {
            return answers.computeIfAbsent(server, any -> new Together()).ask(server, single, held);
        }

        @Override
        public byte[] fetch(String fileName, long maxBytes) throws MetadataMissing, LengthException, IOException {
            Optional<MetadataBundle> together = together();
            Optional<byte[]> file = together.flatMap(bundle -> bundle.take(folder + fileName));
            if (file.isEmpty()) {
                if (fileName.endsWith(".root.json")
                        && together.isPresent()
                        && together.get().hasAllRoots(folder)) {
                    throw new MetadataMissing(fileName);
                }
                return single.fetch(fileName, maxBytes);
            }
            if (file.get().length > maxBytes) {
                throw new LengthException(fileName, maxBytes);
            }
            if (fileName.equals(TIMESTAMP)) {
                // As every manifest server tags it.
                entityTag = "\"" + Sha256.of(file.get()).hex() + "\"";
            }
            return file.get();
        }

        @Override
        public byte[] fetchTarget(String storedPath, long maxBytes)
                throws MetadataMissing, LengthException, IOException {
            String path = folder.replace("metadata", "targets") + storedPath;
            Optional<byte[]> file = together().flatMap(bundle -> bundle.take(path));
            if (file.isEmpty()) {
                return single.fetchTarget(storedPath, maxBytes);
            }
            if (file.get().length > maxBytes) {
                throw new LengthException(storedPath, maxBytes);
            }
            return file.get();
        }

        @Override
        public Optional<String> entityTag(String fileName) {
            Optional<String> tag = single.entityTag(fileName);
            return tag.isPresent() || !fileName.equals(TIMESTAMP) ? tag : Optional.ofNullable(entityTag);
        }

        @Override
        public Optional<String> proxy() {
            return single.proxy();
        }

        @Override
        public void close() {
            single.close();
        }
    }
}
