package jp.quickcare.server.console;

import io.undertow.util.StatusCodes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jp.quickcare.manifest.release.Offer;
import jp.quickcare.server.clients.Clients;
import jp.quickcare.server.clients.Why;
import jp.quickcare.server.console.page.OverviewPage;
import jp.quickcare.server.console.page.UpdateRow;
import jp.quickcare.server.console.words.Texts;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.presence.Present;
import jp.quickcare.server.records.RecordQuery;
import jp.quickcare.server.repository.HeldRelease;

/** Is everyone up to date? Who is not, and why, in one look. */
final class OverviewPages {
    private static final int FEW = 8;

    /** In this order around the circle. */
    private static final List<String> STATES = List.of("good", "busy", "ask", "bad", "still");

    private final ConsoleParts parts;
    private final Held held;
    private final ReleasePages releases;

    OverviewPages(ConsoleParts parts, Held held, ReleasePages releases) {
        this.parts = parts;
        this.held = held;
        this.releases = releases;
    }

    void show(Visit visit) throws ServerFailure {
        Texts texts = visit.texts();
        Clients.Counts counts = parts.known().clients().counts();
        long good = counts.byWhy().getOrDefault(Why.UP_TO_DATE, 0L);
        List<Present> present = parts.present().get();
        List<UpdateRow> running =
                parts.known().records().page(RecordQuery.RUNNING, Optional.empty(), FEW).rows().stream()
                        .map(record -> Rows.update(texts, record))
                        .toList();
        ConsoleParts.Places places = parts.places().get();
        List<HeldRelease> here = held.releases();
        List<Offer> offers = held.offers();
        OverviewPage page = new OverviewPage(
                headline(texts, counts, good),
                counts.all(),
                // Rounded down: "100 %" is for all of them.
                counts.all() == 0 ? 0 : (int) (good * 100 / counts.all()),
                slices(texts, counts),
                reasons(texts, counts),
                (int) present.stream().map(Present::client).distinct().count(),
                parts.known().records().running(),
                places.taken(),
                places.waiting(),
                places.all(),
                releases.offerRows(texts, offers, here),
                counts.all() > 0 ? List.of() : steps(texts, !here.isEmpty(), !offers.isEmpty()),
                running);
        Answers.html(visit.exchange(), StatusCodes.OK, Pages.render("overview.jte", visit.frame("overview"), page));
    }

    private static String headline(Texts texts, Clients.Counts counts, long good) {
        if (counts.all() == 0) {
            return texts.of("overview.nobody");
        }
        return good == counts.all() ? texts.of("overview.all", good) : texts.of("overview.some", good, counts.all());
    }

    private static List<OverviewPage.Slice> slices(Texts texts, Clients.Counts counts) {
        Map<String, Long> byState = new TreeMap<>();
        counts.byWhy().forEach((why, pcs) -> byState.merge(Rows.state(why), pcs, Long::sum));
        byState.merge("still", counts.unknown(), Long::sum);
        List<OverviewPage.Slice> slices = new ArrayList<>();
        double begin = 0;
        for (String state : STATES) {
            long pcs = byState.getOrDefault(state, 0L);
            if (pcs > 0) {
                double length = pcs * 100.0 / counts.all();
                slices.add(new OverviewPage.Slice(
                        state,
                        texts.of("state." + state),
                        pcs,
                        number(length) + " " + number(100 - length),
                        number(25 - begin)));
                begin += length;
            }
        }
        return slices;
    }

    /** As SVG writes numbers, in every language. */
    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static List<OverviewPage.Reason> reasons(Texts texts, Clients.Counts counts) {
        List<OverviewPage.Reason> reasons = new ArrayList<>();
        counts.byWhy().forEach((why, pcs) -> {
            if (why != Why.UP_TO_DATE) {
                reasons.add(new OverviewPage.Reason(why.code(), Rows.state(why), why.sentence(texts.locale()), pcs));
            }
        });
        reasons.sort(
                Comparator.comparingLong(OverviewPage.Reason::pcs).reversed().thenComparing(OverviewPage.Reason::code));
        if (counts.unknown() > 0) {
            reasons.add(new OverviewPage.Reason(
                    ClientPages.UNKNOWN, "still", texts.of("overview.unknown"), counts.unknown()));
        }
        return reasons;
    }

    private List<OverviewPage.Step> steps(Texts texts, boolean releases, boolean offers) {
        boolean password = parts.settings().current().console().passwordHash().isPresent();
        return List.of(
                new OverviewPage.Step(texts.of("step.password"), SettingsPages.PATH + "#password", password),
                new OverviewPage.Step(texts.of("step.import"), ReleasePages.PATH + "#bring", releases),
                new OverviewPage.Step(texts.of("step.offer"), releases ? OfferPages.PATH : "", offers),
                new OverviewPage.Step(texts.of("step.install"), "", false));
    }
}
