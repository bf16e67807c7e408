package jp.quickcare.server.init;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.release.SiteId;
import jp.quickcare.manifest.tuf.Delegations;
import jp.quickcare.manifest.tuf.FileNames;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.Limits;
import jp.quickcare.manifest.tuf.MetadataMissing;
import jp.quickcare.manifest.tuf.MetadataStore;
import jp.quickcare.manifest.tuf.MissingException;
import jp.quickcare.manifest.tuf.Root;
import jp.quickcare.manifest.tuf.SignedMetadata;
import jp.quickcare.manifest.tuf.Targets;
import jp.quickcare.manifest.tuf.TufClient;
import jp.quickcare.manifest.tuf.TufException;
import jp.quickcare.server.durable.DurableFiles;
import jp.quickcare.server.durable.FolderLock;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.keys.KeyFolder;
import jp.quickcare.server.keys.NamedKey;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.repository.Lifetimes;
import jp.quickcare.server.repository.MetadataFolder;
import jp.quickcare.server.repository.RepositorySigner;
import jp.quickcare.server.repository.RepositoryState;
import jp.quickcare.server.repository.ServerFolder;

/** Makes a site: its keys, its first root, the vendor's root that it trusts. Run again it finishes what was begun. */
public final class SiteInit {
    private static final String ONLINE = "online";

    private SiteInit() {}

    /**
     * Makes or completes the site in a folder.
     *
     * @param vendorRoot the vendor's root metadata, handed over by a way that is trusted
     * @param settings the first content of the settings file
     * @return the site's identity, which PCs keep in their rights list
     */
    public static SiteId run(Path folder, Path vendorRoot, List<Path> moreKeys, String settings, Instant now)
            throws ServerFailure {
        byte[] vendorRootFile = read(vendorRoot);
        long vendorRootVersion = requireRoot(vendorRoot, vendorRootFile).version();
        VendorInit.makeFolder(folder);
        return FolderLock.holding(folder, "init site", () -> {
            ServerFolder site = new ServerFolder(folder, ServerFolder.Kind.SITE);
            KeyFolder keys = KeyFolder.open(site.keys(), moreKeys);
            MetadataFolder release = site.repository().releaseMetadata();
            trust(folder, release, vendorRootVersion, vendorRootFile);
            MetadataFolder metadata = site.repository().siteMetadata();
            RepositorySigner signer = new RepositorySigner(metadata, keys, Lifetimes.SITE, now);
            if (metadata.newest("root") == 0) {
                writeFirstRoot(keys, signer);
            }
            RepositoryState state = RepositoryState.load(metadata, now);
            if (state.timestamp().isEmpty()) {
                Targets nothing = new Targets(1, signer.until(Lifetimes.SITE.targets()), Map.of(), Delegations.NONE);
                signer.commit(state, Map.of(RepositoryState.TARGETS, nothing));
            }
            DurableFiles.makeFolders(site.repository().releaseTargets());
            DurableFiles.makeFolders(site.repository().objects().path());
            if (!Files.exists(site.settings())) {
                DurableFiles.writePrivate(site.settings(), settings.getBytes(StandardCharsets.UTF_8));
            }
            return identity(site);
        });
    }

    private static void trust(Path folder, MetadataFolder release, long version, byte[] vendorRoot)
            throws ServerFailure, IOException {
        Path file = release.path().resolve(FileNames.versioned("root", version));
        boolean other = release.has(file.getFileName().toString())
                ? !Arrays.equals(Files.readAllBytes(file), vendorRoot)
                : release.newest("root") > 0;
        if (other) {
            throw ServerFailure.badInput(Sentence.of("init.other-vendor", folder));
        }
        release.writeOnce("root", version, vendorRoot);
    }

    /** The identity of a site. */
    public static SiteId identity(ServerFolder site) throws ServerFailure {
        MetadataFolder metadata = site.repository().siteMetadata();
        try {
            return SiteId.ofFirstRoot(metadata.fetch(FileNames.versioned("root", 1), Limits.DEFAULT.rootBytes()));
        } catch (MetadataMissing | LengthException e) {
            throw new ServerFailure(
                    FailureCode.DAMAGED_REPOSITORY, Sentence.of("init.no-first-root", metadata.path()), e);
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.reading", metadata.path()), e);
        }
    }

    /** The vendor's oldest root from which the chain in a site has no gap; empty where there is none. */
    public static Optional<Long> oldestVendorRoot(Path folder) throws ServerFailure {
        MetadataFolder release =
                new ServerFolder(folder, ServerFolder.Kind.SITE).repository().releaseMetadata();
        try {
            return Optional.of(release.oldestRoot()).filter(oldest -> oldest > 0);
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.reading", release.path()), e);
        }
    }

    private static void writeFirstRoot(KeyFolder keys, RepositorySigner signer) throws ServerFailure {
        NamedKey online = keys.findOrMake(ONLINE);
        Map<String, List<NamedKey>> byRole = new LinkedHashMap<>();
        byRole.put("root", List.of(keys.findOrMake("root")));
        for (String role : List.of("targets", "snapshot", "timestamp")) {
            byRole.put(role, List.of(online));
        }
        Root root = FirstRoot.of(byRole, 1, signer.until(Lifetimes.SITE.root()));
        signer.writeRoot(root, List.of(root.role("root")));
    }

    private static byte[] read(Path vendorRoot) throws ServerFailure {
        try (java.io.InputStream in = Files.newInputStream(vendorRoot)) {
            return in.readNBytes((int) Limits.DEFAULT.rootBytes());
        } catch (IOException e) {
            throw new ServerFailure(FailureCode.BAD_INPUT, Sentence.of("init.vendor-root", ServerFailure.reason(e)), e);
        }
    }

    /** By the keys that it names itself: a damaged root would only be found by the first import. */
    private static void requireOwnSignatures(byte[] root) throws TufException {
        MetadataStore onlyRoot = new MetadataStore() {
            @Override
            public Optional<byte[]> load(String role) {
                return role.equals("root") ? Optional.of(root) : Optional.empty();
            }

            @Override
            public void store(String role, byte[] asReceived) {
                throw new IllegalStateException("nothing was fetched");
            }

            @Override
            public void remove(String role) {
                throw new IllegalStateException("nothing was fetched");
            }
        };
        try {
            TufClient.offline(onlyRoot, Instant.EPOCH, Limits.DEFAULT);
        } catch (MissingException nothingBehindTheRoot) {
            // So the root itself was taken.
        } catch (IOException e) {
            throw new IllegalStateException("nothing is read", e);
        }
    }

    private static Root requireRoot(Path file, byte[] content) throws ServerFailure {
        try {
            requireOwnSignatures(content);
            return Root.fromJson(SignedMetadata.parse(content).signed());
        } catch (JsonException | TufException e) {
            throw new ServerFailure(
                    FailureCode.BAD_INPUT, Sentence.of("init.no-root", file, String.valueOf(e.getMessage())), e);
        }
    }
}
