package jp.quickcare.server.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.gc.GarbageCollection;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.repository.RepositoryLayout;
import jp.quickcare.server.repository.ServerFolder;
import jp.quickcare.server.rotate.Renewal;
import jp.quickcare.server.verify.RepositoryCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The commands that keep a repository in order. */
final class MaintenanceCommands {
    private MaintenanceCommands() {}

    @Command(
            name = "verify",
            description = {
                "Checks a whole repository: signatures, dates, manifests, offers, every content by its digest.",
                "Each problem is one line; then it ends with 11."
            })
    static final class Verify implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Option(
                names = "--dir",
                required = true,
                paramLabel = "FOLDER",
                description = "A vendor's or site's folder, or a copy of a repository.")
        private Path folder = Path.of("");

        @Override
        public Integer call() throws ServerFailure {
            RepositoryCheck.Result result;
            try (TerminalProgress progress =
                    TerminalProgress.on(spec.commandLine().getErr())) {
                result = new RepositoryCheck(repository(), Instant.now(), progress).run();
            }
            PrintWriter out = spec.commandLine().getOut();
            result.problems().forEach(out::println);
            if (!result.problems().isEmpty()) {
                out.flush();
                throw new ServerFailure(
                        FailureCode.DAMAGED_REPOSITORY,
                        Sentence.of(
                                result.problems().size() == 1 ? "verify.problem" : "verify.problems",
                                folder,
                                result.problems().size()));
            }
            out.println(Sentence.of("verify.good", result.releases(), result.contents()));
            return 0;
        }

        private RepositoryLayout repository() throws ServerFailure {
            if (Files.isDirectory(folder.resolve("release").resolve("metadata"))) {
                return new RepositoryLayout(folder);
            }
            return ServerFolder.open(folder).repository();
        }
    }

    @Command(
            name = "gc",
            description = {
                "Deletes contents, manifests and metadata that no release needs.",
                "A vendor's listed releases stay, a site's offered ones, those offered just before, and newer imports."
            })
    static final class Gc implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Option(names = "--dir", required = true, paramLabel = "FOLDER", description = "The vendor's or site's folder.")
        private Path folder = Path.of("");

        @Override
        public Integer call() throws ServerFailure {
            ServerFolder of = ServerFolder.open(folder);
            GarbageCollection.Collected done = GarbageCollection.run(of, Instant.now());
            Noted.note(
                    of,
                    "cleaned",
                    Map.of(
                            "files",
                            Long.toString(done.files()),
                            "size",
                            Sizes.of(done.bytes()).toString()));
            spec.commandLine().getOut().println(Sentence.of("gc.done", done.files(), Sizes.of(done.bytes())));
            return 0;
        }
    }

    @Command(
            name = "refresh",
            description = {
                "Signs what is published anew, so that it stays good for another lifetime; it says nothing new.",
                "A site server does this by itself; a vendor that has not published for long does it by hand."
            })
    static final class Refresh implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private FolderOptions folder = new FolderOptions();

        @Override
        public Integer call() throws ServerFailure {
            ServerFolder of = ServerFolder.open(folder.folder());
            Renewal.Renewed done = Renewal.run(of, folder.keys(of), Instant.now());
            PrintWriter out = spec.commandLine().getOut();
            List<String> roles = new ArrayList<>(done.renewed());
            roles.addAll(List.of("snapshot", "timestamp"));
            out.println(Sentence.of("refresh.done", Sentence.list("list.comma", roles)));
            if (!done.leftOut().isEmpty()) {
                out.println(Sentence.of("refresh.left-out", Sentence.list("list.comma", List.copyOf(done.leftOut()))));
            }
            return 0;
        }
    }
}
