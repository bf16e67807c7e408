package jp.quickcare.server.importing;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jp.quickcare.manifest.tuf.MetadataStore;

/** What an import has verified so far: over what the site has, and not yet seen by anybody. */
final class StagedMetadata implements MetadataStore {
    private final MetadataStore published;
    private final Map<String, Optional<byte[]>> changed = new LinkedHashMap<>();
    private final TreeMap<Long, byte[]> roots = new TreeMap<>();

    StagedMetadata(MetadataStore published) {
        this.published = published;
    }

    @Override
    public Optional<byte[]> load(String role) throws IOException {
        Optional<byte[]> staged = changed.get(role);
        return staged != null ? staged : published.load(role);
    }

    @Override
    public void store(String role, byte[] asReceived) {
        changed.put(role, Optional.of(asReceived));
    }

    @Override
    public void remove(String role) {
        changed.put(role, Optional.empty());
    }

    @Override
    public void keepRoot(long version, byte[] asReceived) {
        roots.put(version, asReceived);
    }

    /** The new roots, lowest first. */
    Map<Long, byte[]> roots() {
        return roots;
    }

    /** What the role has now, staged or published. @throws IOException it has nothing */
    byte[] require(String role) throws IOException {
        return load(role).orElseThrow(() -> new IOException("there is no metadata of " + role));
    }
}
