package jp.quickcare.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.SiteId;
import jp.quickcare.manifest.tuf.Limits;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.repository.ServerFolder;
import jp.quickcare.server.revoke.Revoking;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "revoke-site",
        description = {
            "Says, signed by the vendor, that a site's word no longer counts: its PCs start what they have, and take no"
                    + " updates from it.",
            "Without --root and --site it lists the sites that are revoked."
        })
final class RevokeSiteCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private FolderOptions folder = new FolderOptions();

    @ArgGroup(exclusive = true)
    private @Nullable Which which;

    /** Which site: by its first root, or by what that says. */
    static final class Which {
        @Option(names = "--root", paramLabel = "FILE", description = "The site's 1.root.json.")
        private @Nullable Path root;

        @Option(names = "--site", paramLabel = "IDENTITY", description = "The site's identity, as init site says it.")
        private @Nullable String site;
    }

    @Option(names = "--restore", description = "Takes the revocation back.")
    private boolean restore;

    @Override
    public Integer call() throws ServerFailure {
        ServerFolder vendor = ServerFolder.vendor(folder.folder());
        Revoking revoking = new Revoking(vendor, folder.keys(vendor), Instant.now());
        PrintWriter out = spec.commandLine().getOut();
        if (which == null) {
            var revoked = revoking.list().sites();
            revoked.stream().map(SiteId::toString).sorted().forEach(out::println);
            if (revoked.isEmpty()) {
                out.println(Sentence.of("revoke.nothing"));
            }
            return 0;
        }
        SiteId site = site(which);
        boolean changed = revoking.change(site, !restore);
        Sentence done = restore ? Sentence.of("revoke.restored", site) : Sentence.of("revoke.revoked", site);
        Sentence before =
                restore ? Sentence.of("revoke.restored-already", site) : Sentence.of("revoke.revoked-already", site);
        out.println(changed ? done : before);
        return 0;
    }

    private static SiteId site(Which which) throws ServerFailure {
        if (which.site != null) {
            if (!Sha256.isHex(which.site)) {
                throw ServerFailure.badInput(Sentence.of("revoke.site"));
            }
            return new SiteId(Sha256.ofHex(which.site));
        }
        Path file = java.util.Objects.requireNonNull(which.root);
        try (InputStream in = Files.newInputStream(file)) {
            return Revoking.site(in.readNBytes((int) Limits.DEFAULT.rootBytes()), file.toString());
        } catch (IOException e) {
            throw ServerFailure.badInput(Sentence.of("revoke.unreadable", ServerFailure.reason(e)));
        }
    }
}
