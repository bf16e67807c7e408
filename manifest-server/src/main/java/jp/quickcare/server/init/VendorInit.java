package jp.quickcare.server.init;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.quickcare.manifest.release.Ids;
import jp.quickcare.manifest.tuf.DelegatedRole;
import jp.quickcare.manifest.tuf.Delegations;
import jp.quickcare.manifest.tuf.PublicKeyInfo;
import jp.quickcare.manifest.tuf.RoleKeys;
import jp.quickcare.manifest.tuf.Root;
import jp.quickcare.manifest.tuf.Targets;
import jp.quickcare.server.durable.DurableFiles;
import jp.quickcare.server.durable.FolderLock;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.keys.KeyFolder;
import jp.quickcare.server.keys.NamedKey;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.repository.Lifetimes;
import jp.quickcare.server.repository.MetadataFolder;
import jp.quickcare.server.repository.RepositorySigner;
import jp.quickcare.server.repository.RepositoryState;
import jp.quickcare.server.repository.ServerFolder;

/**
 * Makes a vendor: every key, the first root, and a repository that has no release yet. Run again it finishes what was
 * begun, and adds applications that are new.
 */
public final class VendorInit {
    private static final int ROOT_KEYS = 3;
    private static final int ROOT_THRESHOLD = 2;
    private static final int COMPONENT_KEYS = 2;
    private static final String SETTINGS = """
            # This folder belongs to a vendor of releases: keys/ signs, repository/ is what is handed on.
            # Keys that are not here are named with --keys FOLDER.
            """;

    private VendorInit() {}

    /**
     * Makes or completes the vendor in a folder.
     *
     * @param apps the applications that it publishes; the launcher is always one more
     * @param moreKeys folders with keys that have been moved offline
     * @return the applications that were added
     */
    public static Set<String> run(Path folder, Set<String> apps, List<Path> moreKeys, Instant now)
            throws ServerFailure {
        requireApps(apps);
        makeFolder(folder);
        return FolderLock.holding(folder, "init vendor", () -> {
            ServerFolder vendor = new ServerFolder(folder, ServerFolder.Kind.VENDOR);
            KeyFolder keys = KeyFolder.open(vendor.keys(), moreKeys);
            MetadataFolder metadata = vendor.repository().releaseMetadata();
            RepositorySigner signer = new RepositorySigner(metadata, keys, Lifetimes.VENDOR, now);
            if (metadata.newest("root") == 0) {
                writeFirstRoot(keys, signer);
            }
            RepositoryState state = RepositoryState.load(metadata, now);
            Set<String> added = addApps(state, keys, signer, apps);
            DurableFiles.makeFolders(vendor.repository().releaseTargets());
            DurableFiles.makeFolders(vendor.repository().objects().path());
            if (!Files.exists(vendor.settings())) {
                DurableFiles.write(vendor.settings(), SETTINGS.getBytes(StandardCharsets.UTF_8));
            }
            return added;
        });
    }

    private static void requireApps(Set<String> apps) throws ServerFailure {
        for (String app : apps) {
            try {
                Ids.requireApp(app);
            } catch (IllegalArgumentException e) {
                throw ServerFailure.badInput(Sentence.of("init.app-name", app));
            }
        }
    }

    static void makeFolder(Path folder) throws ServerFailure {
        try {
            DurableFiles.makeFolders(folder);
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.making-folder", folder), e);
        }
    }

    private static void writeFirstRoot(KeyFolder keys, RepositorySigner signer) throws ServerFailure {
        Map<String, List<NamedKey>> byRole = new LinkedHashMap<>();
        byRole.put("root", make(keys, "root", ROOT_KEYS));
        byRole.put("targets", List.of(keys.findOrMake("targets")));
        byRole.put("snapshot", List.of(keys.findOrMake("snapshot")));
        byRole.put("timestamp", List.of(keys.findOrMake("timestamp")));
        Root root = FirstRoot.of(byRole, ROOT_THRESHOLD, signer.until(Lifetimes.VENDOR.root()));
        signer.writeRoot(root, List.of(root.role("root")));
    }

    private static List<NamedKey> make(KeyFolder keys, String name, int count) throws ServerFailure {
        List<NamedKey> made = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            made.add(keys.findOrMake(name + "-" + i));
        }
        return made;
    }

    private static Set<String> addApps(RepositoryState state, KeyFolder keys, RepositorySigner signer, Set<String> apps)
            throws ServerFailure {
        Targets top = state.targets().get(RepositoryState.TARGETS);
        Delegations before = top == null ? Delegations.NONE : top.delegations();
        Map<String, PublicKeyInfo> delegationKeys = new LinkedHashMap<>(before.keys());
        List<DelegatedRole> roles = new ArrayList<>(before.roles());
        Set<String> wanted = new LinkedHashSet<>(apps);
        wanted.add(Ids.LAUNCHER);
        roles.forEach(role -> wanted.remove(role.name()));
        if (wanted.isEmpty() && top != null) {
            return wanted;
        }
        Instant later = signer.until(Lifetimes.VENDOR.targets());
        Map<String, Targets> changed = new LinkedHashMap<>();
        for (String app : wanted) {
            boolean component = Ids.isComponent(app);
            // Launcher and Java are on every PC, so no single key may replace them.
            List<NamedKey> made = component ? make(keys, app, COMPONENT_KEYS) : List.of(keys.findOrMake(app));
            made.forEach(key -> delegationKeys.put(key.key().keyId(), key.key()));
            List<String> ids = made.stream().map(key -> key.key().keyId()).toList();
            roles.add(DelegatedRole.terminating(
                    app, new RoleKeys(ids, component ? COMPONENT_KEYS : 1), List.of(app + "/*/*")));
            changed.put(app, new Targets(1, later, Map.of(), Delegations.NONE));
        }
        Map<String, Targets> all = new LinkedHashMap<>();
        all.put(RepositoryState.TARGETS, new Targets(1, later, Map.of(), new Delegations(delegationKeys, roles)));
        all.putAll(changed);
        signer.commit(state, all);
        return wanted;
    }
}
