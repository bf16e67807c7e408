package jp.quickcare.launcher.cli;

import java.io.IOException;
import jp.quickcare.launcher.apply.Recovery;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.receipt.Inventory;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.update.Installation;
import jp.quickcare.manifest.release.SafePath;
import picocli.CommandLine.Command;

/** Reads every installed file and compares it with what was installed. */
@Command(name = "verify")
final class VerifyCommand extends CommandBase {
    @Override
    int run() throws UpdateFailure {
        Installation installation = installation();
        Home home = installation.home();
        try (HomeLock lock = HomeLock.acquire(home)) {
            Recovery.recover(lock, installation.registration(), Progress.SILENT);
        }
        Receipt receipt = Receipt.read(home.receipt())
                .orElseThrow(() -> new KeepFailure(
                        FailureCode.DAMAGED_INSTALLATION,
                        "no receipt",
                        null,
                        home.receipt().getFileName()));
        Inventory inventory;
        try {
            inventory = Inventory.deep(home, receipt);
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, "cannot read " + home.app(), e, home.app());
        }
        for (SafePath path : inventory.damaged()) {
            tell(messages().say("verify.damaged", path));
        }
        for (SafePath path : inventory.missing()) {
            tell(messages().say("verify.missing", path));
        }
        if (!inventory.whole()) {
            return FailureCode.DAMAGED_INSTALLATION.exitCode();
        }
        say("done.verified", (Integer) receipt.files().size(), receipt.version());
        return 0;
    }
}
