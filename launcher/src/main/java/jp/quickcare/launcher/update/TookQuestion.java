package jp.quickcare.launcher.update;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import jp.quickcare.launcher.fetch.Calls;
import jp.quickcare.launcher.fetch.DownloadLimits;
import jp.quickcare.launcher.talk.TookOthers;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;

/** Asks a site's server how long a release took others, while the person is being asked; nobody waits for it. */
final class TookQuestion {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int OK = 200;

    private TookQuestion() {}

    /** Asks on a thread of its own. @return empty where nobody tells: a mirror, an older server, the first PC of all */
    static Future<Optional<TookOthers>> ask(List<URI> servers, Sha256 release, DownloadLimits limits) {
        FutureTask<Optional<TookOthers>> answer = new FutureTask<>(() -> answer(servers, release, limits));
        Thread thread = new Thread(answer, "took others");
        thread.setDaemon(true);
        thread.start();
        return answer;
    }

    private static Optional<TookOthers> answer(List<URI> servers, Sha256 release, DownloadLimits limits) {
        try (Calls calls = new Calls(limits)) {
            URI address = Calls.below(servers.get(0), "v1/took/" + release.hex());
            Calls.Answer answer = calls.ask("GET", address, Optional.empty(), PATIENCE, () -> false);
            return answer.status() == OK ? answer.json().flatMap(TookQuestion::read) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What no PC could have needed is nothing to be told. */
    static Optional<TookOthers> read(JsonObject json) {
        try {
            long updates = json.integer("updates");
            long seconds = json.integer("medianSeconds");
            boolean sound = updates >= 1 && updates <= 1_000_000 && seconds >= 1 && seconds <= 86_400;
            return sound ? Optional.of(new TookOthers((int) updates, seconds)) : Optional.empty();
        } catch (JsonException e) {
            return Optional.empty();
        }
    }
}
