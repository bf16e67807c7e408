package jp.quickcare.launcher.cli;

import java.io.IOException;
import java.util.Optional;
import jp.quickcare.launcher.apply.Recovery;
import jp.quickcare.launcher.apply.RollBack;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.launch.NotAgain;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.register.Registration;
import jp.quickcare.launcher.report.Reports;
import jp.quickcare.launcher.report.Why;
import jp.quickcare.launcher.update.Installation;
import picocli.CommandLine.Command;

/** Puts the release before the installed one back (SPEC A33). */
@Command(name = "rollback")
final class RollbackCommand extends CommandBase {
    @Override
    int run() throws UpdateFailure {
        Installation installation = installation();
        Home home = installation.home();
        Registration registration = installation.registration();
        try (HomeLock lock = HomeLock.acquire(home)) {
            Recovery.recover(lock, registration, Progress.SILENT);
            Optional<Receipt> left = Receipt.read(home.receipt());
            Receipt back = RollBack.toPrevious(lock, registration, Progress.SILENT);
            if (left.isPresent()) {
                NotAgain.add(home, left.get().manifestSha256().hex());
            }
            try (Reports reports = installation.reports()) {
                if (left.isPresent()) {
                    String version = left.get().version();
                    reports.rolledBack(version, left.get().manifestSha256().hex(), back.version());
                    reports.state(Why.PUT_BACK, "", version);
                }
            }
            say("done.rolled_back", back.version(), left.map(Receipt::version).orElse("?"));
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, "cannot note the release left", e, home.state());
        }
        return 0;
    }
}
