package jp.quickcare.server.console;

import io.undertow.util.StatusCodes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.quickcare.server.clients.Client;
import jp.quickcare.server.clients.ClientQuery;
import jp.quickcare.server.clients.Why;
import jp.quickcare.server.console.page.ClientPage;
import jp.quickcare.server.console.page.ClientsPage;
import jp.quickcare.server.console.page.ConnectionsPage;
import jp.quickcare.server.console.page.OfferPage;
import jp.quickcare.server.console.page.SettingsPage;
import jp.quickcare.server.console.page.UpdateRow;
import jp.quickcare.server.console.page.UpdatesPage;
import jp.quickcare.server.console.words.Texts;
import jp.quickcare.server.database.Folded;
import jp.quickcare.server.database.Page;
import jp.quickcare.server.presence.Present;
import jp.quickcare.server.records.RecordQuery;
import jp.quickcare.server.records.UpdateRecord;
import jp.quickcare.server.systemlog.LogQuery;

/** The PCs: who is there, what each runs and why, what was done to it (SPEC A8, A9, A37). */
final class ClientPages {
    static final String PATH = Console.PATH + "/clients";

    /** In place of a reason: those of which it is not known. */
    static final String UNKNOWN = "unknown";

    private static final int A_PAGE = 50;
    private static final int MOST_RUNNING = 100;
    private static final int MOST_CONNECTIONS = 200;
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_PLACE = 600;

    private final ConsoleParts parts;
    private final Held held;
    private final Journal journal;

    ClientPages(ConsoleParts parts, Held held, Journal journal) {
        this.parts = parts;
        this.held = held;
        this.journal = journal;
    }

    /** What is looked for, no longer than anything there is. */
    static String text(Visit visit, String field) {
        String text = visit.query().or(field, "");
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    static Optional<String> place(Visit visit) {
        return visit.query().text("after").filter(place -> place.length() <= LONGEST_PLACE);
    }

    void list(Visit visit) {
        Texts texts = visit.texts();
        Optional<Why> why = visit.query().text("why").flatMap(Why::ofCode);
        boolean unknown = visit.query().or("why", "").equals(UNKNOWN);
        ClientQuery wanted = new ClientQuery(text(visit, "q"), why, unknown);
        Optional<String> after = place(visit);
        Page<Client> found = parts.known().clients().page(wanted, after, A_PAGE);
        Instant now = parts.clock().instant();
        ClientsPage page = new ClientsPage(
                wanted.text(),
                unknown ? UNKNOWN : why.map(Why::code).orElse(""),
                states(texts),
                found.rows().stream()
                        .map(client -> Rows.client(
                                texts, client, held.appName(texts, client.info().app()), now))
                        .toList(),
                found.next().orElse(""),
                after.isEmpty(),
                wanted.equals(ClientQuery.ALL)
                        && after.isEmpty()
                        && found.rows().isEmpty());
        Answers.html(visit.exchange(), StatusCodes.OK, Pages.render("clients.jte", visit.frame("clients"), page));
    }

    private static List<OfferPage.Choice> states(Texts texts) {
        List<OfferPage.Choice> states = new ArrayList<>();
        for (Why why : Why.values()) {
            states.add(new OfferPage.Choice(why.code(), Rows.state(texts, why)));
        }
        states.add(new OfferPage.Choice(UNKNOWN, texts.of("overview.unknown")));
        return states;
    }

    void one(Visit visit) {
        String path = visit.exchange().getRequestPath();
        Optional<Client> found = parts.known().clients().find(path.substring(path.lastIndexOf('/') + 1));
        if (found.isEmpty()) {
            Answers.html(
                    visit.exchange(), StatusCodes.NOT_FOUND, Pages.render("unknown.jte", visit.frame("clients"), ""));
            return;
        }
        Texts texts = visit.texts();
        Client client = found.get();
        Page<UpdateRecord> updates =
                parts.known().records().page(RecordQuery.of(client.info().id()), number(place(visit)), A_PAGE);
        LogQuery log = new LogQuery(
                "", client.info().pc(), "", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        ClientPage page = new ClientPage(
                client.info().id(),
                client.info().pc(),
                Rows.state(client.why()),
                client.why().map(why -> why.sentence(texts.locale())).orElseGet(() -> texts.of("overview.unknown")),
                client.detail(),
                facts(texts, client),
                updates(texts, updates),
                updates.next().orElse(""),
                parts.known().log().page(log, Optional.empty(), A_PAGE).rows().stream()
                        .map(entry -> Rows.log(texts, entry))
                        .toList());
        Answers.html(visit.exchange(), StatusCodes.OK, Pages.render("client.jte", visit.frame("clients"), page));
    }

    private List<SettingsPage.Fact> facts(Texts texts, Client client) {
        Instant now = parts.clock().instant();
        List<SettingsPage.Fact> facts = new ArrayList<>();
        facts.add(new SettingsPage.Fact(
                texts.of("client.installed"), client.info().installed().orElseGet(() -> texts.of("client.nothing"))));
        client.offered().ifPresent(offered -> facts.add(new SettingsPage.Fact(texts.of("client.offered"), offered)));
        facts.add(new SettingsPage.Fact(
                texts.of("clients.app"),
                held.appName(texts, client.info().app()) + " · " + client.info().channel()));
        facts.add(new SettingsPage.Fact(
                texts.of("client.platform"),
                ReleasePages.platform(texts, client.info().platform())));
        facts.add(new SettingsPage.Fact(texts.of("clients.user"), client.info().user()));
        facts.add(new SettingsPage.Fact(
                texts.of("releases.launcher"), client.info().launcher()));
        facts.add(new SettingsPage.Fact(texts.of("clients.seen"), texts.ago(client.lastSeen(), now)));
        facts.add(new SettingsPage.Fact(texts.of("client.first"), texts.time(client.firstSeen())));
        facts.add(new SettingsPage.Fact(texts.of("client.updates"), texts.number(client.updates())));
        return facts;
    }

    /** Forgets a PC that is no more. */
    void forget(Visit visit) {
        Optional<Client> client = parts.known().clients().find(visit.form().or("id", ""));
        if (client.isPresent()) {
            parts.known().clients().remove(client.get().info().id());
            journal.note(visit, "forgot", Map.of("pc", client.get().info().pc()));
        }
        Answers.seeOther(visit.exchange(), PATH + "?done=forgotten");
    }

    void updates(Visit visit) {
        Texts texts = visit.texts();
        Optional<String> after = number(place(visit));
        Page<UpdateRecord> found = parts.known().records().page(RecordQuery.ALL, after, A_PAGE);
        List<UpdateRow> running = after.isPresent()
                ? List.of()
                : updates(texts, parts.known().records().page(RecordQuery.RUNNING, Optional.empty(), MOST_RUNNING));
        UpdatesPage page = new UpdatesPage(
                running,
                updates(texts, found).stream().filter(row -> !row.running()).toList(),
                found.next().orElse(""),
                after.isEmpty());
        Answers.html(visit.exchange(), StatusCodes.OK, Pages.render("updates.jte", visit.frame("updates"), page));
    }

    private static List<UpdateRow> updates(Texts texts, Page<UpdateRecord> found) {
        return found.rows().stream().map(record -> Rows.update(texts, record)).toList();
    }

    /** Lists of numbered things take nothing but a number. */
    static Optional<String> number(Optional<String> place) {
        return place.filter(text -> text.matches("[0-9]{1,18}"));
    }

    void connections(Visit visit) {
        Texts texts = visit.texts();
        String text = text(visit, "q");
        String folded = Folded.of(text);
        List<Present> all = parts.present().get();
        List<Present> found = all.stream()
                .filter(one -> Folded.of(one.pc() + "\n" + one.user()).contains(folded))
                .toList();
        Set<String> pcs = new LinkedHashSet<>();
        all.forEach(one -> pcs.add(one.client()));
        Instant now = parts.clock().instant();
        ConnectionsPage page = new ConnectionsPage(
                text,
                pcs.size(),
                all.size(),
                found.stream()
                        .limit(MOST_CONNECTIONS)
                        .map(one -> new ConnectionsPage.Row(
                                one.client(),
                                one.pc(),
                                one.user(),
                                texts.orElse("program." + one.program(), one.program()) + " ("
                                        + held.appName(texts, one.app()) + ")",
                                one.processes(),
                                texts.time(one.since()),
                                texts.ago(one.lastAccess(), now)))
                        .toList(),
                Math.max(0, found.size() - MOST_CONNECTIONS));
        Answers.html(
                visit.exchange(), StatusCodes.OK, Pages.render("connections.jte", visit.frame("connections"), page));
    }
}
