package jp.quickcare.launcher.presence;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.identity.ClientIdentity;
import jp.quickcare.launcher.policy.LastCheck;
import jp.quickcare.launcher.report.LastState;
import jp.quickcare.launcher.report.Why;
import jp.quickcare.launcher.settings.Settings;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.json.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one question open at the site server while the application runs (SPEC A8): its connection says that somebody is
 * there, and its answer that something is new. A host that does not know the question is not asked again; one that
 * fails is asked less and less often. The thread that calls {@link #run} waits in it and is a daemon.
 */
public final class Presence implements Runnable, Closeable {
    private static final int WAIT_SECONDS = 30;
    private static final int LONGEST_WAIT_SECONDS = 60;
    private static final int SPARE_MILLIS = 30_000;
    private static final long FIRST_PAUSE_MILLIS = 5_000;
    private static final long LONGEST_PAUSE_MILLIS = 300_000;
    private static final long BETWEEN_CHECKS_MILLIS = 10_000;

    /** Looks what is new: the normal check, behind the running application. */
    @FunctionalInterface
    public interface News {
        /** Asks, decides and announces; returns when that is done, also when it failed. */
        void look();
    }

    private final Home home;
    private volatile Settings settings;
    private final String launcherVersion;
    private final boolean inThisJvm;
    private final News news;
    private final PlainCall call = new PlainCall();
    private volatile boolean over;
    private final String session = UUID.randomUUID().toString();
    private String seen;
    private int waitSeconds = WAIT_SECONDS;

    /**
     * For one run of the application.
     *
     * @param inThisJvm whether this process is the application itself, and not only its parent
     */
    public Presence(Home home, Settings settings, String launcherVersion, boolean inThisJvm, News news) {
        this.home = home;
        this.settings = settings;
        this.launcherVersion = launcherVersion;
        this.inThisJvm = inThisJvm;
        this.news = news;
        this.seen = tag(LastCheck.read(home.lastCheck().toFile()));
    }

    /** From the next question on another server is asked: the site has moved (SPEC C2). */
    public void goOnWith(Settings now) {
        settings = now;
    }

    private static String tag(@Nullable LastCheck last) {
        return last == null ? "" : last.siteEtag();
    }

    @Override
    public void run() {
        long pause = FIRST_PAUSE_MILLIS;
        try {
            while (!over) {
                PlainCall.Answer answer = ask();
                Optional<String> tag = answer == null ? Optional.empty() : understood(answer);
                if (answer != null && isUnknownThere(answer)) {
                    return;
                }
                if (tag.isEmpty()) {
                    sleep(Math.max(pause, answer == null ? 0 : answer.comeAgainMillis()));
                    pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
                } else {
                    pause = FIRST_PAUSE_MILLIS;
                    hear(tag.get());
                }
            }
        } catch (InterruptedException e) {
            // The application has ended.
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isUnknownThere(PlainCall.Answer answer) {
        return answer.status() == 404 || answer.status() == 405 || answer.status() == 501;
    }

    private PlainCall.@Nullable Answer ask() {
        try {
            String base = settings.servers().get(0).toString();
            URI to = URI.create((base.endsWith("/") ? base : base + "/") + "v1/presence?wait=" + waitSeconds);
            return call.post(to, JsonText.encode(question()), waitSeconds * 1000 + SPARE_MILLIS);
        } catch (IOException e) {
            return null;
        }
    }

    private JsonObject question() {
        return JsonObject.builder()
                .put(
                        "client",
                        ClientIdentity.of(home, settings, launcherVersion).toJson())
                .put("session", session)
                .put("program", "application")
                .put("processes", processes())
                .put("siteTimestamp", seen)
                .build();
    }

    private long processes() {
        long others = ProcessHandle.current().descendants().count();
        return Math.max(1, inThisJvm ? others + 1 : others);
    }

    private Optional<String> understood(PlainCall.Answer answer) {
        if (answer.json().isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonObject json = answer.json().get();
            waitSeconds = (int) Math.max(5, Math.min(LONGEST_WAIT_SECONDS, json.integer("waitSeconds")));
            return Optional.of(ClientIdentity.plain(json.string("siteTimestamp")));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    /** Whatever a server says, it makes this PC do its normal check and no more, and that not often (THREATS PU3, PU4). */
    private void hear(String tag) throws InterruptedException {
        // A server that is back after it was missed has nothing new to say, but the PC has to hear that.
        boolean missed =
                LastState.read(home).filter(last -> last.why() == Why.NO_SERVER).isPresent();
        if (tag.isEmpty() || (tag.equals(seen) && !missed)) {
            // A server that does not hold the question open is not asked without end.
            sleep(1_000);
            return;
        }
        // Not every PC of the site at the same moment.
        sleep(ThreadLocalRandom.current().nextLong(1_000));
        news.look();
        seen = tag;
        sleep(BETWEEN_CHECKS_MILLIS);
    }

    /** The application has ended. From any thread; the one that runs is to be interrupted besides. */
    @Override
    public void close() {
        over = true;
        call.close();
    }

    private static void sleep(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }
}
