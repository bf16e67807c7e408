package jp.quickcare.server.console;

import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.server.console.page.Frame;
import jp.quickcare.server.console.page.SettingsPage;
import jp.quickcare.server.console.words.Texts;
import jp.quickcare.server.service.ServiceState;
import jp.quickcare.server.service.ThisService;

/** The service that runs this server: what it does, and its end or new start (SPEC A1). */
final class ServiceAction {
    static final String PATH = Console.PATH + "/service";
    private static final String RESTART = "restart";
    private static final HttpString REFRESH = new HttpString("Refresh");
    /** A service is back by then; if not, the browser says that it cannot reach the server. */
    private static final String BACK_SOON = "12; url=" + Console.PATH;

    private final ConsoleParts parts;
    private final Journal journal;

    ServiceAction(ConsoleParts parts, Journal journal) {
        this.parts = parts;
        this.journal = journal;
    }

    /** Lines about it for the page of settings. */
    static List<SettingsPage.Fact> facts(Texts texts) {
        Instant since =
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        List<SettingsPage.Fact> facts = new ArrayList<>();
        facts.add(new SettingsPage.Fact(texts.of("service.state"), texts.of("service.running", texts.time(since))));
        Optional<String> name = ThisService.name();
        facts.add(new SettingsPage.Fact(texts.of("service.name"), name.orElseGet(() -> texts.of("service.by-hand"))));
        ThisService.state()
                .map(ServiceState::atBoot)
                .ifPresent(atBoot -> facts.add(new SettingsPage.Fact(
                        texts.of("service.starts"), texts.of(atBoot ? "service.at-boot" : "service.manual"))));
        return facts;
    }

    /** Ends the server, and has it started again where it runs as a service. */
    void end(Visit visit) {
        boolean again =
                visit.form().or("do", "").equals(RESTART) && ThisService.name().isPresent();
        journal.note(visit, again ? RESTART : "stop", Map.of());
        // The answer goes out first: the end waits for what is under way.
        visit.exchange().addExchangeCompleteListener((done, next) -> {
            if (again) {
                parts.ending().restart();
            } else {
                parts.ending().stop();
            }
            next.proceed();
        });
        if (again) {
            visit.exchange().getResponseHeaders().put(REFRESH, BACK_SOON);
        }
        Frame frame = visit.frame("settings")
                .with(new Frame.Notice(true, visit.t(again ? "service.restarting" : "service.stopping"), ""));
        Answers.html(visit.exchange(), StatusCodes.OK, Pages.render("service.jte", frame, again));
    }
}
