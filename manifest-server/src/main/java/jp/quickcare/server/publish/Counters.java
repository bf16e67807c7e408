package jp.quickcare.server.publish;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.release.TargetName;
import jp.quickcare.manifest.tuf.TargetInfo;
import jp.quickcare.manifest.tuf.Targets;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;

/** The counters that an application's releases have: one a version, the same on every platform. */
final class Counters {
    /** As far as every reader of JSON counts exactly; far enough for one release a microsecond. */
    private static final long MAX = (1L << 53) - 1;

    private final Map<String, Long> byVersion = new HashMap<>();

    private Counters() {}

    static Counters of(Targets listed) throws ServerFailure {
        Counters counters = new Counters();
        for (TargetInfo target : listed.targets().values()) {
            try {
                JsonObject custom = target.custom().orElseThrow(() -> new JsonException("it has no custom part"));
                counters.byVersion.put(TargetName.of(target.path()).version(), custom.integer("counter"));
            } catch (JsonException | IllegalArgumentException e) {
                throw damaged(target.path(), e);
            }
        }
        return counters;
    }

    static ServerFailure damaged(String target, Exception cause) {
        return new ServerFailure(
                FailureCode.DAMAGED_REPOSITORY,
                Sentence.of("publish.listing", target, String.valueOf(cause.getMessage())),
                cause);
    }

    /** The counter asked for, else that of the version on another platform, else one more than the highest. */
    long choose(PublishRequest request) throws ServerFailure {
        String version = request.name().version();
        Long ofVersion = byVersion.get(version);
        long highest =
                byVersion.values().stream().mapToLong(Long::longValue).max().orElse(0);
        OptionalLong wanted = request.counter();
        if (wanted.isEmpty() && ofVersion != null) {
            return ofVersion;
        }
        long counter = wanted.orElse(highest < MAX ? highest + 1 : Long.MAX_VALUE);
        if (counter > MAX) {
            throw ServerFailure.badInput(
                    Sentence.of("publish.counter-max", MAX, request.name().app(), highest));
        }
        if (ofVersion != null && ofVersion != counter) {
            throw ServerFailure.badInput(Sentence.of(
                    "publish.counter-of-version", version, request.name().app(), ofVersion));
        }
        if (ofVersion == null && counter <= highest) {
            throw ServerFailure.badInput(Sentence.of(
                    "publish.counter-low", counter, highest, request.name().app()));
        }
        return counter;
    }
}
