package jp.quickcare.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import jp.quickcare.manifest.release.Ids;
import jp.quickcare.manifest.release.SiteId;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.init.SiteInit;
import jp.quickcare.server.init.VendorInit;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.settings.ServerSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "init",
        description = "Makes the folder of a vendor or of a site.",
        subcommands = {InitCommand.Vendor.class, InitCommand.Site.class})
final class InitCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Init what? vendor or site");
    }

    @Command(
            name = "vendor",
            description = {
                "Makes a vendor: all keys, the signed root, an empty repository.",
                "Run again it finishes an interrupted start and adds applications that are new."
            })
    static final class Vendor implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private FolderOptions folder = new FolderOptions();

        @Option(
                names = "--app",
                required = true,
                paramLabel = "APP",
                description = "An application to publish, for example qc; may be given several times.")
        private Set<String> apps = new LinkedHashSet<>();

        @Override
        public Integer call() throws ServerFailure {
            Set<String> added = VendorInit.run(folder.folder(), apps, folder.moreKeys(), Instant.now());
            PrintWriter out = spec.commandLine().getOut();
            Path dir = folder.folder();
            if (added.isEmpty()) {
                out.println(Sentence.of("init.vendor-complete", dir));
                return 0;
            }
            out.println(Sentence.of("init.vendor-ready", dir, Sentence.list("list.comma", List.copyOf(added))));
            if (!added.contains(Ids.LAUNCHER)) {
                // The vendor was there before, and its owner has read the rest then.
                return 0;
            }
            out.println();
            out.println(Sentence.of("init.vendor-keys", dir.resolve("keys")));
            out.println();
            out.println(Sentence.of(
                    "init.vendor-root-file",
                    dir.resolve("repository")
                            .resolve("release")
                            .resolve("metadata")
                            .resolve("1.root.json")));
            return 0;
        }
    }

    @Command(
            name = "site",
            description = {
                "Makes a site: its keys, its signed root, an empty repository that trusts the vendor.",
                "Run again it finishes an interrupted start."
            })
    static final class Site implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private FolderOptions folder = new FolderOptions();

        @Option(
                names = "--vendor-root",
                required = true,
                paramLabel = "FILE",
                description = "The vendor's 1.root.json, handed over by a way you trust.")
        private Path vendorRoot = Path.of("");

        @Override
        public Integer call() throws ServerFailure {
            SiteId id = SiteInit.run(
                    folder.folder(), vendorRoot, folder.moreKeys(), ServerSettings.firstContent(), Instant.now());
            Path dir = folder.folder();
            PrintWriter out = spec.commandLine().getOut();
            out.println(Sentence.of("init.site-ready", dir));
            out.println(Sentence.of("init.site-identity", id));
            out.println();
            out.println(Sentence.of("init.site-keys", dir.resolve("keys").resolve("root.pem")));
            SiteInit.oldestVendorRoot(dir)
                    .filter(oldest -> oldest > 1)
                    .ifPresent(oldest -> out.println(ImportCommand.missingRoots(oldest)));
            out.println(Sentence.of(
                    "init.site-root-file",
                    dir.resolve("repository")
                            .resolve("site")
                            .resolve("metadata")
                            .resolve("1.root.json")));
            return 0;
        }
    }
}
