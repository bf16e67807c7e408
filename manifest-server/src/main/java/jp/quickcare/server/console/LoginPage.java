package jp.quickcare.server.console;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import jp.quickcare.server.console.access.PasswordHash;
import jp.quickcare.server.console.page.Frame;
import jp.quickcare.server.console.words.Texts;
import jp.quickcare.server.http.Problem;

/** Logging in and out (SPEC A11). */
final class LoginPage {
    /** One password takes a core for some tenths of a second: more at once would only slow everybody. */
    private static final int PASSWORDS_AT_ONCE = 2;

    private final ConsoleParts parts;
    private final Door door;
    private final Journal journal;
    private final Semaphore hashing = new Semaphore(PASSWORDS_AT_ONCE);

    LoginPage(ConsoleParts parts, Door door) {
        this.parts = parts;
        this.door = door;
        this.journal = new Journal(parts);
    }

    /** In place of every page, for whoever is not logged in. */
    void show(Visit visit) {
        HttpServerExchange exchange = visit.exchange();
        if (exchange.getRequestHeaders().contains("HX-Request")) {
            // A part of a page is asked for: the whole page has to become the login.
            exchange.getResponseHeaders().put(new io.undertow.util.HttpString("HX-Refresh"), "true");
            Problem.send(exchange, StatusCodes.UNAUTHORIZED, "Log in first.");
            return;
        }
        Answers.html(exchange, StatusCodes.UNAUTHORIZED, Pages.render("login.jte", visit.frame(""), "login"));
    }

    void logIn(Visit visit) {
        Optional<String> hash = parts.settings().current().console().passwordHash();
        if (hash.isEmpty()) {
            Answers.seeOther(visit.exchange(), Console.PATH);
            return;
        }
        InetAddress from = visit.caller().address();
        Optional<Duration> wait = door.tries().begin(from);
        if (wait.isPresent()) {
            tooSoon(visit, wait.get());
            return;
        }
        char[] password = visit.form().raw("password").toCharArray();
        if (!isRight(hash.get(), password)) {
            journal.warn(Journal.Who.of(visit), "wrong-password", Map.of());
            refuse(visit, StatusCodes.UNAUTHORIZED, visit.t("login.wrong"));
            return;
        }
        door.tries().right(from);
        // The id from before the login is worth nothing afterwards.
        door.sessions().end(visit.cookie());
        Door.give(visit.exchange(), door.sessions().begin());
        journal.note(visit, "logged-in", Map.of());
        Answers.seeOther(visit.exchange(), Console.PATH);
    }

    private boolean isRight(String hash, char[] password) {
        hashing.acquireUninterruptibly();
        try {
            return PasswordHash.matches(hash, password);
        } finally {
            hashing.release();
            PasswordHash.forget(password);
        }
    }

    /** Whether that is the console's password; each wrong one counts like one at the login. */
    boolean isPassword(Visit visit, String hash, String typed) {
        if (door.tries().begin(visit.caller().address()).isPresent()) {
            return false;
        }
        boolean right = isRight(hash, typed.toCharArray());
        if (right) {
            door.tries().right(visit.caller().address());
        }
        return right;
    }

    private static void tooSoon(Visit visit, Duration wait) {
        long seconds = Math.max(1, wait.toSeconds() + 1);
        visit.exchange().getResponseHeaders().put(Headers.RETRY_AFTER, Long.toString(seconds));
        refuse(visit, StatusCodes.TOO_MANY_REQUESTS, visit.t("login.wait", seconds));
    }

    private static void refuse(Visit visit, int status, String sentence) {
        Frame frame = visit.frame("").with(new Frame.Notice(false, sentence, ""));
        Answers.html(visit.exchange(), status, Pages.render("login.jte", frame, "login"));
    }

    void logOut(Visit visit) {
        door.sessions().end(visit.cookie());
        Door.give(visit.exchange(), jp.quickcare.server.console.access.Sessions.newId());
        Answers.seeOther(visit.exchange(), Console.PATH);
    }

    /** For whoever may not even see the login. */
    void notFromHere(HttpServerExchange exchange, Texts texts) {
        boolean onlyHere = parts.settings().current().console().passwordHash().isPresent();
        Frame frame =
                new Frame(texts, "", "", Frame.Who.NOBODY, AssetFiles.NAMES, java.util.List.of(), Optional.empty());
        Answers.html(
                exchange,
                StatusCodes.FORBIDDEN,
                Pages.render("elsewhere.jte", frame, onlyHere ? "elsewhere.only-here" : "elsewhere.no-password"));
    }
}
