package jp.quickcare.launcher.click;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jp.quickcare.bootstrap.LauncherEntry;
import jp.quickcare.bootstrap.NextStep;
import jp.quickcare.bootstrap.StartContext;
import jp.quickcare.bootstrap.UpdateNotice;
import jp.quickcare.launcher.agent.WhoUpdates;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.launch.Beside;
import jp.quickcare.launcher.launch.Entries;
import jp.quickcare.launcher.launch.LaunchFiles;
import jp.quickcare.launcher.launch.StartSignal;
import jp.quickcare.launcher.policy.LastCheck;
import org.jspecify.annotations.Nullable;

/**
 * The launcher's first class, and on most mornings nearly its only one: asks whether anything is new, and starts the
 * application. What it touches before it knows that there is work is kept small; see the tests for what may not be
 * loaded.
 */
public final class Click implements LauncherEntry {
    /** How long a click waits for the server when nothing is set, in milliseconds (SPEC A32). */
    private static final long STANDARD_ANSWER_MILLIS = 1000;

    /** What a slow PC may need for its own part of a full check, with a server that answers. */
    private static final long OWN_WORK_MILLIS = 2000;

    /** How long a started process waits for the one that started it to end, in seconds. */
    private static final long END_OF_FORMER_SECONDS = 60;

    /** System property: another click has found that something has to be done before the application may start. */
    private static final String HANDED_OVER = "quickcare.handed";

    @Override
    public NextStep start(StartContext context) throws InterruptedException, IOException {
        long begin = System.nanoTime();
        Home home = new Home(context.home().toPath());
        Launching launching = new Launching(home, context);
        String signal = System.clearProperty(StartSignal.PROPERTY);
        if (signal != null) {
            // What is loaded for it now is not loaded when it counts.
            isReady(home);
            Beside.prepare(home);
            if (!StartSignal.await(Path.of(signal))) {
                context.reportWell();
                return new NextStep.Exit(0);
            }
            if (isReady(home)) {
                launching.begunAhead();
                return launching.launch();
            }
        }
        if (System.getProperty("quickcare.accepted") != null) {
            awaitFormer();
            return act(launching, WhoUpdates.slowPath(home), true);
        }
        if (System.clearProperty(HANDED_OVER) != null) {
            return act(launching, WhoUpdates.slowPath(home), false);
        }
        LastCheck lastCheck = LastCheck.read(home.lastCheck().toFile());
        Entries settings = Entries.read(home.settings().toFile());
        long patience = settings == null
                ? STANDARD_ANSWER_MILLIS
                : settings.number("answerWithinMillis", STANDARD_ANSWER_MILLIS);
        long deadline = begin + TimeUnit.MILLISECONDS.toNanos(patience);
        FastCheck fast = begin(home, settings, lastCheck, deadline);
        Known known = Known.read(home, lastCheck);
        if ((!known.isWhole() || !home.javaOptions().toFile().isFile())
                && !WhoUpdates.isAgent(home)
                && LaunchFiles.refresh(home)) {
            known = Known.read(home, lastCheck);
        }
        if (!known.isWhole()) {
            return act(launching, WhoUpdates.slowPath(home), false);
        }
        FastCheck.Answer answer = fast == null ? FastCheck.Answer.CHANGED : fast.await();
        Known.Move move = known.move(answer);
        if (move == Known.Move.ACT) {
            return act(launching, WhoUpdates.slowPath(home), false);
        }
        if (known.isOffered() && lastCheck != null) {
            launching.announce(notice(lastCheck));
        }
        if (move == Known.Move.START && isFresh(home)) {
            return launching.launch();
        }
        SlowPath slowPath = WhoUpdates.slowPath(home);
        FullCheck check = new FullCheck(slowPath);
        check.start();
        if (move == Known.Move.CHECK) {
            context.reportWell();
            SlowPath.Decided decided = check.await(patience + OWN_WORK_MILLIS);
            if (decided != null ? decided.act() : known.mustStop()) {
                // One that must stop can also wait; the check is bounded by its transport.
                check.join();
                return act(launching, slowPath, false);
            }
        }
        check.passOnTo(launching::announce);
        // Once a day is often enough to see that Java itself was replaced.
        ArchiveWatch.begin(home);
        return launching.launch();
    }

    /** Whether nothing has to be asked: whoever gave the word has just done so, and put in place what there was. */
    private static boolean isReady(Home home) {
        Known known = Known.read(home, LastCheck.read(home.lastCheck().toFile()));
        return known.isWhole() && !known.mustStop() && isFresh(home);
    }

    /** A check that the timestamps have been the same for long tells nothing about their having expired. */
    private static boolean isFresh(Home home) {
        long age = System.currentTimeMillis() - home.lastCheck().toFile().lastModified();
        return age >= 0 && age < TimeUnit.DAYS.toMillis(1);
    }

    private static @Nullable FastCheck begin(
            Home home, @Nullable Entries settings, @Nullable LastCheck lastCheck, long deadline) {
        if (settings == null
                || lastCheck == null
                || lastCheck.siteEtag().isEmpty()
                || lastCheck.releaseEtag().isEmpty()) {
            return null;
        }
        String certificates = settings.unescaped("trustedCertificates").strip();
        FastCheck check = new FastCheck(
                first(settings.unescaped("server")),
                lastCheck.siteEtag(),
                lastCheck.releaseEtag(),
                lastCheck.proxy(),
                certificates.isEmpty() ? null : home.state().resolve(certificates),
                deadline);
        check.start();
        return check;
    }

    /** The first of the addresses: the entity tags are those it gave. */
    private static String first(String servers) {
        String text = servers.strip();
        int end = 0;
        while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != ',') {
            end++;
        }
        String server = text.substring(0, end);
        return server.indexOf("://") >= 0 ? server : "http://".concat(server);
    }

    private static UpdateNotice notice(LastCheck lastCheck) {
        return new UpdateNotice(
                lastCheck.version(), lastCheck.message(Locale.getDefault().getLanguage()));
    }

    static NextStep act(Launching launching, SlowPath slowPath, boolean accepted)
            throws InterruptedException, IOException {
        launching.context().reportWell();
        NextStep handedOver =
                HandOver.begin(launching.context(), accepted ? HandOver.What.ACCEPTED_UPDATE : HandOver.What.ACT);
        if (handedOver != null) {
            return handedOver;
        }
        SlowPath.Done done = slowPath.carryOut(accepted);
        slowPath.close();
        launching.filesChanged();
        if (done instanceof SlowPath.Done.Stop stop) {
            return new NextStep.Exit(stop.exitCode());
        }
        if (done instanceof SlowPath.Done.Start start) {
            Optional<UpdateNotice> notice = start.notice();
            if (notice.isPresent()) {
                launching.announce(notice.get());
            }
            return launching.launch();
        }
        if (accepted) {
            System.setProperty("quickcare.accepted", "true");
        }
        return new NextStep.Reload();
    }

    /** The process that asked for this one may still hold files of the application (Windows). */
    private static void awaitFormer() throws InterruptedException {
        String pid = System.clearProperty("quickcare.after");
        System.clearProperty("quickcare.accepted");
        if (pid == null) {
            return;
        }
        Optional<ProcessHandle> former = ProcessHandle.of(Long.parseLong(pid));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_OF_FORMER_SECONDS);
        while (former.isPresent() && former.get().isAlive() && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
    }
}
