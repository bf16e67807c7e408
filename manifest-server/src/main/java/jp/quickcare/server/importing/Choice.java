package jp.quickcare.server.importing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.release.TargetName;
import jp.quickcare.manifest.tuf.TargetInfo;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;

/** Which of a vendor's releases are taken over. Pure. */
final class Choice {
    private Choice() {}

    /** @param wanted {@code app/version}; empty for the newest of each application and platform */
    static List<TargetInfo> of(List<TargetInfo> listed, List<String> wanted, String source) throws ServerFailure {
        if (wanted.isEmpty()) {
            return newest(listed);
        }
        List<TargetInfo> chosen = new ArrayList<>();
        Set<String> found = new HashSet<>();
        for (TargetInfo target : listed) {
            TargetName name = name(target);
            String release = name.app() + "/" + name.version();
            if (wanted.contains(release)) {
                chosen.add(target);
                found.add(release);
            }
        }
        for (String release : wanted) {
            if (!found.contains(release)) {
                throw ServerFailure.badInput(Sentence.of("import.no-release", source, release));
            }
        }
        return chosen;
    }

    private static List<TargetInfo> newest(List<TargetInfo> listed) throws ServerFailure {
        Map<String, TargetInfo> newest = new LinkedHashMap<>();
        for (TargetInfo target : listed) {
            TargetName name = name(target);
            String place = name.app() + "/" + name.platform();
            TargetInfo before = newest.get(place);
            if (before == null || counter(target) > counter(before)) {
                newest.put(place, target);
            }
        }
        return List.copyOf(newest.values());
    }

    private static TargetName name(TargetInfo target) throws ServerFailure {
        try {
            return TargetName.of(target.path());
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
    }

    private static long counter(TargetInfo target) throws ServerFailure {
        try {
            return target.custom().orElseGet(() -> JsonObject.builder().build()).integer("counter");
        } catch (JsonException e) {
            throw refused(e);
        }
    }

    private static ServerFailure refused(Exception cause) {
        return new ServerFailure(
                FailureCode.NOT_TRUSTED, Sentence.of("import.listing", String.valueOf(cause.getMessage())), cause);
    }
}
