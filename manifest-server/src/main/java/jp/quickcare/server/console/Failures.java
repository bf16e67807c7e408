package jp.quickcare.server.console;

import java.util.Locale;
import jp.quickcare.server.console.page.Frame;
import jp.quickcare.server.console.words.Texts;
import jp.quickcare.server.failure.ServerFailure;

/** What failed, as a person reads it: one sentence in their language, and beside it what support needs. */
final class Failures {
    private Failures() {}

    static Frame.Notice notice(Texts texts, ServerFailure failure) {
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        if (texts.language().equals("en")) {
            // It is one sentence in English already.
            return new Frame.Notice(false, message, "");
        }
        String sentence = failure.sentence(Locale.forLanguageTag(texts.language()));
        // What the platform said may be in its own words only; then at least what kind of failure it is.
        return new Frame.Notice(
                false,
                sentence.equals(message) ? texts.of("failure." + failure.code().name()) : sentence,
                message);
    }

    static Frame.Notice internal(Texts texts, String requestId) {
        return new Frame.Notice(false, texts.of("failure.INTERNAL"), requestId);
    }
}
