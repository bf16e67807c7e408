package jp.quickcare.server.console;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.Cookie;
import io.undertow.server.handlers.CookieImpl;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import jp.quickcare.server.console.access.Caller;
import jp.quickcare.server.console.access.Sessions;
import jp.quickcare.server.console.access.Tokens;
import jp.quickcare.server.console.access.Tries;
import jp.quickcare.server.console.page.Frame;
import jp.quickcare.server.console.words.Texts;
import jp.quickcare.server.settings.LiveSettings;
import jp.quickcare.server.settings.ServerSettings;

/** Decides who may come in, and as whom (SPEC A11, THREATS SA4). Thread-safe. */
final class Door {
    static final String COOKIE = "quickcare-console";
    static final String LANGUAGE_COOKIE = "quickcare-language";

    /** A page that looks again by itself says so with this, and keeps no session alive by it. */
    static final String LIVE_HEADER = "X-Live";

    private static final int LANGUAGE_COOKIE_SECONDS = 365 * 24 * 3600;

    private final LiveSettings settings;
    private final Sessions sessions;
    private final Tries tries;
    private final Tokens tokens = new Tokens();

    Door(LiveSettings settings, Clock clock) {
        this.settings = settings;
        this.sessions = new Sessions(clock);
        this.tries = new Tries(clock);
    }

    Sessions sessions() {
        return sessions;
    }

    Tries tries() {
        return tries;
    }

    Tokens tokens() {
        return tokens;
    }

    /** Whether there is a console at all. */
    boolean isOpen() {
        return settings.current().console().access() != ServerSettings.Access.OFF;
    }

    static Caller caller(HttpServerExchange exchange) {
        HeaderMap headers = exchange.getRequestHeaders();
        boolean forwarded = headers.contains("Forwarded") || headers.contains("X-Forwarded-For");
        InetAddress address = exchange.getSourceAddress().getAddress();
        return new Caller(
                address, Optional.ofNullable(headers.getFirst(Headers.HOST)).orElse(""), forwarded);
    }

    /** Whether somebody who asks from there gets to see at least the login page. */
    boolean lets(Caller caller) {
        ServerSettings.Console console = settings.current().console();
        boolean everyone = console.access() == ServerSettings.Access.EVERYONE
                && console.passwordHash().isPresent();
        return everyone || (isOpen() && caller.isThisComputer());
    }

    /** As whom they come in. */
    Frame.Who who(HttpServerExchange exchange, String cookie) {
        if (settings.current().console().passwordHash().isEmpty()) {
            return Frame.Who.AT_THE_SERVER;
        }
        // An open page listens for as long as it is open, and its browser cannot say that nobody sits there.
        boolean byHand = !exchange.getRequestHeaders().contains(LIVE_HEADER)
                && !exchange.getRequestPath().equals(Console.PATH + "/events");
        return sessions.goesOn(cookie, byHand) ? Frame.Who.LOGGED_IN : Frame.Who.NOBODY;
    }

    /** The id that the browser brought, else a new one that it is given. */
    static String cookie(HttpServerExchange exchange) {
        Cookie sent = exchange.getRequestCookie(COOKIE);
        if (sent != null && sent.getValue().matches("[A-Za-z0-9_-]{22}")) {
            return sent.getValue();
        }
        String id = Sessions.newId();
        give(exchange, id);
        return id;
    }

    /** Gives the browser an id; it forgets it when it is closed. */
    static void give(HttpServerExchange exchange, String id) {
        exchange.setResponseCookie(new CookieImpl(COOKIE, id)
                .setPath(Console.PATH)
                .setHttpOnly(true)
                .setSameSite(true)
                .setSameSiteMode("Strict")
                .setSecure(exchange.isSecure()));
    }

    static void giveLanguage(HttpServerExchange exchange, String language) {
        exchange.setResponseCookie(new CookieImpl(LANGUAGE_COOKIE, language)
                .setPath(Console.PATH)
                .setHttpOnly(true)
                .setMaxAge(LANGUAGE_COOKIE_SECONDS)
                .setSameSite(true)
                .setSameSiteMode("Strict")
                .setSecure(exchange.isSecure()));
    }

    /** The visitor's own choice, else the setting, else what the browser asks for. */
    Texts texts(HttpServerExchange exchange) {
        Cookie chosen = exchange.getRequestCookie(LANGUAGE_COOKIE);
        if (chosen != null && Texts.speaks(chosen.getValue())) {
            return Texts.in(chosen.getValue());
        }
        Optional<Locale> set = settings.current().language();
        if (set.isPresent()) {
            return Texts.in(set.get().getLanguage());
        }
        String accepted = exchange.getRequestHeaders().getFirst(Headers.ACCEPT_LANGUAGE);
        return Texts.in(accepted == null ? Locale.getDefault().getLanguage() : preferred(accepted));
    }

    private static String preferred(String accepted) {
        try {
            return Locale.LanguageRange.parse(accepted.length() > 200 ? accepted.substring(0, 200) : accepted).stream()
                    .map(range -> range.getRange().split("-", 2)[0])
                    .filter(Texts::speaks)
                    .findFirst()
                    .orElse("en");
        } catch (IllegalArgumentException e) {
            return "en";
        }
    }

    /** Whether a page of ours sent this form: by what only the browser can say, and by the token in it. */
    boolean isOwnForm(HttpServerExchange exchange, String cookie, String token) {
        return isOwnOrigin(exchange) && tokens.matches(cookie, token);
    }

    /** Whether the browser, where it says so at all, says that the request comes from a page of ours. */
    static boolean isOwnOrigin(HttpServerExchange exchange) {
        HeaderMap headers = exchange.getRequestHeaders();
        String site = headers.getFirst("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return false;
        }
        String origin = headers.getFirst(Headers.ORIGIN);
        if (origin == null) {
            return true;
        }
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(headers.getFirst(Headers.HOST));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
