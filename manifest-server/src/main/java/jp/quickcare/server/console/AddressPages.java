package jp.quickcare.server.console;

import io.undertow.util.StatusCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.manifest.release.SiteAddress;
import jp.quickcare.server.console.page.AddressPage;
import jp.quickcare.server.console.page.Frame;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.keys.KeyFolder;
import jp.quickcare.server.live.Topic;
import jp.quickcare.server.site.AddressSigner;

/** Tells the PCs that the server has moved (SPEC C2). */
final class AddressPages {
    static final String PATH = Console.PATH + "/settings/address";

    private static final int LONGEST = SiteAddress.MOST * (SiteAddress.LONGEST + 1);

    private final ConsoleParts parts;
    private final Journal journal;

    AddressPages(ConsoleParts parts, Journal journal) {
        this.parts = parts;
        this.journal = journal;
    }

    private AddressSigner signer() throws ServerFailure {
        KeyFolder keys = KeyFolder.open(parts.site().keys(), List.of());
        return new AddressSigner(parts.site(), keys, parts.clock().instant());
    }

    void show(Visit visit) throws ServerFailure {
        Optional<SiteAddress> said = signer().said();
        String typed = said.map(SiteAddress::text).orElse("");
        answer(visit, StatusCodes.OK, visit.frame("settings"), said, typed, "");
    }

    private static void answer(
            Visit visit, int status, Frame frame, Optional<SiteAddress> said, String typed, String error) {
        AddressPage page = new AddressPage(
                said.map(SiteAddress::text),
                said.map(address -> visit.texts().time(address.since())).orElse(""),
                visit.exchange().getRequestScheme() + "://" + visit.exchange().getHostAndPort() + "/",
                typed,
                error);
        Answers.html(visit.exchange(), status, Pages.render("address.jte", frame, page));
    }

    /** Says it, or takes it back. */
    void say(Visit visit) throws ServerFailure {
        if (visit.form().has("remove")) {
            if (signer().takeBack()) {
                journal.note(visit, "address-removed", Map.of());
            }
            done(visit, "address-removed");
            return;
        }
        String typed = visit.form().or("servers", "");
        Optional<List<String>> servers = parsed(typed);
        if (servers.isEmpty()) {
            String error = visit.t("address.wrong", SiteAddress.MOST);
            Frame frame = visit.frame("settings").with(new Frame.Notice(false, error, ""));
            answer(visit, StatusCodes.UNPROCESSABLE_ENTITY, frame, signer().said(), typed, error);
            return;
        }
        SiteAddress said = signer().say(servers.get());
        journal.note(visit, "address", Map.of("address", said.text()));
        done(visit, "address");
    }

    private void done(Visit visit, String what) {
        parts.changes().changed(Topic.RELEASES);
        Answers.seeOther(visit.exchange(), PATH + "?done=" + what);
    }

    private static Optional<List<String>> parsed(String typed) {
        List<String> servers = new ArrayList<>();
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            for (String address : typed.strip().split("[\\s,]+", -1)) {
                servers.add(SiteAddress.parse(address));
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return servers.size() > SiteAddress.MOST ? Optional.empty() : Optional.of(servers);
    }
}
