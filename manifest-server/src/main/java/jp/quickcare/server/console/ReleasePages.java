package jp.quickcare.server.console;

import io.undertow.util.StatusCodes;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jp.quickcare.manifest.release.Offer;
import jp.quickcare.manifest.release.StartMode;
import jp.quickcare.manifest.release.TargetName;
import jp.quickcare.server.console.page.Frame;
import jp.quickcare.server.console.page.ReleasesPage;
import jp.quickcare.server.console.words.Texts;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.gc.GarbageCollection;
import jp.quickcare.server.live.Topic;
import jp.quickcare.server.repository.HeldRelease;

/** The releases on this server: bring one in, free their space (SPEC A6, A7). */
final class ReleasePages {
    static final String PATH = Console.PATH + "/releases";

    private static final int LONGEST_SOURCE = 1_000;

    private final ConsoleParts parts;
    private final Held held;
    private final Imports imports;
    private final Journal journal;

    ReleasePages(ConsoleParts parts, Held held, Imports imports, Journal journal) {
        this.parts = parts;
        this.held = held;
        this.imports = imports;
        this.journal = journal;
    }

    void show(Visit visit) throws ServerFailure {
        Answers.html(visit.exchange(), StatusCodes.OK, page(visit, visit.frame("releases"), ""));
    }

    private String page(Visit visit, Frame frame, String from) throws ServerFailure {
        List<HeldRelease> releases = held.releases();
        List<Offer> offers = held.offers();
        ReleasesPage page = new ReleasesPage(
                offerRows(visit.texts(), offers, releases),
                releaseRows(visit.texts(), offers, releases),
                imports.state(),
                from);
        return Pages.render("releases.jte", frame, page);
    }

    private void refuse(Visit visit, String sentence, String from) throws ServerFailure {
        Frame frame = visit.frame("releases").with(new Frame.Notice(false, sentence, ""));
        Answers.html(visit.exchange(), StatusCodes.UNPROCESSABLE_ENTITY, page(visit, frame, from));
    }

    List<ReleasesPage.OfferRow> offerRows(Texts texts, List<Offer> offers, List<HeldRelease> releases) {
        record Same(String app, String channel, String version, String mode, String message, boolean newInstalls) {}
        Map<Same, List<Offer>> byTerms = new LinkedHashMap<>();
        for (Offer offer : offers) {
            Same same = new Same(
                    offer.app(),
                    offer.channel(),
                    TargetName.of(offer.target().path()).version(),
                    offer.mode().word(),
                    offer.message(texts.locale()),
                    offer.newInstalls());
            byTerms.computeIfAbsent(same, none -> new ArrayList<>()).add(offer);
        }
        List<ReleasesPage.OfferRow> rows = new ArrayList<>();
        byTerms.forEach((same, all) -> rows.add(new ReleasesPage.OfferRow(
                same.app(),
                held.appName(texts, same.app(), releases),
                same.channel(),
                same.version(),
                all.stream().map(offer -> platform(texts, offer.platform())).collect(Collectors.joining(", ")),
                same.mode(),
                same.message(),
                same.newInstalls(),
                all.stream().anyMatch(offer -> offer.mode() == StartMode.OPTIONAL && offer.requiredCounter() > 0))));
        rows.sort((a, b) -> Boolean.compare(isComponent(a.app()), isComponent(b.app())));
        return rows;
    }

    private static boolean isComponent(String app) {
        return jp.quickcare.manifest.release.Ids.isComponent(app);
    }

    private List<ReleasesPage.ReleaseRow> releaseRows(Texts texts, List<Offer> offers, List<HeldRelease> releases) {
        Map<String, List<HeldRelease>> byVersion = new LinkedHashMap<>();
        for (HeldRelease release : releases) {
            byVersion
                    .computeIfAbsent(release.name().app() + "/" + release.name().version(), none -> new ArrayList<>())
                    .add(release);
        }
        List<ReleasesPage.ReleaseRow> rows = new ArrayList<>();
        String appBefore = "";
        for (List<HeldRelease> all : byVersion.values()) {
            TargetName name = all.get(0).name();
            Held.Facts facts = held.facts(all.get(0));
            List<String> channels = offers.stream()
                    .filter(offer -> all.stream()
                            .anyMatch(release -> release.name()
                                    .toString()
                                    .equals(offer.target().path())))
                    .map(Offer::channel)
                    .distinct()
                    .sorted()
                    .toList();
            rows.add(new ReleasesPage.ReleaseRow(
                    name.app(),
                    Held.appName(texts, name.app(), facts.name()),
                    name.version(),
                    all.stream()
                            .map(release -> platform(texts, release.name().platform()))
                            .collect(Collectors.joining(", ")),
                    facts.files(),
                    facts.bytes(),
                    channels,
                    !name.app().equals(appBefore)));
            appBefore = name.app();
        }
        return rows;
    }

    /** What people call a platform. */
    static String platform(Texts texts, String platform) {
        return texts.orElse("platform." + platform, platform);
    }

    /** Brings releases in from a folder of the server or an address, in the background. */
    void importFrom(Visit visit) throws ServerFailure {
        String from = visit.form().or("from", "");
        if (from.isEmpty() || from.length() > LONGEST_SOURCE || !isSource(from)) {
            refuse(visit, visit.t("import.no-source"), from);
        } else if (!imports.reserve()) {
            refuse(visit, visit.t("import.busy"), from);
        } else {
            imports.begin(Journal.Who.of(visit), from, from, false);
            Answers.seeOther(visit.exchange(), PATH);
        }
    }

    private static boolean isSource(String from) {
        if (from.regionMatches(true, 0, "http://", 0, 7) || from.regionMatches(true, 0, "https://", 0, 8)) {
            return true;
        }
        try {
            // Relative to what? Nobody knows where the service runs.
            return Path.of(from).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Deletes what no release needs any more. */
    void clean(Visit visit) throws ServerFailure {
        GarbageCollection.Collected done =
                GarbageCollection.run(parts.site(), parts.clock().instant());
        journal.note(
                visit,
                "cleaned",
                Map.of(
                        "files",
                        Long.toString(done.files()),
                        "size",
                        visit.texts().size(done.bytes())));
        parts.changes().changed(Topic.RELEASES);
        Frame.Notice notice = new Frame.Notice(
                true, visit.t("done.cleaned", done.files(), visit.texts().size(done.bytes())), "");
        Answers.html(
                visit.exchange(),
                StatusCodes.OK,
                page(visit, visit.frame("releases").with(notice), ""));
    }
}
