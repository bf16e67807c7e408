package jp.quickcare.server.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.importing.Imported;
import jp.quickcare.server.importing.Importer;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.repository.ServerFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        description = {
            "Takes releases over into a site, after every check that a PC would make.",
            "Interrupted or run again it goes on with what is there. PCs see nothing until all is in place."
        })
final class ImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private FolderOptions folder = new FolderOptions();

    @Option(
            names = "--from",
            required = true,
            paramLabel = "FOLDER|ZIP|URL",
            description =
                    "A vendor's folder, a copy of its repository (USB stick, zip archive), or the URL of a server.")
    private String from = "";

    @Option(
            names = "--release",
            paramLabel = "APP/VERSION",
            description = "Which release, all its platforms; may be given several times. By default the newest of each"
                    + " application and platform.")
    private List<String> releases = new ArrayList<>();

    @Override
    public Integer call() throws ServerFailure {
        ServerFolder site = ServerFolder.site(folder.folder());
        Imported done;
        try (TerminalProgress progress = TerminalProgress.on(spec.commandLine().getErr())) {
            done = new Importer(site, Instant.now(), progress).run(from, releases);
        }
        Noted.note(site, "import-done", Map.of("from", withoutPassword(from), "releases", releases(done)));
        List<Sentence> names = done.releases().stream().map(Names::of).toList();
        spec.commandLine()
                .getOut()
                .println(
                        names.isEmpty()
                                ? Sentence.of("import.none", from)
                                : Sentence.of(
                                        "import.done",
                                        Sentence.list("list.comma", names),
                                        done.newObjects(),
                                        Sizes.of(done.broughtBytes())));
        if (done.lackingDeltas() > 0) {
            spec.commandLine().getOut().println(Sentence.of("import.deltas-lacking", done.lackingDeltas()));
        }
        if (done.oldestRoot() > 1) {
            spec.commandLine().getOut().println(missingRoots(done.oldestRoot()));
        }
        return 0;
    }

    private static String releases(Imported done) {
        return done.releases().stream()
                .map(name -> name.app() + " " + name.version())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String withoutPassword(String from) {
        return from.replaceFirst("^([a-zA-Z]+://)[^/]*@", "$1");
    }

    /** Until they are there, PCs that were installed with one of them stop updating. */
    static Sentence missingRoots(long oldest) {
        Sentence which = oldest == 2 ? Sentence.verbatim("1.root.json") : Sentence.of("import.roots-to", oldest - 1);
        return Sentence.of("import.missing-roots", which);
    }
}
