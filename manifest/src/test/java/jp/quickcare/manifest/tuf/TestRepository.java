package jp.quickcare.manifest.tuf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.json.JsonObject;

/**
 * An in-memory publisher that is also the source that clients ask. Change the state, then publish; what was published
 * before stays as it was. Attacks replace a published file ({@link #serve}), sign by other keys ({@link #signers}) or
 * change what is signed ({@link #alter}). Not thread-safe.
 */
public final class TestRepository implements MetadataSource {
    /** The present of all tests that use this repository's default dates. */
    public static final Instant NOW = Instant.parse("2030-06-15T12:00:00Z");

    /** The date on everything unless it is changed. */
    public static final Instant EXPIRES = NOW.plus(Duration.ofDays(30));

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, byte[]> contents = new LinkedHashMap<>();
    private final Map<String, Long> versions = new LinkedHashMap<>();
    private final PlannedMetadata planned = new PlannedMetadata();
    private final Map<String, MetaFile> snapshotMeta = new LinkedHashMap<>();
    private final List<String> requests = new ArrayList<>();
    private boolean hashesInMeta = true;

    /** A repository with one key a top-level role, everything at version 1, published. */
    public TestRepository() {
        publishRoot();
        publish();
    }

    // ---- what is published ----

    /** Publishes the next root, signed by the root keys of now and of the root before it. */
    public TestRepository publishRoot() {
        return publishRootSignedBy(planned.signers("root"));
    }

    /** Publishes the next root, signed by these. */
    public TestRepository publishRootSignedBy(List<? extends Signer> by) {
        long version = next("root");
        files.put(version + ".root.json", planned.sign("root", root(version).toJson(), by));
        return this;
    }

    /** Publishes every targets role, the snapshot and the timestamp, each one version on. */
    public TestRepository publish() {
        for (String role : planned.targetsRoles()) {
            publishTargets(role);
        }
        publishSnapshot();
        return publishTimestamp();
    }

    /** Publishes one targets role and announces it in the next snapshot that is published. */
    public TestRepository publishTargets(String role) {
        long version = next(role);
        byte[] file = planned.sign(role, planned.targets(role, version).toJson(), planned.signers(role));
        files.put(FileNames.versioned(role, version), file);
        files.put(FileNames.plain(role), file);
        snapshotMeta.put(role + ".json", meta(version, file));
        return this;
    }

    /** Publishes the snapshot alone. */
    public TestRepository publishSnapshot() {
        long version = next("snapshot");
        byte[] file = planned.sign(
                "snapshot",
                new Snapshot(version, planned.date("snapshot"), snapshotMeta).toJson(),
                planned.signers("snapshot"));
        files.put(version + ".snapshot.json", file);
        files.put("snapshot.json", file);
        return this;
    }

    /** Publishes the timestamp for the newest snapshot. */
    public TestRepository publishTimestamp() {
        long snapshot = version("snapshot");
        return publishTimestamp(meta(snapshot, file("snapshot.json")));
    }

    /** Publishes a timestamp that announces this snapshot, true or not. */
    public TestRepository publishTimestamp(MetaFile snapshot) {
        long version = next("timestamp");
        JsonObject signed = new Timestamp(version, planned.date("timestamp"), snapshot).toJson();
        files.put("timestamp.json", planned.sign("timestamp", signed, planned.signers("timestamp")));
        return this;
    }

    private MetaFile meta(long version, byte[] file) {
        return hashesInMeta ? MetaFile.of(version, file) : MetaFile.ofVersion(version);
    }

    private long next(String role) {
        return versions.merge(role, 1L, Long::sum);
    }

    // ---- what will be published ----

    /** The root of this version as it would be published. */
    public Root root(long version) {
        return planned.root(version);
    }

    /** The keys that sign a role, to be added to, removed from or replaced; a root or delegator names them when next published. */
    public List<Signer> signers(String role) {
        return planned.signers(role);
    }

    /** How many keys of a top-level role must sign, from the next root on. */
    public TestRepository threshold(String role, int threshold) {
        planned.threshold(role, threshold);
        return this;
    }

    /** Replaces all keys of a top-level role by one new, for the next root. */
    public TestRepository rotate(String role) {
        planned.rotate(role);
        return this;
    }

    /** The version that was published last; 0 before the first. */
    public long version(String role) {
        return versions.getOrDefault(role, 0L);
    }

    /** The next one published will have the version after this one. */
    public TestRepository version(String role, long version) {
        versions.put(role, version);
        return this;
    }

    /** The date on what is published from now on. */
    public TestRepository expires(String role, Instant date) {
        planned.date(role, date);
        return this;
    }

    /** Changes what is signed from now on, whatever the records allow. */
    public TestRepository alter(String role, UnaryOperator<JsonObject> alteration) {
        planned.alter(role, alteration);
        return this;
    }

    /** Signs again what the records say. */
    public TestRepository alterNothing(String role) {
        planned.alter(role, UnaryOperator.identity());
        return this;
    }

    /** Whether file names carry versions, from the next root on. */
    public TestRepository consistentSnapshot(boolean consistent) {
        planned.consistentSnapshot(consistent);
        return this;
    }

    /** Whether timestamp and snapshot announce lengths and digests. */
    public TestRepository hashesInMeta(boolean hashes) {
        hashesInMeta = hashes;
        return this;
    }

    /** Announces a role in the next snapshot as this, true or not; null takes it out. */
    public TestRepository announce(String role, Optional<MetaFile> meta) {
        meta.ifPresentOrElse(m -> snapshotMeta.put(role + ".json", m), () -> snapshotMeta.remove(role + ".json"));
        return this;
    }

    /** Lists a target and keeps its content. */
    public TestRepository addTarget(String role, String path, byte[] content, Optional<JsonObject> custom) {
        String sha256 = Sha256.of(content).hex();
        contents.put(path, content.clone());
        return addTarget(new TargetInfo(path, content.length, Map.of("sha256", sha256), custom, role));
    }

    /** Lists a target in the role that it names, true or not. */
    public TestRepository addTarget(TargetInfo target) {
        planned.targets(target.role()).put(target.path(), target);
        return this;
    }

    /** No longer lists a target. */
    public TestRepository removeTarget(String role, String path) {
        planned.targets(role).remove(path);
        return this;
    }

    /** Delegates to a role, after those delegated to before, by one new key where the role has none yet. */
    public TestRepository delegate(String delegator, String role, boolean terminating, String... paths) {
        return delegate(delegator, role, terminating, 1, paths);
    }

    /** Delegates to a role with a threshold; as many new keys are made as it lacks. */
    public TestRepository delegate(String delegator, String role, boolean terminating, int threshold, String... paths) {
        while (signers(role).size() < threshold) {
            signers(role).add(TestKeys.signer());
        }
        RoleKeys keys = new RoleKeys(planned.keyIds(role), threshold);
        return delegate(
                delegator, new DelegatedRole(role, keys, terminating, List.of(paths), List.of()), signers(role));
    }

    /** Delegates exactly so. */
    public TestRepository delegate(String delegator, DelegatedRole role, List<? extends Signer> keys) {
        planned.delegate(delegator, role, keys);
        return this;
    }

    /** No longer delegates to anybody. */
    public TestRepository undelegate(String delegator) {
        planned.undelegate(delegator);
        return this;
    }

    // ---- what clients see ----

    /** Serves these bytes under this name, whatever was published. */
    public TestRepository serve(String fileName, byte[] file) {
        files.put(fileName, file.clone());
        return this;
    }

    /** No longer has this file. */
    public TestRepository withdraw(String fileName) {
        files.remove(fileName);
        return this;
    }

    /** A published file. */
    public byte[] file(String fileName) {
        byte[] file = files.get(fileName);
        if (file == null) {
            throw new IllegalArgumentException("not published: " + fileName);
        }
        return file.clone();
    }

    /** The names of all published files. */
    public List<String> fileNames() {
        return List.copyOf(files.keySet());
    }

    /** What was asked for since this was last called, in order. */
    public List<String> takeRequests() {
        List<String> taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    @Override
    public byte[] fetch(String fileName, long maxBytes) throws MetadataMissing, LengthException {
        requests.add(fileName);
        byte[] file = files.get(fileName);
        if (file == null) {
            throw new MetadataMissing(fileName);
        }
        if (file.length > maxBytes) {
            throw new LengthException(fileName, maxBytes);
        }
        return file.clone();
    }

    /** A new store that trusts the first root. */
    public MemoryStore newStore() {
        return new MemoryStore(file("1.root.json"));
    }

    /** A client of this repository with that store, at {@link #NOW}. */
    public TufClient client(MetadataStore store) {
        return clientAt(store, NOW);
    }

    /** A client of this repository at another time. */
    public TufClient clientAt(MetadataStore store, Instant now) {
        return new TufClient(store, this, now, Limits.DEFAULT);
    }

    /**
     * Writes everything as a repository on disk: {@code metadata/} and {@code targets/}, these named by digest, for
     * example {@code targets/qc/1.4.26/<sha256>.linux-x64.json}. The timestamp is written last.
     */
    public void writeTo(Path folder) throws IOException {
        Path metadata = Files.createDirectories(folder.resolve("metadata"));
        for (Map.Entry<String, byte[]> target : contents.entrySet()) {
            String path = target.getKey();
            int name = path.lastIndexOf('/') + 1;
            String hashed = path.substring(0, name) + Sha256.of(target.getValue()) + "." + path.substring(name);
            Path file = folder.resolve("targets").resolve(hashed);
            Files.createDirectories(file.getParent());
            Files.write(file, target.getValue());
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (!file.getKey().equals("timestamp.json")) {
                Files.write(metadata.resolve(file.getKey()), file.getValue());
            }
        }
        Files.write(metadata.resolve("timestamp.json"), file("timestamp.json"));
    }
}
