package jp.quickcare.launcher.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.quickcare.launcher.identity.ClientIdentity;
import jp.quickcare.manifest.json.JsonArray;
import jp.quickcare.manifest.json.JsonInteger;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.json.JsonString;
import jp.quickcare.manifest.json.JsonText;
import jp.quickcare.manifest.json.JsonValue;

/**
 * One thing to be told, as docs/http.md has it. Update and number together name it for good: told twice, it counts once.
 *
 * @param update whose it is
 * @param seq number within the update
 * @param step what happened
 * @param members what more is said of it
 */
record Report(String update, long seq, String step, Map<String, JsonValue> members) {
    static final String STATE = "state";
    private static final int MOST_NAMES = 20;

    byte[] toBytes(Instant time) {
        Map<String, JsonValue> all = new LinkedHashMap<>();
        all.put("update", new JsonString(update));
        all.put("seq", new JsonInteger(seq));
        all.put("time", new JsonString(time.truncatedTo(ChronoUnit.MILLIS).toString()));
        all.put("step", new JsonString(step));
        all.putAll(members);
        return JsonText.encode(new JsonObject(all));
    }

    /** Collects members; text is cut to what a server takes. */
    static final class Members {
        private final Map<String, JsonValue> members = new LinkedHashMap<>();

        Members put(String name, String text) {
            members.put(name, new JsonString(ClientIdentity.plain(text)));
            return this;
        }

        Members put(String name, long number) {
            members.put(name, new JsonInteger(number));
            return this;
        }

        /** The first of the names. */
        Members put(String name, List<String> texts) {
            List<String> shown =
                    texts.stream().limit(MOST_NAMES).map(ClientIdentity::plain).toList();
            members.put(name, JsonArray.ofStrings(shown));
            return this;
        }

        Report of(String update, long seq, String step) {
            return new Report(update, seq, step, members);
        }
    }
}
