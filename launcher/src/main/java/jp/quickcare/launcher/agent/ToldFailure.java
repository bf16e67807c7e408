package jp.quickcare.launcher.agent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.settings.SettingRule;
import jp.quickcare.manifest.release.NotAgreedException;

/** A failure as fields of a {@link Line}: its code, then its facts, so that it is told in the language of who asked. */
final class ToldFailure {
    private static final String INSTANT = "t:";
    private static final String REASON = "r:";
    private static final String RULE = "a:";
    private static final String TEXT = "s:";

    private ToldFailure() {}

    static List<Object> fields(UpdateFailure failure) {
        List<Object> fields = new ArrayList<>();
        fields.add(failure.code().name());
        for (Object fact : failure.facts()) {
            if (fact instanceof Long bytes) {
                fields.add(bytes);
            } else if (fact instanceof Instant instant) {
                fields.add(INSTANT + instant.toEpochMilli());
            } else if (fact instanceof NotAgreedException.Reason reason) {
                fields.add(REASON + reason.name());
            } else if (fact instanceof SettingRule rule) {
                fields.add(RULE + rule.name());
            } else {
                fields.add(TEXT + fact);
            }
        }
        return fields;
    }

    /** @param from where the code is */
    static UpdateFailure of(Line line, int from) {
        List<Object> facts = new ArrayList<>();
        try {
            FailureCode code = FailureCode.valueOf(line.text(from));
            for (Object field : line.with().subList(from + 1, line.with().size())) {
                facts.add(fact(field));
            }
            return new KeepFailure(code, "the agent says " + line.with(), null, facts.toArray());
        } catch (IllegalArgumentException e) {
            // A newer launcher may know more of them.
            return new KeepFailure(FailureCode.INTERNAL, "the agent says " + line.with(), e, line.text(from));
        }
    }

    private static Object fact(Object field) {
        if (field instanceof Long bytes) {
            return bytes;
        }
        String text = String.valueOf(field);
        String value = text.substring(Math.min(2, text.length()));
        if (text.startsWith(INSTANT)) {
            return Instant.ofEpochMilli(Long.parseLong(value));
        }
        if (text.startsWith(RULE)) {
            return SettingRule.valueOf(value);
        }
        return text.startsWith(REASON) ? NotAgreedException.Reason.valueOf(value) : value;
    }
}
