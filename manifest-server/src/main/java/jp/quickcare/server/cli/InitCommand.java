package jp.quickcare.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import jp.quickcare.manifest.release.Ids;
import jp.quickcare.manifest.release.SiteId;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.init.SiteInit;
import jp.quickcare.server.init.VendorInit;
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
                out.println("The vendor in " + dir + " is complete; nothing was to be done.");
                return 0;
            }
            out.println("The vendor in " + dir + " is ready to publish: " + String.join(", ", added) + ".");
            if (!added.contains(Ids.LAUNCHER)) {
                // The vendor was there before, and its owner has read the rest then.
                return 0;
            }
            out.println();
            out.println(
                    "It works as it is. Before you publish to customers, move these keys from " + dir.resolve("keys"));
            out.println("to USB sticks in different places, and name them with --keys when they are needed:");
            out.println("  root-1.pem root-2.pem root-3.pem   any two sign a new root; keep them apart, never online");
            out.println("  launcher-1.pem launcher-2.pem      both sign a launcher; keep them with two persons");
            out.println("  targets.pem                        signs which applications there are; seldom needed");
            out.println(
                    "Keep APP.pem, snapshot.pem and timestamp.pem on the PC that publishes, which need not be online.");
            out.println("Whoever loses two root keys cannot replace any key again: make copies now.");
            out.println();
            out.println("Hand this root to sites and PCs by a way they trust: "
                    + dir.resolve("repository")
                            .resolve("release")
                            .resolve("metadata")
                            .resolve("1.root.json"));
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
            out.println("The site in " + dir + " is ready; next: import, offer, serve.");
            out.println("Its identity, which PCs keep in their rights list: " + id);
            out.println();
            out.println("It works as it is. Move " + dir.resolve("keys").resolve("root.pem")
                    + " to a USB stick and name it with --keys when a key changes;");
            out.println("online.pem stays: the server signs with it.");
            SiteInit.oldestVendorRoot(dir)
                    .filter(oldest -> oldest > 1)
                    .ifPresent(oldest -> out.println(ImportCommand.missingRoots(oldest)));
            out.println("Hand this root to the PCs: "
                    + dir.resolve("repository")
                            .resolve("site")
                            .resolve("metadata")
                            .resolve("1.root.json"));
            return 0;
        }
    }
}
