package jp.quickcare.server.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import jp.quickcare.manifest.release.Offer;
import jp.quickcare.manifest.release.StartMode;
import jp.quickcare.manifest.release.TargetName;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.offer.OfferRequest;
import jp.quickcare.server.offer.Offering;
import jp.quickcare.server.repository.ServerFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "offer",
        description = {
            "Says what the PCs on a channel are to run, in which start mode, with which message.",
            "Without --app it lists the offers in force. What was required once stays required for older releases."
        })
final class OfferCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private FolderOptions folder = new FolderOptions();

    @ArgGroup(exclusive = false)
    private @Nullable Terms terms;

    /** What is given together, or not at all. */
    static final class Terms {
        @Option(names = "--app", required = true, paramLabel = "APP", description = "The application, for example qc.")
        private String app = "";

        @Option(
                names = "--channel",
                required = true,
                paramLabel = "CHANNEL",
                description = "The channel, for example QC.")
        private String channel = "";

        @Option(
                names = "--mode",
                required = true,
                paramLabel = "required|optional|refused",
                converter = ModeWord.class,
                description =
                        "What to do about an old release: required (update or quit), optional (start, and say that"
                                + " an update is there), refused (nobody starts, update or not).")
        private StartMode mode = StartMode.OPTIONAL;

        @Option(
                names = "--version",
                paramLabel = "VERSION",
                description = "Which imported release; by default the newest of each platform.")
        private @Nullable String version;

        @Option(names = "--message-ja", paramLabel = "TEXT", description = "The message in Japanese.")
        private @Nullable String messageJa;

        @Option(names = "--message-en", paramLabel = "TEXT", description = "The message in English.")
        private @Nullable String messageEn;

        @Option(
                names = "--new-installs",
                paramLabel = "yes|no",
                description = "Whether PCs that never had it may install it; by default as it was, at first yes.")
        private @Nullable YesOrNo newInstalls;

        @Option(
                names = "--all-the-same",
                description = "Offers also a release that is older than the one offered now and that the vendor gave no"
                        + " floor: PCs that never had a newer one take it, the others stay where they are.")
        private boolean allTheSame;
    }

    /** The words of the wire are those of the command line. */
    static final class ModeWord implements ITypeConverter<StartMode> {
        @Override
        public StartMode convert(String word) {
            try {
                return StartMode.ofWord(word);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("allowed are required, optional and refused, not " + word);
            }
        }
    }

    /** As it is written on the command line. */
    enum YesOrNo {
        YES,
        NO
    }

    @Override
    public Integer call() throws ServerFailure {
        ServerFolder site = ServerFolder.site(folder.folder());
        Offering offering = new Offering(site, folder.keys(site), Instant.now());
        PrintWriter out = spec.commandLine().getOut();
        if (terms == null) {
            List<Offer> offers = offering.list();
            offers.forEach(offer -> out.println(line(offer)));
            if (offers.isEmpty()) {
                out.println(Sentence.of("offer.nothing"));
            }
            return 0;
        }
        List<Offer> offered = offering.offer(request(terms));
        offered.forEach(offer -> out.println(Sentence.of("offer.offered", line(offer))));
        offered.stream().map(OfferCommand::facts).distinct().forEach(facts -> Noted.note(site, "offered", facts));
        return 0;
    }

    private static OfferRequest request(Terms terms) {
        Map<String, String> message = new LinkedHashMap<>();
        if (terms.messageJa != null) {
            message.put("ja", terms.messageJa);
        }
        if (terms.messageEn != null) {
            message.put("en", terms.messageEn);
        }
        return new OfferRequest(
                terms.app,
                terms.channel,
                Optional.ofNullable(terms.version),
                terms.mode,
                message,
                Optional.ofNullable(terms.newInstalls).map(answer -> answer == YesOrNo.YES),
                terms.allTheSame);
    }

    /** As the console notes it, whatever the platform. */
    private static Map<String, String> facts(Offer offer) {
        return Map.of(
                "app", offer.app(),
                "release", TargetName.of(offer.target().path()).version(),
                "channel", offer.channel(),
                "mode", offer.mode().word(),
                "installs", offer.newInstalls() ? "yes" : "no");
    }

    private static Sentence line(Offer offer) {
        Sentence terms = Sentence.of(
                "offer.line",
                offer.channel(),
                Names.of(TargetName.of(offer.target().path())),
                Sentence.of("offer.mode." + offer.mode().word()),
                Sentence.of(offer.newInstalls() ? "offer.allowed" : "offer.forbidden"));
        return offer.requiredCounter() > 0 ? Sentence.of("offer.line-required", terms, offer.requiredCounter()) : terms;
    }
}
