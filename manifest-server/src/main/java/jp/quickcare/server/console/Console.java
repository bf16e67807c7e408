package jp.quickcare.server.console;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jp.quickcare.server.console.access.Caller;
import jp.quickcare.server.console.page.Frame;
import jp.quickcare.server.console.words.Texts;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.http.Area;
import jp.quickcare.server.http.Problem;

/** Everything under {@code /console}: who may come in, which page is asked for, who answers. Thread-safe. */
public final class Console implements HttpHandler, AutoCloseable {
    /** Where the console is. */
    public static final String PATH = "/console";

    private static final Pattern OUR_NAMES = Pattern.compile("[A-Za-z0-9/._-]{1,200}");
    private static final int LONGEST_QUERY = 2_000;

    /** One page, or one thing to do; called on a worker thread, and answers. */
    interface Page {
        void answer(Visit visit) throws ServerFailure, IOException;
    }

    private final Door door;
    private final ConsoleParts parts;
    private final Events events;
    private final Uploads uploads;
    private final FormBody forms = new FormBody();
    private final Map<String, Page> pages;
    private final Map<String, Page> actions;
    private final LoginPage login;
    private final PageWork pageWork = new PageWork();

    /** @param parts what the console shows and changes */
    public Console(ConsoleParts parts) {
        this.parts = parts;
        this.door = new Door(parts.settings(), parts.clock());
        this.events = new Events(parts.changes());
        this.login = new LoginPage(parts, door);
        Sitemap map = new Sitemap(parts, door, login);
        this.uploads = new Uploads(parts, map.imports(), door);
        this.pages = map.pages();
        this.actions = map.actions();
    }

    /** The console's part of the server's names, and the server's bare address, which leads to it. */
    public List<Area> areas() {
        return List.of(new Area(PATH, this), new Area("/", new BareAddress(door)));
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = exchange.getRequestPath();
        Answers.secure(exchange);
        if (!door.isOpen()) {
            Answers.nothingHere(exchange);
            return;
        }
        if (!OUR_NAMES.matcher(path).matches() || exchange.getQueryString().length() > LONGEST_QUERY) {
            Answers.nothingHere(exchange);
            return;
        }
        Caller caller = Door.caller(exchange);
        if (!door.lets(caller)) {
            Texts texts = door.texts(exchange);
            exchange.dispatch(() -> login.notFromHere(exchange, texts));
            return;
        }
        HttpString method = exchange.getRequestMethod();
        if (method.equals(Methods.GET) || method.equals(Methods.HEAD)) {
            get(exchange, caller, path);
        } else if (method.equals(Methods.POST)) {
            post(exchange, caller, path);
        } else {
            exchange.setPersistent(false);
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD, POST");
            Problem.send(exchange, StatusCodes.METHOD_NOT_ALLOWED, "Allowed here: GET, HEAD, POST.");
        }
    }

    private void get(HttpServerExchange exchange, Caller caller, String path) throws Exception {
        if (AssetFiles.has(path)) {
            AssetFiles.send(exchange);
            return;
        }
        if (path.equals(PATH + "/")) {
            Answers.seeOther(exchange, PATH);
            return;
        }
        Visit visit = visit(exchange, caller);
        if (path.equals(PATH + "/events")) {
            if (visit.who() == Frame.Who.NOBODY || !Door.isOwnOrigin(exchange)) {
                Problem.send(exchange, StatusCodes.UNAUTHORIZED, "Log in first.");
            } else {
                events.listen(exchange, () -> door.lets(caller) && door.who(exchange, visit.cookie()) == visit.who());
            }
            return;
        }
        Page page = visit.who() == Frame.Who.NOBODY ? login::show : pages.getOrDefault(path, pageUnder(path));
        pageWork.begin(visit, page);
    }

    /** Pages about one thing of many have its id behind their name. */
    private Page pageUnder(String path) {
        int slash = path.lastIndexOf('/');
        Page page = pages.get(path.substring(0, slash + 1));
        return page == null ? visit -> Answers.nothingHere(visit.exchange()) : page;
    }

    private void post(HttpServerExchange exchange, Caller caller, String path) {
        Visit visit = visit(exchange, caller);
        if (path.equals(Uploads.PATH)) {
            uploads.receive(visit);
            return;
        }
        Page action = path.equals(PATH + "/login") ? login::logIn : actions.get(path);
        if (action == null) {
            exchange.setPersistent(false);
            Answers.nothingHere(exchange);
            return;
        }
        boolean forAll = path.equals(PATH + "/login") || path.equals(PATH + "/language");
        forms.receive(exchange, form -> {
            if (!door.isOwnForm(exchange, visit.cookie(), form.raw("token"))) {
                Problem.send(exchange, StatusCodes.FORBIDDEN, "This form is not from a page of the console.");
            } else if (visit.who() == Frame.Who.NOBODY && !forAll) {
                Answers.seeOther(exchange, PATH);
            } else {
                PageWork.answer(visit.withForm(form), action);
            }
        });
    }

    private Visit visit(HttpServerExchange exchange, Caller caller) {
        String cookie = Door.cookie(exchange);
        Texts texts = door.texts(exchange);
        Fields query;
        try {
            query = Fields.parse(exchange.getQueryString());
        } catch (IllegalArgumentException e) {
            query = Fields.NONE;
        }
        return new Visit(
                exchange,
                caller,
                door.who(exchange, cookie),
                cookie,
                texts,
                query,
                Fields.NONE,
                door.tokens(),
                warnings(texts));
    }

    private List<String> warnings(Texts texts) {
        List<String> warnings = new ArrayList<>();
        parts.settings().problem().ifPresent(problem -> warnings.add(problem.sentence(texts.locale())));
        parts.known().problem().get().ifPresent(problem -> warnings.add(problem.in(texts.locale())));
        if (!parts.settings().needRestart().isEmpty()) {
            warnings.add(texts.of(
                    "warning.restart",
                    String.join(
                            ", ",
                            parts.settings().needRestart().stream()
                                    .map(setting -> texts.orElse("setting." + setting.key(), setting.key()))
                                    .toList())));
        }
        return warnings;
    }

    /** Ends what browsers listen to, so that the server can end. */
    @Override
    public void close() {
        events.close();
    }
}
