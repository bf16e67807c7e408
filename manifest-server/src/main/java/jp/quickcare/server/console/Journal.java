package jp.quickcare.server.console;

import jp.quickcare.server.console.words.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what an administrator does, and from where. Thread-safe. */
final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger("console");
    private static final Texts WORDS = Texts.in("en");

    /** @param address of the administrator's computer */
    record Who(String address) {
        static Who of(Visit visit) {
            return new Who(visit.caller().address().getHostAddress());
        }
    }

    void note(Visit visit, String key, Object... arguments) {
        note(Who.of(visit), key, arguments);
    }

    /** @param key the message; its arguments may be what somebody typed */
    void note(Who who, String key, Object... arguments) {
        LOG.info("{} ({})", WORDS.of(key, arguments), who.address());
    }
}
