package jp.quickcare.server.serve;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.release.Ids;
import jp.quickcare.manifest.release.InvalidReleaseException;
import jp.quickcare.manifest.release.Offer;
import jp.quickcare.manifest.release.RevokedSites;
import jp.quickcare.manifest.tuf.FileNames;
import jp.quickcare.manifest.tuf.SignedMetadata;
import jp.quickcare.manifest.tuf.Snapshot;
import jp.quickcare.manifest.tuf.Targets;
import jp.quickcare.manifest.tuf.Timestamp;

/**
 * The files that a client which holds so much will ask for next, of both repositories: found by reading what is published
 * as a client would. Nothing is verified here, for the client does. One instance for one question.
 */
final class MetadataNews {
    /** Newer roots in one answer; a client that is further behind asks for the rest one by one. */
    static final int MOST_ROOTS = 32;

    /** All files together; what does not fit is asked for by itself. */
    static final int MOST_BYTES = 512 * 1024;

    private static final String TARGETS = "targets";

    private final PublishedFiles published;
    private final MetadataQuestion question;
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private int bytes;

    private MetadataNews(PublishedFiles published, MetadataQuestion question) {
        this.published = published;
        this.question = question;
    }

    /**
     * Looks into the repository.
     *
     * @return by path, in the order in which a client asks
     * @throws IOException a file cannot be read
     */
    static Map<String, byte[]> of(PublishedFiles published, MetadataQuestion question) throws IOException {
        MetadataNews news = new MetadataNews(published, question);
        try {
            news.gather();
        } catch (JsonException | InvalidReleaseException e) {
            // The client finds the same, and says which file it is.
            return news.files;
        }
        return news.files;
    }

    private void gather() throws IOException, JsonException, InvalidReleaseException {
        Optional<Snapshot> site = repository("site/metadata/", question.site());
        Optional<Snapshot> release = repository("release/metadata/", question.release());
        List<Offer> offers = site.isPresent() ? offers(site.get()) : List.of();
        Set<String> apps = new LinkedHashSet<>(List.of(question.app()));
        List<Offer> chosen = new ArrayList<>();
        for (String app : List.of(question.app(), Ids.LAUNCHER, Ids.RUNTIME)) {
            Optional<Offer> offer = Offer.choose(offers, app, question.channel(), question.platform());
            offer.ifPresent(chosen::add);
            offer.ifPresent(found -> apps.add(found.app()));
        }
        if (site.isPresent() && site.get().version() > question.site().snapshot()) {
            role("site/metadata/", site.get(), TARGETS);
        }
        if (release.isPresent() && release.get().version() > question.release().snapshot()) {
            role("release/metadata/", release.get(), TARGETS);
            role("release/metadata/", release.get(), RevokedSites.ROLE);
            for (String app : apps) {
                role("release/metadata/", release.get(), app);
            }
        }
        for (Offer offer : chosen) {
            manifest(offer);
        }
    }

    /** Its newer roots, its timestamp, and its snapshot where that is a newer one. @return empty where there is none */
    private Optional<Snapshot> repository(String folder, MetadataQuestion.Held held) throws IOException, JsonException {
        for (int i = 1; i <= MOST_ROOTS && add(folder + FileNames.versioned("root", held.root() + i)); i++) {
            // Each of them leads to the next.
        }
        Optional<byte[]> timestamp = read(folder + FileNames.plain("timestamp"));
        if (timestamp.isEmpty()) {
            return Optional.empty();
        }
        add(folder + FileNames.plain("timestamp"), timestamp.get());
        long version = Timestamp.fromJson(SignedMetadata.parse(timestamp.get()).signed())
                .snapshot()
                .version();
        String name = folder + FileNames.versioned("snapshot", version);
        Optional<byte[]> snapshot = read(name);
        if (snapshot.isPresent() && version > held.snapshot()) {
            add(name, snapshot.get());
        }
        return snapshot.isPresent()
                ? Optional.of(
                        Snapshot.fromJson(SignedMetadata.parse(snapshot.get()).signed()))
                : Optional.empty();
    }

    private List<Offer> offers(Snapshot site) throws IOException, JsonException, InvalidReleaseException {
        Optional<byte[]> targets = site.find(TARGETS).isPresent()
                ? read("site/metadata/"
                        + FileNames.versioned(
                                TARGETS, site.find(TARGETS).orElseThrow().version()))
                : Optional.empty();
        return targets.isEmpty()
                ? List.of()
                : Offer.of(Targets.fromJson(
                                TARGETS, SignedMetadata.parse(targets.get()).signed())
                        .targets()
                        .values());
    }

    private void role(String folder, Snapshot snapshot, String role) throws IOException {
        var announced = snapshot.find(role);
        if (announced.isPresent()) {
            add(folder + FileNames.versioned(role, announced.get().version()));
        }
    }

    private void manifest(Offer offer) throws IOException {
        String hex = offer.target().hashes().getOrDefault("sha256", "");
        if (Sha256.isHex(hex) && !question.manifests().contains(Sha256.ofHex(hex))) {
            String path = offer.target().path();
            int name = path.lastIndexOf('/') + 1;
            add("release/targets/" + path.substring(0, name) + hex + "." + path.substring(name));
        }
    }

    /** @return false where it is not there, or there is no room for it */
    private boolean add(String path) throws IOException {
        Optional<byte[]> file = read(path);
        return file.isPresent() && add(path, file.get());
    }

    private boolean add(String path, byte[] file) {
        if (bytes + file.length > MOST_BYTES) {
            return false;
        }
        bytes += file.length;
        files.put(path, file);
        return true;
    }

    /** @return empty where it is no published file, or one that is too large for any answer */
    private Optional<byte[]> read(String path) throws IOException {
        Optional<Path> file = RepositoryName.of("/" + path).flatMap(published::find);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (FileChannel channel = PublishedFiles.open(file.get())) {
            return channel.size() > MOST_BYTES
                    ? Optional.empty()
                    : Optional.of(StaticFiles.read(channel, ByteSpan.whole(channel.size()))
                            .array());
        }
    }
}
