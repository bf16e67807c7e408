package jp.quickcare.launcher.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import jp.quickcare.launcher.admission.Admission;
import jp.quickcare.launcher.delta.InstalledChunks;
import jp.quickcare.launcher.delta.InstalledChunks.Need;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.fetch.Parts;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.identity.ClientIdentity;
import jp.quickcare.launcher.plan.DeltaChoice;
import jp.quickcare.launcher.plan.UpdatePlan;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.talk.Conversation;
import jp.quickcare.launcher.update.UpdateRun.Extent;
import jp.quickcare.launcher.verify.VerifiedState;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseChunks;
import jp.quickcare.manifest.release.ReleaseDelta;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.TrustedRelease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what an update would do, and by what, and changes nothing of the installation (SPEC A22, F3). */
record LookAhead(Workplace place, Conversation talk, boolean ignoreInUse, boolean closely) {
    private static final Logger LOG = LoggerFactory.getLogger(LookAhead.class);

    /** What a check leads to. */
    Look at(PolicyCheck check) {
        Besides besides = closely ? besides(check.state()) : Besides.NOTHING;
        Optional<Receipt> installed = place.receipt();
        try {
            return at(check.decide(installed), besides);
        } catch (UpdateFailure e) {
            return Look.not(installed.map(Receipt::version), besides, e);
        }
    }

    /** It comes whatever is decided of the application. */
    private Besides besides(VerifiedState state) {
        Optional<String> passedOver = place.runtimeUpdate()
                .passedOver(state)
                .map(release -> release.manifest().version());
        return new Besides(launcher(state), runtime(state), passedOver);
    }

    private Optional<NewerLauncher> launcher(VerifiedState state) {
        SelfUpdate update = place.selfUpdate();
        try {
            Optional<TrustedRelease> newer = update.offered(state);
            return newer.isPresent() ? Optional.of(update.look(newer.get())) : Optional.empty();
        } catch (IOException e) {
            LOG.info("what a newer launcher would bring is not known: {}", e.toString());
            return Optional.empty();
        }
    }

    private Optional<NewerRuntime> runtime(VerifiedState state) {
        RuntimeUpdate update = place.runtimeUpdate();
        try {
            Optional<TrustedRelease> newer = update.offered(state);
            return newer.isPresent()
                    ? Optional.of(update.look(newer.get(), (delta, bytes) -> beginning(newer.get(), delta, bytes)))
                    : Optional.empty();
        } catch (UpdateFailure | IOException e) {
            LOG.info("what a newer runtime would bring is not known: {}", e.toString());
            return Optional.empty();
        }
    }

    /** Empty also where this PC would have to wait for it. */
    private Optional<byte[]> beginning(TrustedRelease release, ReleaseDelta delta, int bytes) throws IOException {
        try {
            return asking(
                    release.manifestSha256(),
                    (admission, folder, impatient) ->
                            new DeltaBeginnings(place.transfer(), admission, folder, impatient).of(delta, bytes));
        } catch (UpdateFailure e) {
            LOG.info("what a delta begins with is not known: {}", e.toString());
            return Optional.empty();
        }
    }

    private Look at(UpdateDecision decision, Besides besides) throws UpdateFailure {
        place.tell(decision);
        TrustedRelease release;
        if (decision instanceof UpdateDecision.UpToDate current) {
            release = current.release();
        } else if (decision instanceof UpdateDecision.Offered offered) {
            release = offered.release();
        } else {
            throw decision instanceof UpdateDecision.Refused refused
                    ? new KeepFailure(
                            FailureCode.REFUSED,
                            "refused",
                            null,
                            refused.offer().message(talk.locale()))
                    : Workplace.failure(decision);
        }
        Optional<Receipt> installed = place.receipt();
        UpdateRun run = place.run(talk, ignoreInUse);
        DeltaChoice choice = run.choice(release, Extent.CHANGED);
        UpdatePlan changed = choice.plan();
        Optional<Need> chunks =
                closely && installed.isPresent() ? need(changed.withoutDelta(), installed.get()) : Optional.empty();
        return new Look(
                installed.map(Receipt::version),
                Optional.of(release.manifest().version()),
                changed.kind(),
                Optional.of(chunks.isPresent() && !chunks.get().saves() ? choice.notByChunks() : choice),
                changed.downloadBytes(),
                run.plan(release, Extent.FULL).downloadBytes(),
                chunks,
                release.offer().message(talk.locale()),
                besides,
                Optional.empty());
    }

    /** What chunks would bring; empty where no server gives their index now, for one that this PC has to wait for. */
    private Optional<Need> need(UpdatePlan plan, Receipt installed) {
        Optional<ReleaseChunks> chunks = plan.to().chunks();
        List<ReleaseFile> lacking = contents(plan.fetch());
        if (chunks.isEmpty() || lacking.isEmpty()) {
            return Optional.empty();
        }
        try {
            return asking(plan.manifestSha256(), (admission, folder, impatient) -> {
                try (Parts parts = place.transfer().parts(InstalledChunks.object(chunks.get()), admission)) {
                    Home home = place.installation().home();
                    return new InstalledChunks(home, installed, plan, parts, folder, folder, impatient).need(lacking);
                }
            });
        } catch (UpdateFailure | IOException | RuntimeException e) {
            LOG.info("what chunks would bring is not known: {}", e.toString());
            return Optional.empty();
        }
    }

    /** Asks servers for a little of what an update would bring. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(Admission admission, Path folder, Progress impatient) throws UpdateFailure, IOException;
    }

    /** Waits for no place, and leaves nothing behind. */
    private <T> T asking(Sha256 release, Question<T> question) throws UpdateFailure, IOException {
        AtomicBoolean waits = new AtomicBoolean();
        Progress impatient = new Progress() {
            @Override
            public boolean cancelled() {
                return waits.get() || talk.progress().cancelled();
            }
        };
        ClientIdentity client = ClientIdentity.of(
                place.installation().home(),
                place.installation().settings(),
                place.launcher().toString());
        Path folder = Files.createTempDirectory("quickcare-plan");
        try (Admission admission = new Admission(
                client.toJson(),
                release,
                "differential",
                (updating, waiting) -> waits.set(true),
                place.transfer().limits())) {
            return question.ask(admission, folder, impatient);
        } finally {
            DurableFiles.deleteTree(folder);
        }
    }

    private static List<ReleaseFile> contents(List<ReleaseFile> files) {
        Set<Sha256> seen = new HashSet<>();
        List<ReleaseFile> contents = new ArrayList<>();
        for (ReleaseFile file : files) {
            if (seen.add(file.sha256())) {
                contents.add(file);
            }
        }
        return contents;
    }
}
