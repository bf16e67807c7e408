package jp.quickcare.server.console;

import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.Optional;
import jp.quickcare.server.console.access.Caller;
import jp.quickcare.server.console.access.Tokens;
import jp.quickcare.server.console.page.Frame;
import jp.quickcare.server.console.words.Texts;

/**
 * One request of a visitor who may ask.
 *
 * @param cookie the id that the browser has: of a session, or of somebody not logged in
 * @param query what stands behind the question mark
 * @param form what was filled in; empty for a GET
 */
record Visit(
        HttpServerExchange exchange,
        Caller caller,
        Frame.Who who,
        String cookie,
        Texts texts,
        Fields query,
        Fields form,
        Tokens tokens,
        List<String> warnings) {

    Visit withForm(Fields filledIn) {
        return new Visit(exchange, caller, who, cookie, texts, query, filledIn, tokens, warnings);
    }

    /** What is around a page. */
    Frame frame(String place) {
        Optional<Frame.Notice> done = query.text("done")
                .filter(key -> key.matches("[a-z-]{1,40}") && texts.has("done." + key))
                .map(key -> new Frame.Notice(true, texts.of("done." + key), ""));
        return new Frame(texts, place, tokens.of(cookie), who, AssetFiles.NAMES, warnings, done);
    }

    String t(String key, Object... arguments) {
        return texts.of(key, arguments);
    }
}
