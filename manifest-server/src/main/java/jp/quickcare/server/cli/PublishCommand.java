package jp.quickcare.server.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import jp.quickcare.manifest.release.Ids;
import jp.quickcare.manifest.release.ReleaseDelta;
import jp.quickcare.manifest.release.TargetName;
import jp.quickcare.server.deltas.DeltaOrder;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.publish.PublishRequest;
import jp.quickcare.server.publish.Published;
import jp.quickcare.server.publish.Publisher;
import jp.quickcare.server.publish.ReleaseSettings;
import jp.quickcare.server.repository.ServerFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "publish",
        description = {
            "Makes a folder a signed release in the vendor's repository.",
            "Clients see all of it or nothing. The same folder again changes nothing."
        })
final class PublishCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private FolderOptions folder = new FolderOptions();

    @Option(names = "--app", required = true, paramLabel = "APP", description = "The application, for example qc.")
    private String app = "";

    @Option(
            names = "--version",
            required = true,
            paramLabel = "VERSION",
            description = "Its version, for example 1.4.26.")
    private String version = "";

    @Option(names = "--platform", paramLabel = "PLATFORM", description = "linux-x64, win-x64, or any (the default).")
    private String platform = Ids.ANY_PLATFORM;

    @Option(names = "--from", required = true, paramLabel = "FOLDER", description = "The folder with its files.")
    private Path from = Path.of("");

    @Option(
            names = "--release-file",
            paramLabel = "FILE",
            description =
                    "How it is started, as JSON with launch, shortcuts, minLauncher; not needed for the launcher or runtime.")
    private @Nullable Path releaseFile;

    @Option(
            names = "--counter",
            paramLabel = "N",
            description = "Its place in the order of releases; by default one above the highest.")
    private @Nullable Long counter;

    @Option(
            names = "--floor",
            paramLabel = "N",
            description = "PCs with an installed counter of N or more may go down to this release; 0 takes that back.")
    private @Nullable Long floor;

    @Option(
            names = "--deltas",
            paramLabel = "K",
            description = "From how many releases before it a delta is made, 0 to 64; by default 3.")
    private int deltas = DeltaOrder.STANDARD.releases();

    @Option(names = "--no-chunks", description = "Makes no chunks, by which PCs that no delta begins with bring less.")
    private boolean noChunks;

    @Option(
            names = "--delta-memory",
            paramLabel = "MB",
            description = "What making deltas takes at most, 256 or more; by default 1600.")
    private int deltaMemory = DeltaOrder.STANDARD.memoryMegabytes();

    @Override
    public Integer call() throws ServerFailure {
        ServerFolder vendor = ServerFolder.vendor(folder.folder());
        PublishRequest request =
                new PublishRequest(name(), from, settings(), optional(counter), optional(floor), deltaOrder());
        Published done;
        try (TerminalProgress progress = TerminalProgress.on(spec.commandLine().getErr())) {
            done = new Publisher(vendor, folder.keys(vendor), Instant.now(), progress).publish(request);
        }
        Sentence what = Sentence.of(
                "publish.what",
                Names.of(request.name()),
                done.manifest().counter(),
                done.manifest().files().size(),
                Sizes.of(done.manifest().totalBytes()),
                done.sha256());
        spec.commandLine()
                .getOut()
                .println(
                        done.unchanged()
                                ? Sentence.of("publish.unchanged", what)
                                : Sentence.of("publish.done", what, done.newObjects(), Sizes.of(done.newBytes())));
        done.deltas().forEach(spec.commandLine().getOut()::println);
        return 0;
    }

    private DeltaOrder deltaOrder() throws ServerFailure {
        try {
            return new DeltaOrder(deltas, !noChunks, deltaMemory);
        } catch (IllegalArgumentException e) {
            throw ServerFailure.badInput(
                    Sentence.of("publish.delta-order", ReleaseDelta.MAX_DELTAS, DeltaOrder.LEAST_MEGABYTES));
        }
    }

    private TargetName name() throws ServerFailure {
        try {
            return new TargetName(app, version, platform);
        } catch (IllegalArgumentException e) {
            throw ServerFailure.badInput(Sentence.of("publish.name", String.valueOf(e.getMessage())));
        }
    }

    private ReleaseSettings settings() throws ServerFailure {
        if (releaseFile != null) {
            return ReleaseSettings.read(releaseFile);
        }
        if (Ids.isComponent(app)) {
            return ReleaseSettings.ofComponent();
        }
        throw ServerFailure.badInput(Sentence.of("publish.no-release-file", app));
    }

    private static OptionalLong optional(@Nullable Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
