package jp.quickcare.server.console;

import io.undertow.util.StatusCodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.manifest.release.Offer;
import jp.quickcare.manifest.release.StartMode;
import jp.quickcare.manifest.release.TargetName;
import jp.quickcare.server.console.page.Frame;
import jp.quickcare.server.console.page.OfferPage;
import jp.quickcare.server.console.words.Texts;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.live.Topic;
import jp.quickcare.server.offer.OfferRequest;
import jp.quickcare.server.repository.HeldRelease;

/** Says what the PCs of a channel are to run, with a look at the dialog that their users will see (SPEC A6, A7). */
final class OfferPages {
    static final String PATH = ReleasePages.PATH + "/offer";

    private final ConsoleParts parts;
    private final Held held;
    private final Journal journal;

    OfferPages(ConsoleParts parts, Held held, Journal journal) {
        this.parts = parts;
        this.held = held;
        this.journal = journal;
    }

    void show(Visit visit) throws ServerFailure {
        List<HeldRelease> releases = held.releases();
        if (releases.isEmpty()) {
            Answers.seeOther(visit.exchange(), ReleasePages.PATH);
            return;
        }
        OfferPage.Filled filled = filledByOffer(visit.query(), releases, held.offers());
        answer(visit, StatusCodes.OK, visit.frame("releases"), filled, false);
    }

    /** As the channel's offer is now, or as an administrator would most likely have it. */
    private static OfferPage.Filled filledByOffer(Fields query, List<HeldRelease> releases, List<Offer> offers) {
        String app = query.text("app")
                .filter(wanted -> releases.stream()
                        .anyMatch(release -> release.name().app().equals(wanted)))
                .orElse(releases.get(0).name().app());
        String channel = query.text("channel")
                .orElseGet(() -> offers.stream()
                        .filter(offer -> offer.app().equals(app))
                        .findFirst()
                        .or(() -> offers.stream().findFirst())
                        .map(Offer::channel)
                        .orElse("QC"));
        Optional<Offer> now = offers.stream()
                .filter(offer -> offer.app().equals(app) && offer.channel().equals(channel))
                .findFirst();
        String newest = releases.stream()
                .filter(release -> release.name().app().equals(app))
                .findFirst()
                .map(release -> release.name().version())
                .orElse("");
        String version = query.text("version")
                .or(() -> now.map(offer -> TargetName.of(offer.target().path()).version()))
                .orElse(newest);
        Map<String, String> message = now.map(Offer::message).orElse(Map.of());
        return new OfferPage.Filled(
                app,
                channel,
                version,
                now.map(offer -> offer.mode().word()).orElse(StartMode.OPTIONAL.word()),
                message.getOrDefault("ja", ""),
                message.getOrDefault("en", ""),
                now.map(Offer::newInstalls).orElse(true));
    }

    private static OfferPage.Filled filled(Fields form) {
        return new OfferPage.Filled(
                form.or("app", ""),
                form.or("channel", ""),
                form.or("version", ""),
                form.or("mode", ""),
                message(form, "messageJa"),
                message(form, "messageEn"),
                form.or("newInstalls", "no").equals("yes"));
    }

    /** Browsers send each line with a carriage return at its end. */
    private static String message(Fields form, String field) {
        return form.or(field, "").replace("\r\n", "\n").replace('\r', '\n').replace('\t', ' ');
    }

    /** Only the dialog anew, while somebody types; or, in a browser without scripts, the whole page. */
    void preview(Visit visit) throws ServerFailure {
        OfferPage.Filled filled = filled(visit.form());
        if (visit.exchange().getRequestHeaders().contains("HX-Request")) {
            OfferPage page = page(visit.texts(), filled, false);
            Answers.html(visit.exchange(), StatusCodes.OK, Pages.render("preview.jte", visit.frame("releases"), page));
        } else {
            answer(visit, StatusCodes.OK, visit.frame("releases"), filled, false);
        }
    }

    void offer(Visit visit) throws ServerFailure {
        if (visit.form().has("look")) {
            preview(visit);
            return;
        }
        OfferPage.Filled filled = filled(visit.form());
        Optional<String> wrong = wrong(visit.texts(), filled);
        if (wrong.isPresent()) {
            refuse(visit, new Frame.Notice(false, wrong.get(), ""), filled, false);
            return;
        }
        boolean nevertheless = visit.form().has("nevertheless");
        try {
            held.offering().offer(request(filled, nevertheless));
        } catch (ServerFailure e) {
            boolean input = e.code() == FailureCode.BAD_INPUT;
            refuse(visit, Failures.notice(visit.texts(), e), filled, input && !nevertheless);
            return;
        }
        journal.note(
                visit,
                "offered",
                Map.of(
                        "app", filled.app(),
                        "release", filled.version(),
                        "channel", filled.channel(),
                        "mode", filled.mode(),
                        "installs", filled.newInstalls() ? "yes" : "no"));
        parts.changes().changed(Topic.RELEASES);
        Answers.seeOther(visit.exchange(), ReleasePages.PATH + "?done=offered");
    }

    private static OfferRequest request(OfferPage.Filled filled, boolean nevertheless) {
        Map<String, String> message = new LinkedHashMap<>();
        if (!filled.messageJa().isEmpty()) {
            message.put("ja", filled.messageJa());
        }
        if (!filled.messageEn().isEmpty()) {
            message.put("en", filled.messageEn());
        }
        return new OfferRequest(
                filled.app(),
                filled.channel(),
                Optional.of(filled.version()),
                StartMode.ofWord(filled.mode()),
                message,
                Optional.of(filled.newInstalls()),
                nevertheless);
    }

    /** Why it cannot be offered as it is filled in, in words. */
    private Optional<String> wrong(Texts texts, OfferPage.Filled filled) throws ServerFailure {
        boolean held = this.held.releases().stream()
                .anyMatch(release -> release.name().app().equals(filled.app())
                        && release.name().version().equals(filled.version()));
        if (!held) {
            return Optional.of(texts.of("offer.no-release"));
        }
        if (!filled.channel().matches("[A-Za-z0-9][A-Za-z0-9_-]{0,31}")) {
            return Optional.of(texts.of("offer.bad-channel"));
        }
        if (!List.of("required", "optional", "refused").contains(filled.mode())) {
            return Optional.of(texts.of("offer.no-mode"));
        }
        for (String message : List.of(filled.messageJa(), filled.messageEn())) {
            if (message.length() > Offer.MAX_MESSAGE_LENGTH) {
                return Optional.of(texts.of("offer.long-message", Offer.MAX_MESSAGE_LENGTH));
            }
            if (message.chars().anyMatch(letter -> Character.isISOControl(letter) && letter != '\n')) {
                return Optional.of(texts.of("offer.bad-message"));
            }
        }
        return Optional.empty();
    }

    private void refuse(Visit visit, Frame.Notice notice, OfferPage.Filled filled, boolean conflict)
            throws ServerFailure {
        answer(visit, StatusCodes.UNPROCESSABLE_ENTITY, visit.frame("releases").with(notice), filled, conflict);
    }

    private void answer(Visit visit, int status, Frame frame, OfferPage.Filled filled, boolean conflict)
            throws ServerFailure {
        Answers.html(visit.exchange(), status, Pages.render("offer.jte", frame, page(visit.texts(), filled, conflict)));
    }

    private OfferPage page(Texts texts, OfferPage.Filled filled, boolean conflict) throws ServerFailure {
        List<HeldRelease> releases = held.releases();
        List<OfferPage.Choice> apps = releases.stream()
                .map(release -> release.name().app())
                .distinct()
                .map(app -> new OfferPage.Choice(app, held.appName(texts, app, releases)))
                .toList();
        List<String> versions = releases.stream()
                .filter(release -> release.name().app().equals(filled.app()))
                .map(release -> release.name().version())
                .distinct()
                .toList();
        List<String> channels =
                held.offers().stream().map(Offer::channel).distinct().sorted().toList();
        List<OfferPage.Preview> previews = new ArrayList<>();
        for (String language : texts.language().equals("ja") ? List.of("ja", "en") : List.of("en", "ja")) {
            Texts words = Texts.in(language);
            previews.add(preview(words, held.appName(words, filled.app(), releases), filled));
        }
        return new OfferPage(apps, versions, channels, filled, previews, conflict);
    }

    private static OfferPage.Preview preview(Texts words, String app, OfferPage.Filled filled) {
        String own = words.language().equals("ja") ? filled.messageJa() : filled.messageEn();
        String other = words.language().equals("ja") ? filled.messageEn() : filled.messageJa();
        // A PC takes English where its language is missing, and else what there is.
        String message = own.isEmpty() ? other : own;
        String mode = "dialog." + (List.of("required", "refused").contains(filled.mode()) ? filled.mode() : "optional");
        List<String> buttons = new ArrayList<>();
        for (String button : List.of(mode + ".yes", mode + ".no")) {
            if (words.has(button)) {
                buttons.add(words.of(button));
            }
        }
        String heading = words.of(mode + ".heading", filled.version(), app);
        return new OfferPage.Preview(
                words.language(),
                mode.equals("dialog.optional") ? words.of("dialog.on-login") : app + " – " + heading,
                heading,
                words.of(mode + ".text", filled.version(), app),
                message,
                words.orElse(mode + ".safe", ""),
                buttons);
    }
}
