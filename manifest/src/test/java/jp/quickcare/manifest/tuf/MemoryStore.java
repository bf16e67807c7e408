package jp.quickcare.manifest.tuf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A client's store in memory. */
public final class MemoryStore implements MetadataStore {
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<Long> keptRoots = new ArrayList<>();

    /** A store with this trusted root and nothing else. */
    public MemoryStore(byte[] trustedRoot) {
        files.put("root", trustedRoot.clone());
    }

    @Override
    public Optional<byte[]> load(String role) {
        return Optional.ofNullable(files.get(role)).map(byte[]::clone);
    }

    @Override
    public void store(String role, byte[] asReceived) {
        files.put(role, asReceived.clone());
    }

    @Override
    public void remove(String role) {
        files.remove(role);
    }

    @Override
    public void keepRoot(long version, byte[] asReceived) {
        keptRoots.add(version);
    }

    /** Everything stored, by role. */
    public Map<String, byte[]> files() {
        return files;
    }

    /** The versions of the roots that came after the first, in order. */
    public List<Long> keptRoots() {
        return keptRoots;
    }
}
