package jp.quickcare.launcher.update;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import jp.quickcare.launcher.address.AddressNote;
import jp.quickcare.launcher.address.SiteWhereabouts;
import jp.quickcare.launcher.apply.Recovered;
import jp.quickcare.launcher.apply.Recovery;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.fetch.DownloadLimits;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.plan.UpdateKind;
import jp.quickcare.launcher.plan.UpdatePlan;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.proxy.KeptCredentials;
import jp.quickcare.launcher.proxy.ProxyRefusedException;
import jp.quickcare.launcher.receipt.InstalledManifest;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.report.Reports;
import jp.quickcare.launcher.report.Why;
import jp.quickcare.launcher.talk.Conversation;
import jp.quickcare.launcher.talk.Credentials;
import jp.quickcare.launcher.talk.TookOthers;
import jp.quickcare.launcher.verify.CheckAhead;
import jp.quickcare.launcher.verify.KeptSources;
import jp.quickcare.launcher.verify.Sources;
import jp.quickcare.launcher.verify.VerifiedState;
import jp.quickcare.launcher.verify.Verifier;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.LauncherVersion;
import jp.quickcare.manifest.release.TrustedRelease;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An installation together with what it takes to work on it. */
record Workplace(
        Installation installation, Asking asking, Transfer transfer, LauncherVersion launcher, Reports reports) {
    private static final int MOST_QUESTIONS = 3;
    private static final Logger LOG = LoggerFactory.getLogger(Workplace.class);

    /** Whoever can say what is verified now. */
    interface Asking {
        /** @throws UpdateFailure nothing complete, genuine and fresh could be had */
        VerifiedState ask() throws UpdateFailure;
    }

    static Workplace open(Home home, Sources sources, Clock clock) throws KeepFailure {
        return open(home, sources, clock, null);
    }

    /** @param ahead a check that was begun already; null where none was */
    static Workplace open(Home home, Sources sources, Clock clock, @Nullable CheckAhead ahead) throws KeepFailure {
        Installation installation = Installation.open(home);
        return new Workplace(
                installation,
                () -> new SiteWhereabouts(home, installation.settings(), sources, clock)
                        .goingBy(ahead)
                        .check(),
                new Transfer(installation.settings(), DownloadLimits.standard()),
                LauncherRelease.version(),
                installation.reports());
    }

    /** The same, going by what was verified last; no server is asked for metadata. */
    Workplace goingByWhatIsKept(Clock clock) {
        Verifier kept = new Verifier(home(), new KeptSources(home()), clock);
        return new Workplace(installation, () -> kept.check(installation.settings()), transfer, launcher, reports);
    }

    /** The same, going on with the servers at which that check was made: the site may have moved (SPEC C2). */
    Workplace goingOnWith(PolicyCheck check) {
        List<URI> servers = check.state().servers();
        if (servers.equals(installation.settings().servers())) {
            return this;
        }
        Installation there = new Installation(home(), installation.settings().withServers(servers));
        reports.goOnAt(servers);
        return new Workplace(there, asking, new Transfer(there.settings(), transfer.limits()), launcher, reports);
    }

    private Home home() {
        return installation.home();
    }

    Optional<Receipt> receipt() {
        return Receipt.read(home().receipt());
    }

    PolicyCheck ask() throws UpdateFailure {
        return PolicyCheck.of(this, asking.ask());
    }

    /** As {@link #ask()}; a proxy that wants a password is told what the person says, which is kept (SPEC A36). */
    PolicyCheck ask(Conversation talk) throws UpdateFailure {
        for (int asked = 0; ; asked++) {
            try {
                return ask();
            } catch (UpdateFailure e) {
                var refused = ProxyRefusedException.in(e);
                if (refused.isEmpty() || asked == MOST_QUESTIONS || !isAnswered(refused.get(), talk)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isAnswered(ProxyRefusedException refused, Conversation talk) {
        Optional<Credentials> answer = talk.proxyCredentials(refused.proxy(), refused.wrong());
        if (answer.isEmpty()) {
            return false;
        }
        try {
            KeptCredentials.ofUser().keep(refused.proxy(), answer.get());
            return true;
        } catch (IOException e) {
            LOG.warn("what the proxy is to be told cannot be kept: {}", e.toString());
            return false;
        }
    }

    SelfUpdate selfUpdate() {
        return new SelfUpdate(installation, transfer, launcher);
    }

    RuntimeUpdate runtimeUpdate() {
        return new RuntimeUpdate(this);
    }

    UpdateRun run(Conversation talk, boolean ignoreInUse) {
        return new UpdateRun(installation, talk, transfer, FilesInUse.ofSystem(), ignoreInUse, reports);
    }

    /** How long a release took others of the site; asked behind what the person is asked. */
    Future<Optional<TookOthers>> tookOthers(Sha256 release) {
        return TookQuestion.ask(installation.settings().servers(), release, transfer.limits());
    }

    /** Finishes or undoes what an earlier run was in. */
    void recover(HomeLock lock, Progress progress) throws UpdateFailure {
        Recovered recovered = Recovery.recover(lock, installation.registration(), progress);
        if (recovered == Recovered.UNINSTALLED) {
            throw new KeepFailure(FailureCode.CANNOT_START, "it was uninstalled", null);
        }
        if (recovered != Recovered.NOTHING) {
            LOG.info("recovered: {}", recovered);
        }
        RuntimeUpdate.tidy(home());
        reports.endUnfinished(
                receipt().map(receipt -> receipt.manifestSha256().hex()).orElse(""));
    }

    /** @return false where it could not be: the launcher that runs goes on */
    boolean replaceLauncher(HomeLock lock, TrustedRelease release, Progress progress) {
        try {
            selfUpdate().install(lock, release, progress);
            LOG.info("launcher {} is in place", release.manifest().version());
            return true;
        } catch (UpdateFailure e) {
            LOG.warn("the launcher was not updated: {} {}", e.code(), e.getMessage());
            return false;
        }
    }

    /**
     * Makes what is installed whole again where nothing else may be brought: the site offers nothing, or what it offers
     * must not come here. The files are those of the manifest that was kept when vendor and site agreed on it, so no
     * trust is asked for, and any server may bring them.
     *
     * @return empty where nothing was to be done
     * @throws UpdateFailure it could not be, and files are damaged still
     */
    Optional<UpdateRun.Result> mend(
            HomeLock lock, Receipt receipt, UpdateRun.Extent extent, Conversation talk, boolean ignoreInUse)
            throws UpdateFailure {
        if (extent == UpdateRun.Extent.CHANGED && Whole.is(home(), receipt)) {
            return Optional.empty();
        }
        Optional<InstalledManifest> installed = InstalledManifest.find(home(), receipt);
        if (installed.isEmpty()) {
            Whole.require(home(), receipt);
            return Optional.empty();
        }
        UpdateRun run = run(talk, ignoreInUse);
        UpdatePlan plan = run.plan(installed.get(), extent);
        if (plan.kind() == UpdateKind.UP_TO_DATE && Whole.is(home(), receipt)) {
            return Optional.empty();
        }
        talk.announces(new Conversation.Proposal(receipt.version(), plan.kind(), plan.downloadBytes(), ""));
        UpdateRun.Result result = run.carryOut(lock, installed.get(), plan);
        LOG.info("release {} is whole again", receipt.version());
        return Optional.of(result);
    }

    /** Tells the server why this PC has what it has (SPEC A37). */
    void tell(UpdateDecision decision) {
        if (decision instanceof UpdateDecision.UpToDate) {
            reports.state(Why.UP_TO_DATE, notMoved(), "");
        } else if (decision instanceof UpdateDecision.Offered offered) {
            reports.state(
                    Why.UPDATE_KNOWN, notMoved(), offered.release().manifest().version());
        } else if (decision instanceof UpdateDecision.PutBack putBack) {
            reports.state(Why.PUT_BACK, "", putBack.release().manifest().version());
        } else {
            tell(failure(decision));
        }
    }

    /** That the site's servers have moved and this PC could not follow; else empty. */
    private String notMoved() {
        return AddressNote.read(home())
                .refused()
                .map(open -> "not followed to " + open.text() + ": " + open.reason())
                .orElse("");
    }

    /** Tells the server what keeps this PC from being updated. */
    void tell(UpdateFailure failure) {
        reports.state(Why.of(failure.code()), String.valueOf(failure.getMessage()), "");
    }

    /** Tells the server that a release was taken back, so that it does not offer it to this PC again (SPEC A33). */
    void rolledBack(Receipt left, Receipt back) {
        reports.rolledBack(left.version(), left.manifestSha256().hex(), back.version());
        reports.state(Why.PUT_BACK, "", left.version());
    }

    /** Why a decision brings nothing to a PC that needs something. */
    static UpdateFailure failure(UpdateDecision decision) {
        if (decision instanceof UpdateDecision.NewInstallForbidden) {
            return new KeepFailure(FailureCode.NEW_INSTALL_FORBIDDEN, "new installs are forbidden", null);
        }
        if (decision instanceof UpdateDecision.NotPossible not) {
            String detail = String.valueOf(not.reason().getMessage());
            return new KeepFailure(
                    FailureCode.NOT_POSSIBLE, detail, not.reason(), not.reason().reason());
        }
        if (decision instanceof UpdateDecision.Refused) {
            return new KeepFailure(FailureCode.REFUSED, "refused", null);
        }
        if (decision instanceof UpdateDecision.PutBack putBack) {
            String version = putBack.release().manifest().version();
            return new KeepFailure(FailureCode.PUT_BACK, version + " was put back here", null, version);
        }
        return new KeepFailure(FailureCode.NOTHING_OFFERED, "nothing is offered", null);
    }
}
